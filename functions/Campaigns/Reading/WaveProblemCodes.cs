namespace AdoptionAutomation.Campaigns.Reading;

/// <summary>The part of <see cref="ProblemCodes"/> for waves.json alone. (101 to 105 became codes of every file.)</summary>
internal static class WaveProblemCodes
{
    private static readonly List<ProblemCode> Table = [];

    public static IReadOnlyList<ProblemCode> All => Table;

    public static readonly ProblemCode NobodyLeft = Add("106",
        "La vague « {0} », plus haut, invite déjà tous les autres : il ne reste personne pour celle-ci. Placez « everyoneElse » dans la dernière vague.",
        "The wave '{0}' above invites everybody else already: nobody is left for this one. Put 'everyoneElse' in the last wave.");

    public static readonly ProblemCode ElseIsFalse = Add("107",
        "« everyoneElse » à false n'invite personne : écrivez true, ou choisissez un autre champ.",
        "'everyoneElse' as false invites nobody: write true, or choose another field.");

    public static readonly ProblemCode RemindersMixed = Add("108",
        "{0} vient après {1} : donnez les jours de relance du plus proche au plus lointain, chacun une fois.",
        "{0} comes after {1}: give the days of reminders from the nearest to the farthest, each once.");

    public static readonly ProblemCode GateOfFirst = Add("109",
        "La première vague n'a pas de vague avant elle : retirez son « gate ».",
        "The first wave has no wave before it: remove its 'gate'.");

    public static readonly ProblemCode OpensEarly = Add("110",
        "Cette vague s'ouvre avant « {0} », qui la précède ({1}) : changez la date, ou l'ordre des vagues.",
        "This wave opens before '{0}', which stands before it ({1}): change the date, or the order of the waves.");

    public static readonly ProblemCode NotByAttribute = Add("111",
        "« {0} » n'est pas une expansion d'un attribut de l'annuaire : lui seul dit quel groupe est celui de chacun. Expansions possibles : {1}.",
        "'{0}' is not an expansion of an attribute of the directory, and only that tells which group is whose. Possible expansions: {1}.");

    public static readonly ProblemCode NoCondition = Add("112",
        "Ce « gate » ne demande rien : donnez-lui une condition parmi {0}, ou retirez-le.",
        "This 'gate' asks nothing: give it one of the conditions {0}, or remove it.");

    public static readonly ProblemCode SameKit = Add("113",
        "Le kit « {0} » figure déjà à la ligne {1} : réunissez les deux.",
        "The kit '{0}' already stands on line {1}: make one of the two.");

    private static ProblemCode Add(string number, string fr, string en)
    {
        var code = new ProblemCode("WAV", number, fr, en);
        Table.Add(code);
        return code;
    }
}
