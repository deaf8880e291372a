namespace AdoptionAutomation.Campaigns.Reading;

/// <summary>The part of <see cref="ProblemCodes"/> for content-calendar.json alone: what keeps it from running.</summary>
internal static class CalendarProblemCodes
{
    private static readonly List<ProblemCode> Table = [];

    public static IReadOnlyList<ProblemCode> All => Table;

    // Names and targets
    public static readonly ProblemCode SharedId = Add("101",
        "L'identifiant « {0} » sert déjà à la ligne {1}, dans « {2} » : rythmes, posts, concours et flux ne partagent pas leurs identifiants. Choisissez-en un autre.",
        "The id '{0}' is already used on line {1}, in '{2}': rhythms, posts, contests and feeds share no id. Choose another.");

    public static readonly ProblemCode NoTarget = Add("102",
        "Aucun groupe n'est visé : donnez « groups », « kinds » ou « tags ».",
        "No group is meant: give 'groups', 'kinds' or 'tags'.");

    public static readonly ProblemCode KindOfNone = Add("103",
        "Aucun groupe de groups.json n'est du genre « {0} ». Genres présents : {1}.",
        "No group of groups.json is of the kind '{0}'. Kinds there are: {1}.");

    public static readonly ProblemCode TagOfNone = Add("104",
        "Aucun groupe de groups.json ne porte l'étiquette « {0} ». Étiquettes présentes : {1}.",
        "No group of groups.json has the tag '{0}'. Tags there are: {1}.");

    public static readonly ProblemCode MailByGroupClock = Add("105",
        "Un courriel part une fois pour tous les groupes, à l'heure de la campagne : avec le seul canal « mail », retirez « clock ».",
        "A mail goes out once for all groups, by the campaign's clock: with 'mail' as the only channel, remove 'clock'.");

    // Days
    public static readonly ProblemCode PhasesMixed = Add("106",
        "Cette phase commence le {0}, avant la fin de celle qui la précède ({1}) : donnez les phases dans l'ordre, sans chevauchement.",
        "This phase starts on {0}, before the one above it ends ({1}): give the phases in order, without overlap.");

    public static readonly ProblemCode PhaseWithoutEnd = Add("107",
        "Seule la dernière phase peut se passer de « until » : donnez le dernier jour de celle-ci.",
        "Only the last phase may do without 'until': give the last day of this one.");

    public static readonly ProblemCode EndsBeforeStart = Add("108",
        "Le dernier jour ({0}) vient avant le premier ({1}) : corrigez l'un des deux.",
        "The last day ({0}) comes before the first ({1}): correct one of them.");

    public static readonly ProblemCode ZerothWorkingDay = Add("109",
        "Il n'y a pas de jour ouvré numéro 0 : écrivez 1 pour le premier du mois, -1 pour le dernier.",
        "There is no working day number 0: write 1 for the first of the month, -1 for the last.");

    // Overrides
    public static readonly ProblemCode CancelIsFalse = Add("110",
        "« cancel » à false n'annule rien : écrivez true, ou retirez cette exception.",
        "'cancel' as false cancels nothing: write true, or remove this override.");

    public static readonly ProblemCode SameOverride = Add("111",
        "Le {0} a déjà « {1} » à la ligne {2} : n'en gardez qu'un.",
        "{0} has '{1}' on line {2} already: keep one of them.");

    public static readonly ProblemCode CancelledToo = Add("112",
        "Le {0} est annulé à la ligne {1} : ce « {2} » ne servirait à rien. Retirez l'un des deux.",
        "{0} is cancelled on line {1}: this '{2}' would be of no use. Remove one of them.");

    // Contests
    public static readonly ProblemCode ClosesEarly = Add("113",
        "Les réponses se ferment ({0}) avant que la question paraisse ({1}) : donnez une heure plus tardive.",
        "Answers close ({0}) before the question is published ({1}): give a later time.");

    public static readonly ProblemCode NoSuchChoice = Add("114",
        "La bonne réponse « {0} » n'est pas parmi les choix : {1}.",
        "The right answer '{0}' is not among the choices: {1}.");

    public static readonly ProblemCode SameChoice = Add("115",
        "Le choix « {0} » figure déjà à la ligne {1} : donnez-lui un autre « id ».",
        "The choice '{0}' already stands on line {1}: give it another 'id'.");

    // Channels
    public static readonly ProblemCode BigCard = Add("116",
        "Dans Teams, ce post ferait environ {0} octets et la limite est de {1} : raccourcissez le texte, ou mettez-le derrière un lien.",
        "In Teams this post would take about {0} bytes and the limit is {1}: shorten the text, or put it behind a link.");

    private static ProblemCode Add(string number, string fr, string en)
    {
        var code = new ProblemCode("CAL", number, fr, en);
        Table.Add(code);
        return code;
    }
}
