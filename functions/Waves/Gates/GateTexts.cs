using System.Globalization;
using AdoptionAutomation.Groups.Readiness;

namespace AdoptionAutomation.Waves.Gates;

/// <summary>What a gate says: numbers and sites, never people.</summary>
internal static class GateTexts
{
    public static readonly GateText NotStarted = new(
        "La vague {0} n’a pas commencé : rien ne peut encore être mesuré.", "Wave {0} has not started: nothing can be measured yet.");

    public static readonly GateText FewWelcomed = new(
        "Personnes accueillies par la vague {3} : {0} ; il en faut {1} pour juger, il en manque {2}.",
        "People welcomed by wave {3}: {0}; it takes {1} to judge, {2} short.");

    public static readonly GateText FewEnded = new(
        "Invitations de la vague {3} arrivées à leur terme : {0} ; il en faut {1} pour juger, il en manque {2}.",
        "Invitations of wave {3} that came to their end: {0}; it takes {1} to judge, {2} short.");

    public static readonly GateText FewMails = new(
        "Messages de bienvenue envoyés par la vague {3} : {0} ; il en faut {1} pour juger, il en manque {2}.",
        "Welcome mails sent by wave {3}: {0}; it takes {1} to judge, {2} short.");

    public static readonly GateText Activation = new(
        "Personnes actives : {0} sur {1} accueillies ({2} %) ; il en faut au moins {3} %.",
        "Active people: {0} of {1} welcomed ({2} %); it takes at least {3} %.");

    public static readonly GateText ByReport = new("D’après le rapport d’usage du {0}.", "By the usage report of {0}.");

    public static readonly GateText OwnForConcealed = new(
        "D’après nos propres signaux, car les noms sont masqués dans les rapports d’usage : le vrai chiffre ne peut être que plus élevé.",
        "By our own signals, for names are concealed in the usage reports: the true figure can only be higher.");

    public static readonly GateText OwnForNotAllowed = new(
        "D’après nos propres signaux, car l’application n’a pas le droit de lire les rapports d’usage : le vrai chiffre ne peut être que plus élevé.",
        "By our own signals, for the app may not read the usage reports: the true figure can only be higher.");

    public static readonly GateText NamesConcealed = new(
        "Les noms sont masqués dans les rapports d’usage et les courriels ne mènent pas à nos pages : affichez les noms (centre d’administration "
            + "Microsoft 365, Paramètres de l’organisation, Rapports), ou réglez Links:BaseUrl.",
        "Names are concealed in the usage reports and mails do not lead to our pages: show the names (Microsoft 365 admin centre, Org settings, "
            + "Reports), or set Links:BaseUrl.");

    public static readonly GateText NotAllowed = new(
        "Les rapports d’usage n’ont pas pu être lus, et ils le seront le lendemain de l’accord du droit. {0}",
        "The usage reports could not be read; they will be on the morning after the permission is granted. {0}");

    public static readonly GateText NeverRead = new(
        "Aucun rapport d’usage n’a encore été lu : c’est fait chaque matin à 06:20 UTC. {0}",
        "No usage report was read yet: that is done every morning at 06:20 UTC. {0}");

    public static readonly GateText TooOld = new(
        "Le dernier rapport d’usage est celui du {0} et la vague {1} a commencé le {2} : les rapports ont deux jours de retard, attendez le {3}.",
        "The last usage report is that of {0} and wave {1} started on {2}: reports are two days late, wait until {3}.");

    public static readonly GateText Failures = new(
        "Invitations échouées : {0} sur {1} ({2} %) ; il en faut au plus {3} %.", "Failed invitations: {0} of {1} ({2} %); it takes {3} % at most.");

    public static readonly GateText Bounces = new(
        "Messages de bienvenue revenus : {0} sur {1} ({2} %) ; il en faut au plus {3} %.",
        "Welcome mails that came back: {0} of {1} ({2} %); it takes {3} % at most.");

    public static readonly GateText NoAnswers = new(
        "Aucune enquête n’a encore reçu de réponse ; il en faut {0} pour juger.", "No survey has been answered yet; it takes {0} answers to judge.");

    public static readonly GateText HiddenAnswers = new(
        "Réponses de la vague {0} à l’enquête {1} ({2}) : moins de cinq ; il en faut {3} pour juger.",
        "Answers of wave {0} to survey {1} ({2}): fewer than 5; it takes {3} to judge.");

    public static readonly GateText FewAnswers = new(
        "Réponses de la vague {0} à l’enquête {1} ({2}) : {3} ; il en faut {4} pour juger.",
        "Answers of wave {0} to survey {1} ({2}): {3}; it takes {4} to judge.");

    public static readonly GateText Mood = new(
        "Humeur de la vague {0} : {1} % de 4 et 5 sur {2} réponses, à 5 % près ; il en faut au moins {3} %. Enquête {4} ({5}).",
        "Mood of wave {0}: {1} % of 4 and 5 of {2} answers, to the nearest 5 %; it takes at least {3} %. Survey {4} ({5}).");

    public static readonly GateText SitesCovered = new(
        "Chacun des {0} sites a au moins {1} ambassadeur(s).", "Each of the {0} sites has at least {1} ambassador(s).");

    public static readonly GateText SitesLacking = new(
        "Il faut {0} ambassadeur(s) par site ; il en manque à {1} sites sur {2} : {3}.",
        "It takes {0} ambassador(s) a site; {1} of {2} sites lack some: {3}.");

    public static readonly GateText SitesUnread = new(
        "Les ambassadeurs n’ont pas pu être comptés par site : {0}", "The ambassadors could not be counted by site: {0}");

    public static readonly GateText NoSites = new(
        "Aucun groupe de lieu ne dit où travaillent les personnes de cette vague : donnez une ville ou un bureau à un groupe de groups.json.",
        "No place group says where the people of this wave work: give a group in groups.json a city or an office.");

    private const int MostSites = 10;

    /// <summary>Per cent, never more than it is: what must be reached is not called reached too early.</summary>
    public static string ShareDown(string language, int part, int whole) => Number(language, Math.Floor(part * 1000m / whole) / 10);

    /// <summary>Per cent, never less than it is.</summary>
    public static string ShareUp(string language, int part, int whole) => Number(language, Math.Ceiling(part * 1000m / whole) / 10);

    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The sites that lack ambassadors with what they have, the first of them.</summary>
    public static string List(string language, IReadOnlyList<SiteAmbassadors> sites, int needed)
    {
        var first = sites.Take(MostSites).Select(site => $"{site.Site} ({site.Ambassadors}/{needed})");
        return string.Join(", ", first) + (sites.Count <= MostSites ? "" : language == "fr" ? ", et d’autres" : ", and others");
    }

    private static string Number(string language, decimal value)
    {
        var text = value.ToString("0.#", CultureInfo.InvariantCulture);
        return language == "fr" ? text.Replace('.', ',') : text;
    }
}

/// <param name="Fr">In French.</param>
/// <param name="En">In English.</param>
internal sealed record GateText(string Fr, string En)
{
    public string In(string language, params object[] arguments) => string.Format(CultureInfo.InvariantCulture, language == "fr" ? Fr : En, arguments);
}
