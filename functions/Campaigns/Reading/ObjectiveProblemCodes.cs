namespace AdoptionAutomation.Campaigns.Reading;

/// <summary>The part of <see cref="ProblemCodes"/> for the objectives of campaign.json.</summary>
internal static class ObjectiveProblemCodes
{
    private static readonly List<ProblemCode> Table = [];

    public static IReadOnlyList<ProblemCode> All => Table;

    public static readonly ProblemCode UnknownKpi = Add("104",
        "« {0} » n'est ni un indicateur connu ni l'un de « businessKpis ». Indicateurs possibles : {1}.",
        "'{0}' is no known figure, nor one of 'businessKpis'. Possible: {1}.");

    public static readonly ProblemCode NotMeasured = Add("105",
        "Sans « kpi », rien ne mesure cet objectif : ajoutez « kpi », ou retirez « {0} ».",
        "Without 'kpi' nothing measures this objective: add 'kpi', or remove '{0}'.");

    public static readonly ProblemCode NothingBefore = Add("106",
        "Personne ne sait combien valait « {0} » avant la campagne : donnez « target ». « change » convient à {1} et à ceux de « businessKpis ».",
        "Nobody knows what '{0}' was before the campaign: give 'target'. 'change' is for {1} and for those of 'businessKpis'.");

    public static readonly ProblemCode NoChange = Add("107",
        "Un changement de 0 % n'est pas un objectif : écrivez par exemple -33.",
        "A change of 0 % is no objective: write for example -33.");

    public static readonly ProblemCode EndsAtOnce = Add("108",
        "{0} ne vient pas après le début de la campagne ({1}) : donnez une date plus tardive.",
        "{0} does not come after the start of the campaign ({1}): give a later date.");

    public static readonly ProblemCode TakenId = Add("109",
        "« {0} » est déjà l'un des indicateurs de la campagne : choisissez un autre nom.",
        "'{0}' is one of the campaign's figures already: choose another name.");

    private static ProblemCode Add(string number, string fr, string en)
    {
        var code = new ProblemCode("CAM", number, fr, en);
        Table.Add(code);
        return code;
    }
}
