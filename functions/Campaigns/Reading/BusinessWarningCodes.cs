namespace AdoptionAutomation.Campaigns.Reading;

/// <summary>The part of <see cref="ProblemCodes"/> for business-kpis.csv. It never blocks: the other lines count.</summary>
internal static class BusinessWarningCodes
{
    private static readonly List<ProblemCode> Table = [];

    public static IReadOnlyList<ProblemCode> All => Table;

    public static readonly ProblemCode MeantKpi = Add("001",
        "« {0} » n'est pas un chiffre de « businessKpis » de campaign.json : vouliez-vous écrire « {1} » ? La ligne n'est pas prise.",
        "'{0}' is no figure of 'businessKpis' in campaign.json: did you mean '{1}'? The line is left out.");

    public static readonly ProblemCode UnknownKpi = Add("002",
        "« {0} » n'est pas un chiffre de « businessKpis » de campaign.json ({1}) : ajoutez-le là, ou corrigez. La ligne n'est pas prise.",
        "'{0}' is no figure of 'businessKpis' in campaign.json ({1}): add it there, or correct it. The line is left out.");

    public static readonly ProblemCode BadDate = Add("003",
        "« {0} » n'est pas un jour du calendrier : écrivez année, mois et jour, comme 2026-10-31. La ligne n'est pas prise.",
        "'{0}' is no day of the calendar: write year, month and day, such as 2026-10-31. The line is left out.");

    public static readonly ProblemCode BadNumber = Add("004",
        "« {0} » n'est pas un nombre : écrivez 6.4 ou 6,4, sans unité ni séparateur de milliers. La ligne n'est pas prise.",
        "'{0}' is no number: write 6.4 or 6,4, without unit or separator of thousands. The line is left out.");

    public static readonly ProblemCode Replaced = Add("005",
        "La ligne {0} donne le même chiffre, le même jour et pour le même site : elle remplace celle-ci. Gardez-en une.",
        "Line {0} gives the same figure, of the same day and site: it replaces this one. Keep one of them.");

    public static readonly ProblemCode ManyCells = Add("006",
        "{0} cellules pour {1} colonnes : mettez entre guillemets un nombre à virgule, ou séparez par des points-virgules. La ligne n'est pas prise.",
        "{0} cells for {1} columns: put quotes around a number with a comma, or separate by semicolons. The line is left out.");

    public static readonly ProblemCode NoColumn = Add("007",
        "Il manque la colonne « {0} » : la première ligne doit être « kpi,date,value,site ». Rien n'est pris.",
        "The column '{0}' is missing: the first line must be 'kpi,date,value,site'. Nothing is read.");

    public static readonly ProblemCode TooLong = Add("008",
        "Le fichier dépasse {0} Mo, et n'est lu que jusqu'à cette ligne : retirez les années passées.",
        "The file is over {0} MB, and read up to this line only: take out the years that are over.");

    private static ProblemCode Add(string number, string fr, string en)
    {
        var code = new ProblemCode("KPI", number, fr, en) { IsWarning = true };
        Table.Add(code);
        return code;
    }
}
