using System.Globalization;

namespace AdoptionAutomation.Groups.Readiness;

/// <summary>What each finding says, with the practice it belongs to.</summary>
internal static class ReadinessTexts
{
    public static readonly ReadinessText Missing = new(
        "P1", "groupMissing", "Le groupe {0} n’existe pas encore dans le tenant.", "Group {0} does not exist in the tenant yet.");

    public static readonly ReadinessText Failed = new(
        "P1", "groupFailed", "Le groupe {0} n’a pas pu être créé ; GET /api/groups dit pourquoi.", "Group {0} could not be made; GET /api/groups says why.");

    public static readonly ReadinessText Deleted = new(
        "P1",
        "groupDeleted",
        "Le groupe {0} a été supprimé dans le tenant ; GET /api/groups dit s’il est encore dans la corbeille.",
        "Group {0} was deleted in the tenant; GET /api/groups says whether it is still in the bin.");

    public static readonly ReadinessText Unfinished = new(
        "P1", "groupUnfinished", "Le groupe {0} est en cours de création : patientez.", "Group {0} is still being made: wait a little.");

    public static readonly ReadinessText NoContent = new(
        "P1",
        "noFirstContent",
        "Le groupe {0} n’a pas de message d’accueil : les premiers venus le trouveraient vide.",
        "Group {0} has no welcome post: its first visitors would find it empty.");

    public static readonly ReadinessText NotPosted = new(
        "P1", "welcomeNotPosted", "Le message d’accueil du groupe {0} n’est pas encore publié.", "The welcome post of group {0} is not published yet.");

    public static readonly ReadinessText Uncertain = new(
        "P1",
        "welcomeUncertain",
        "On ne sait pas si le message d’accueil du groupe {0} est parti : regardez dans le groupe, puis dites-le.",
        "Nobody knows whether the welcome post of group {0} went out: look into the group, then say so.");

    public static readonly ReadinessText NoOwner = new("P2", "noOwner", "Le groupe {0} n’a pas de propriétaire.", "Group {0} has no owner.");

    public static readonly ReadinessText Ownerless = new(
        "P2", "ownerless", "Plus aucun propriétaire du groupe {0} ne peut se connecter.", "No owner of group {0} can sign in any more.");

    public static readonly ReadinessText OwnerGone = new(
        "P2",
        "ownerGone",
        "Un propriétaire déclaré du groupe {0} est parti ou ne l’est plus dans le tenant.",
        "A declared owner of group {0} has left, or is no owner in the tenant any more.");

    public static readonly ReadinessText NoObjective = new(
        "P2", "noObjective", "Le groupe {0} ne dit pas à quoi il sert.", "Group {0} does not say what it is for.");

    public static readonly ReadinessText NoCharter = new(
        "P3", "noCharter", "La charte d’usage n’a pas de lien ou pas de version.", "The usage charter has no link, or no version.");

    public static readonly ReadinessText NoPilot = new(
        "P4",
        "noPilotFirst",
        "La première vague ne rejoint aucun groupe pilote : essayez d’abord avec ceux qui en ont le plus besoin.",
        "The first wave joins no pilot group: try it first with those who need it most.");

    public static readonly ReadinessText NeedsMass = new(
        "P4",
        "needsCriticalMass",
        "Le groupe {0} n’apporte rien sans une masse critique, et il ouvre dès la première vague.",
        "Group {0} is of no use without a critical mass, and it opens with the first wave.");

    public static readonly ReadinessText ThinObjective = new(
        "P4",
        "thinObjective",
        "L’objectif du groupe pilote {0} tient en moins de {1} mots : dites le besoin, les problèmes et ce qui doit changer.",
        "The objective of pilot group {0} has fewer than {1} words: state the need, the problems and what is to change.");

    public static readonly ReadinessText NoAmbassadors = new(
        "P6",
        "noAmbassadors",
        "Aucun groupe d’ambassadeurs n’est déclaré.",
        "No ambassadors group is declared.");

    public static readonly ReadinessText NoAmbassadorHere = new(
        "P6", "siteWithoutAmbassador", "Le site du groupe {0} n’a pas d’ambassadeur.", "The site of group {0} has no ambassador.");

    public static readonly ReadinessText AmbassadorsUnread = new(
        "P6",
        "ambassadorsUnread",
        "Les ambassadeurs n’ont pas pu être comptés par site : {0}",
        "The ambassadors could not be counted by site: {0}");

    public static readonly ReadinessText NoSponsor = new(
        "P7",
        "noSponsorMessage",
        "Aucun groupe de la vague {0} n’accueille avec un message signé du sponsor.",
        "No group of wave {0} welcomes with a message signed by the sponsor.");

    public static readonly ReadinessText NoProducers = new(
        "P11",
        "noProducers",
        "Le groupe thématique {0} n’a pas d’animateurs désignés : peu de membres écrivent, nommez-les avant l’ouverture.",
        "Themed group {0} has no producers named: few members write, so name them before it opens.");

    public static readonly ReadinessText OneProducer = new(
        "P11",
        "oneProducer",
        "Le groupe thématique {0} repose sur un seul animateur.",
        "Themed group {0} rests on one producer.");

    private static readonly Dictionary<string, (string Fr, string En)> Titles = new(StringComparer.Ordinal)
    {
        ["P1"] = ("Préparer avant d’inviter", "Prepare before inviting"),
        ["P2"] = ("Des groupes avec propriétaire et objectif", "Groups with owner and objective"),
        ["P3"] = ("Charte d’usage", "Usage charter"),
        ["P4"] = ("Commencer par des pilotes", "Start with pilots"),
        ["P6"] = ("Ambassadeurs sur chaque site", "Ambassadors on every site"),
        ["P7"] = ("Message du sponsor", "The sponsor’s message"),
        ["P11"] = ("Animateurs des groupes thématiques", "Producers of themed groups"),
    };

    public static string TitleOf(string practice, string language) => language == "fr" ? Titles[practice].Fr : Titles[practice].En;
}

/// <param name="Practice">Such as <c>P2</c>.</param>
/// <param name="Code">Stable name.</param>
/// <param name="Fr">In French.</param>
/// <param name="En">In English.</param>
internal sealed record ReadinessText(string Practice, string Code, string Fr, string En)
{
    public string In(string language, object[] arguments) => string.Format(CultureInfo.InvariantCulture, language == "fr" ? Fr : En, arguments);
}
