using AdoptionAutomation.Campaigns.Reading;

namespace AdoptionAutomation.Groups.Plan;

/// <summary>What can stand in a plan's way: what only the directory and the tenant can tell. Numbers are never reused.</summary>
internal static class PlanCodes
{
    private static readonly List<ProblemCode> Table = [];

    public static IReadOnlyList<ProblemCode> All => Table;

    // An expansion, once the directory has given its values
    public static readonly ProblemCode EmptyExpansion = Add("001",
        "L'annuaire ne donne aucune valeur pour l'attribut « {0} » (compte tenu de « atLeast » et « except ») : aucun groupe n'en sort.",
        "The directory gives no value for the attribute '{0}' (after 'atLeast' and 'except'): it makes no group.");

    public static readonly ProblemCode TooManyValues = Add("002",
        "L'attribut « {0} » a plus de {1} valeurs : augmentez « atLeast » ou choisissez un autre attribut.",
        "The attribute '{0}' has more than {1} values: raise 'atLeast' or choose another attribute.");

    public static readonly ProblemCode ValueWithoutLetter = Add("003",
        "Cette valeur n'a ni lettre ni chiffre : corrigez-la dans l'annuaire ou ajoutez-la à « except ».",
        "This value has neither a letter nor a digit: correct it in the directory or add it to 'except'.");

    // A group
    public static readonly ProblemCode OwnersMissing = Add("101",
        "Ne sont pas, ou plus, des personnes de l'organisation : {0}. Corrigez groups.json.",
        "Not, or no longer, people of the organisation: {0}. Correct groups.json.");

    public static readonly ProblemCode NoOwner = Add("102",
        "Aucun propriétaire n'est déclaré, et personne ne pourrait gérer le groupe : ajoutez-en un.",
        "No owner is declared, and nobody could manage the group: add one.");

    public static readonly ProblemCode FixedAtCreation = Add("103",
        "« posting » et « newsByMail » sont fixés à la création du groupe : remettez-les comme avant, ou déclarez un nouveau groupe.",
        "'posting' and 'newsByMail' are fixed when a group is made: put them back as they were, or declare a new group.");

    public static readonly ProblemCode NameTaken = Add("104",
        "Un autre groupe du tenant, {0}, porte déjà ce nom : renommez l'un des deux.",
        "Another group of the tenant, {0}, has this name already: rename one of the two.");

    public static readonly ProblemCode InBin = Add("105",
        "Le groupe {0} est dans la corbeille du tenant jusqu'au {1} : restaurez-le, ou supprimez-le définitivement pour qu'il soit recréé.",
        "The group {0} lies in the tenant's bin until {1}: restore it, or delete it for good and it will be made anew.");

    private static ProblemCode Add(string number, string fr, string en)
    {
        var code = new ProblemCode("PLN", number, fr, en);
        Table.Add(code);
        return code;
    }
}

/// <summary>One thing in the way.</summary>
internal sealed record PlanFinding(ProblemCode Code, params IReadOnlyList<object> Arguments)
{
    public string Id => Code.In("GRP");

    public string In(string language) => Code.Text(language, Arguments);
}
