using System.Globalization;
using System.Text;

namespace AdoptionAutomation.Waves.Stories;

/// <summary>What happens next with a person, in both languages: {0} the wave, {1} a time, {2} more.</summary>
/// <param name="Code">Stable.</param>
internal sealed record StoryText(string Code, string Fr, string En)
{
    public static readonly StoryText Erased = new("erased",
        "Ses données ont été effacées : aucune vague ne l'invitera plus.",
        "Their data was erased: no wave invites them again.");

    public static readonly StoryText Guest = new("guest",
        "C'est un invité externe : les vagues n'invitent que les membres de l'annuaire.",
        "A guest from outside: waves invite members of the directory only.");

    public static readonly StoryText Disabled = new("disabled",
        "Son compte est désactivé : personne n'est invité avant que son compte serve. Réactivez-le dans l'annuaire.",
        "The account is disabled: nobody is invited before their account is in use. Enable it in the directory.");

    public static readonly StoryText NoAddress = new("noAddress",
        "L'annuaire ne lui connaît pas d'adresse : donnez-lui une boîte aux lettres.",
        "The directory knows no address of theirs: give them a mailbox.");

    public static readonly StoryText NotMeant = new("notMeant",
        "Aucune vague ne vise cette personne : voyez « waves » pour les conditions, puis waves.json.",
        "No wave means this person: see 'waves' for the conditions, then waves.json.");

    public static readonly StoryText Excepted = new("excepted",
        "La vague « {0} » vise cette personne, et son exception {2} l'écarte ; aucune autre vague ne la prend.",
        "The wave '{0}' means this person, and its exception {2} takes them out; no other wave takes them.");

    public static readonly StoryText CampaignPaused = new("campaignPaused",
        "Toute la campagne est en pause depuis le {1}, par {2} : POST /api/resume.",
        "The whole campaign is paused since {1}, by {2}: POST /api/resume.");

    public static readonly StoryText Paused = new("paused",
        "La vague « {0} » est en pause depuis le {1}, par {2} : POST /api/waves/{0}/resume.",
        "The wave '{0}' is paused since {1}, by {2}: POST /api/waves/{0}/resume.");

    public static readonly StoryText Cancelled = new("cancelled",
        "La vague « {0} » a été annulée le {1}, par {2} : déclarez une autre vague pour ceux qui restent.",
        "The wave '{0}' was cancelled on {1}, by {2}: declare another wave for those who are left.");

    public static readonly StoryText Held = new("held",
        "La vague « {0} » n'est pas ouverte : {2}",
        "The wave '{0}' is not open: {2}");

    public static readonly StoryText Opens = new("opens",
        "La vague « {0} » invitera cette personne ; elle s'ouvre le {1}.",
        "The wave '{0}' will invite them; it opens on {1}.");

    public static readonly StoryText ByHand = new("byHand",
        "La vague « {0} » invitera cette personne ; elle s'ouvre à la main : POST /api/waves/{0}/start.",
        "The wave '{0}' will invite them; it opens by hand: POST /api/waves/{0}/start.");

    public static readonly StoryText Reading = new("reading",
        "La vague « {0} » lit encore son public : son tour vient.",
        "The wave '{0}' still reads its audience: their turn comes.");

    public static readonly StoryText Newcomer = new("newcomer",
        "La vague « {0} » était passée avant que cette personne n'en fasse partie ; la règle des nouveaux arrivants l'y ajoutera.",
        "The wave '{0}' had passed before they belonged to it; the newcomers' rule will add them.");

    public static readonly StoryText TooLate = new("tooLate",
        "La vague « {0} » était passée avant que cette personne n'en fasse partie, et la règle « newcomers » ne la trouve pas : personne ne l'invitera.",
        "The wave '{0}' had passed before they belonged to it, and the rule 'newcomers' does not find them: nobody will invite them.");

    public static readonly StoryText StartsLater = new("startsLater",
        "Cette personne arrive plus tard : la règle des nouveaux arrivants l'invitera à l'approche de son premier jour.",
        "They start later: the newcomers' rule invites them when their first day is near.");

    public static readonly StoryText Slot = new("slot",
        "Prévue pour le prochain créneau de la vague « {0} », le {1}.",
        "Planned for the next slot of the wave '{0}', on {1}.");

    public static readonly StoryText Turn = new("turn",
        "Son tour dans la vague « {0} » est en route.",
        "Their turn in the wave '{0}' is on its way.");

    public static readonly StoryText QuietHours = new("quietHours",
        "Dans ses groupes ; la bienvenue attend la fin des heures calmes ou du congé, le {1}.",
        "In their groups; the welcome waits for the end of quiet hours or of the holiday, on {1}.");

    public static readonly StoryText Welcoming = new("welcoming",
        "Dans ses groupes ; la bienvenue est en route.",
        "In their groups; the welcome is on its way.");

    public static readonly StoryText Uncertain = new("uncertain",
        "Nul ne sait si la bienvenue est partie : un événement de SendGrid le dira, ou décidez-en.",
        "Nobody knows whether the welcome went out: an event of SendGrid tells, or you decide.");

    public static readonly StoryText Failed = new("failed",
        "A échoué ({2}) : réparez la cause, puis POST /api/waves/{0}/retry-failed.",
        "Failed ({2}): mend the cause, then POST /api/waves/{0}/retry-failed.");

    public static readonly StoryText Skipped = new("skipped",
        "Écartée de la vague « {0} » avant son tour ({2}).",
        "Skipped by the wave '{0}' before their turn ({2}).");

    public static readonly StoryText Reminder = new("reminder",
        "Bienvenue envoyée ; relance le {1} au plus tôt, si la personne n'est pas active d'ici là.",
        "Welcomed; reminded on {1} at the earliest, unless they are active by then.");

    public static readonly StoryText RemindersStopped = new("remindersStopped",
        "Bienvenue envoyée ; ne veut pas de relance : plus rien ne part.",
        "Welcomed; wants no reminders: nothing else goes out.");

    public static readonly StoryText Active = new("active",
        "Bienvenue envoyée, et active : plus rien ne part.",
        "Welcomed, and active: nothing else goes out.");

    public static readonly StoryText Done = new("done",
        "Bienvenue envoyée : plus rien ne part.",
        "Welcomed: nothing else goes out.");

    private readonly CompositeFormat fr = CompositeFormat.Parse(Fr);
    private readonly CompositeFormat en = CompositeFormat.Parse(En);

    public string In(string language, string wave, string at, string more) =>
        string.Format(CultureInfo.InvariantCulture, language == "fr" ? fr : en, wave, at, more);
}
