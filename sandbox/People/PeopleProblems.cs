using AdoptionAutomation.Campaigns.Reading;

namespace AdoptionAutomation.Sandbox.People;

/// <summary>What can be wrong in a directory's export, besides what can be in any CSV file of a campaign.</summary>
internal static class PeopleProblems
{
    public static readonly ProblemCode BadId = Code("101",
        "« {0} » n'est pas un identifiant d'objet : copiez-le de l'annuaire, ou retirez la colonne.",
        "'{0}' is no object id: copy it from the directory, or leave the column out.");

    public static readonly ProblemCode SameId = Code("102",
        "L'identifiant « {0} » figure déjà à la ligne {1} : supprimez l'une des deux.",
        "The id '{0}' already stands on line {1}: remove one of the two.");

    public static readonly ProblemCode NotTrueOrFalse = Code("103",
        "« {0} » n'est ni true ni false : corrigez, ou laissez vide.",
        "'{0}' is neither true nor false: correct it, or leave it empty.");

    public static readonly ProblemCode NoUserType = Code("104",
        "« {0} » n'est ni Member ni Guest : corrigez, ou laissez vide.",
        "'{0}' is neither Member nor Guest: correct it, or leave it empty.");

    public static readonly ProblemCode UnknownCountry = Code("105",
        "« {0} » n'est pas un pays : écrivez son code de deux lettres (ISO 3166), comme FR.",
        "'{0}' is no country: write its code of two letters (ISO 3166), such as FR.");

    public static readonly ProblemCode NoDate = Code("106",
        "« {0} » n'est pas une date : écrivez année, mois et jour, comme 2026-09-01.",
        "'{0}' is no date: write year, month and day, such as 2026-09-01.");

    public static readonly ProblemCode ManagerAway = new("PPL", "107",
        "Le manager « {0} » n'est pas dans le fichier : la personne est prise sans manager.",
        "The manager '{0}' is not in the file: the person is taken without one.")
    { IsWarning = true };

    private static ProblemCode Code(string number, string fr, string en) => new("PPL", number, fr, en);
}
