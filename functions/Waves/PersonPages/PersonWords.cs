using System.Globalization;
using AdoptionAutomation.Mail;

namespace AdoptionAutomation.Waves.PersonPages;

/// <summary>What people's pages say (pure).</summary>
internal static class PersonWords
{
    /// <summary>For a link that leads nowhere: what to do, and nothing about anybody.</summary>
    public static readonly PersonPageContent Nowhere = new(
        "fr",
        "Ce lien ne mène nulle part",
        "Il est incomplet, ou trop ancien. Ouvrez-le depuis le message d’origine\u00a0; sinon, répondez à ce message et quelqu’un vous aidera.")
    {
        Also = new("en", "This link leads nowhere", "It is incomplete, or too old. Open it from the mail that it came with; or else answer that mail and somebody will help."),
    };

    public static readonly PersonPageContent NotNow = new(
        "fr", "Un instant…", "La page ne répond pas pour le moment, et rien n’a changé. Réessayez dans quelques minutes.")
    {
        Also = new("en", "Just a moment…", "The page does not work right now, and nothing was changed. Try again in a few minutes."),
    };

    /// <summary>The page before its button is pressed.</summary>
    public static PersonPageContent Ask(PersonVisit visit) => visit.Purpose switch
    {
        LinkPurpose.Charter => HasAccepted(visit) ? Accepted(visit) : Charter(visit, "La charte d’usage", "The usage charter"),
        LinkPurpose.Here => visit.Person.ActiveAt is not null ? IsHere(visit) : Page(
            visit,
            "Vous y êtes déjà ?",
            "You are there already?",
            Say(visit, $"Dites-le nous, et nous ne vous rappellerons plus d’essayer {Platform(visit)}.", $"Tell us, and we will not remind you to try {Platform(visit)}.")) with
        {
            Button = Say(visit, "Oui, j’y suis", "Yes, I am"),
        },
        LinkPurpose.Stop => visit.Person.RemindersStoppedAt is not null ? Stopped(visit) : Page(
            visit,
            "Ne plus recevoir de rappels ?",
            "No more reminders?",
            Say(visit, "Votre compte reste ouvert et vos groupes aussi ; seuls les rappels et les publications par courriel s’arrêtent.", "Your account and your groups stay open; only reminders and posts by mail stop.")) with
        {
            Button = Say(visit, "Arrêter les rappels", "Stop the reminders"),
        },
        _ => AskToAnnounce(visit),
    };

    /// <summary>The page after.</summary>
    public static PersonPageContent Done(PersonVisit visit) => visit.Purpose switch
    {
        LinkPurpose.Charter => Accepted(visit),
        LinkPurpose.Here => IsHere(visit),
        LinkPurpose.Stop => Stopped(visit),
        _ => Announced(visit),
    };

    /// <summary>The charter has another version than the one whose button was pressed.</summary>
    public static PersonPageContent Changed(PersonVisit visit) =>
        Charter(visit, "La charte a changé entre-temps", "The charter has changed meanwhile");

    public static bool IsAnnounceOffered(PersonVisit visit) => visit.Campaign.Rollout.Newcomers?.AnnounceIn is not null;

    public static string VersionOf(PersonVisit visit) => visit.Campaign.Settings.Charter.Version;

    private static bool HasAccepted(PersonVisit visit) => visit.Person.CharterVersion == VersionOf(visit);

    private static PersonPageContent Charter(PersonVisit visit, string fr, string en) => Page(
        visit,
        fr,
        en,
        Say(
            visit,
            $"Elle tient en quelques règles de bon sens pour échanger sur {Platform(visit)}. Voici la version {VersionOf(visit)}.",
            $"It holds a few rules of common sense for {Platform(visit)}. This is version {VersionOf(visit)}.")) with
    {
        LinkUrl = visit.Campaign.Settings.Charter.Url,
        LinkWords = Say(visit, $"Lire la charte, version {VersionOf(visit)}", $"Read the charter, version {VersionOf(visit)}"),
        Button = Say(visit, $"J’accepte la version {VersionOf(visit)}", $"I accept version {VersionOf(visit)}"),
        CharterVersion = VersionOf(visit),
    };

    private static PersonPageContent Accepted(PersonVisit visit) => Onward(Page(
        visit,
        "Merci, c’est noté",
        "Thank you, it is kept",
        Say(visit, $"Vous avez accepté la version {VersionOf(visit)} de la charte{On(visit)}.", $"You accepted version {VersionOf(visit)} of the charter{On(visit)}.")), visit);

    private static PersonPageContent IsHere(PersonVisit visit) => Onward(Page(
        visit, "Merci, à bientôt", "Thank you, see you there", Say(visit, "Vous ne recevrez plus de rappels.", "You will get no more reminders.")), visit);

    private static PersonPageContent Stopped(PersonVisit visit) => Onward(Page(
        visit,
        "C’est fait : plus de rappels",
        "Done: no more reminders",
        Say(
            visit,
            "Si vous changez d’avis, écrivez à la personne ci-dessous.",
            "Should you change your mind, write to the person named below.")), visit);

    private static PersonPageContent AskToAnnounce(PersonVisit visit) => !IsAnnounceOffered(visit)
        ? Onward(Page(visit, "Bienvenue !", "Welcome!", Say(visit, "Les arrivées ne sont plus annoncées, mais vous êtes attendu.", "Arrivals are not announced any more; you are welcome all the same.")), visit)
        : visit.Person.AnnounceAt is not null ? Announced(visit)
        : Page(
            visit,
            "Annoncer votre arrivée ?",
            "May we announce you?",
            Say(
                visit,
                $"Un court message de bienvenue, avec votre prénom, sera publié sur {Platform(visit)}. Sans votre accord, rien ne l’est.",
                $"A short post of welcome with your first name goes out on {Platform(visit)}. Unless you say yes, nothing does.")) with
        {
            Button = Say(visit, "Oui, annoncez-moi", "Yes, announce me"),
        };

    private static PersonPageContent Announced(PersonVisit visit) =>
        Onward(Page(visit, "Merci, avec plaisir", "Thank you, with pleasure", Say(visit, "Vos collègues sauront que vous arrivez.", "Your colleagues will hear that you are coming.")), visit);

    private static PersonPageContent Page(PersonVisit visit, string frTitle, string enTitle, params IReadOnlyList<string> text)
    {
        var settings = visit.Campaign.Settings;
        return new(visit.Person.Language, Say(visit, frTitle, enTitle), text)
        {
            Platform = settings.Platform,
            Token = visit.Token,
            HelpName = settings.CommunityManagers[0].Name,
            HelpMail = settings.CommunityManagers[0].Mail,
        };
    }

    private static PersonPageContent Onward(PersonPageContent page, PersonVisit visit) => page with
    {
        LinkUrl = visit.Campaign.Settings.PlatformUrl,
        LinkWords = Say(visit, $"Ouvrir {Platform(visit)}", $"Open {Platform(visit)}"),
    };

    private static string On(PersonVisit visit) => visit.Person.CharterAt is not { } at || !HasAccepted(visit) ? ""
        : Say(
            visit,
            $" le {at.UtcDateTime.ToString("d MMMM yyyy", CultureInfo.GetCultureInfo("fr-FR"))}",
            $" on {at.UtcDateTime.ToString("d MMMM yyyy", CultureInfo.GetCultureInfo("en-GB"))}");

    private static string Platform(PersonVisit visit) => visit.Campaign.Settings.Platform;

    private static string Say(PersonVisit visit, string fr, string en) => FrenchText.Say(visit.Person.Language, fr, en);
}
