namespace AdoptionAutomation.Campaigns.Reading;

/// <summary>The part of <see cref="ProblemCodes"/> for surveys.json alone.</summary>
internal static class SurveyProblemCodes
{
    private static readonly List<ProblemCode> Table = [];

    public static IReadOnlyList<ProblemCode> All => Table;

    // Questions and what belongs to their kind
    public static readonly ProblemCode NoChoices = Add("101",
        "Une question « {0} » a besoin de choix : ajoutez « choices ».",
        "A question of kind '{0}' needs something to choose from: add 'choices'.");

    public static readonly ProblemCode NothingToChoose = Add("102",
        "Une question « {0} » n'a pas de choix : retirez « choices », ou prenez « single » ou « multiple ».",
        "A question of kind '{0}' has no choices: remove 'choices', or take 'single' or 'multiple'.");

    public static readonly ProblemCode NoScale = Add("103",
        "Une question « {0} » n'a pas d'échelle : retirez « {1} », ou prenez « scale » ou « nps ».",
        "A question of kind '{0}' has no scale: remove '{1}', or take 'scale' or 'nps'.");

    public static readonly ProblemCode ManyTexts = Add("104",
        "C'est la question ouverte numéro {0} et la limite est de {1} par enquête : elles coûtent du temps à qui répond et trahissent le plus souvent leur auteur. Retirez-en.",
        "This is open question number {0} and the limit is {1} a survey: they cost people time, and give their author away most often. Take some out.");

    // Branches
    public static readonly ProblemCode NoSuchQuestion = Add("105",
        "« {0} » n'est pas une question de cette enquête. Questions qui précèdent : {1}.",
        "'{0}' is not a question of this survey. Questions before this one: {1}.");

    public static readonly ProblemCode NotEarlier = Add("106",
        "« {0} » (ligne {1}) ne vient pas avant cette question : déplacez l'une des deux. Questions qui précèdent : {2}.",
        "'{0}' (line {1}) does not come before this question: move one of them. Questions before this one: {2}.");

    public static readonly ProblemCode BranchOnText = Add("107",
        "« {0} » est une question ouverte, dont aucune réponse n'est connue d'avance : choisissez une autre question.",
        "'{0}' is an open question, whose answers nobody knows beforehand: choose another question.");

    public static readonly ProblemCode WrongCondition = Add("108",
        "« {0} » est une question « {1} » : à la place de « {2} », donnez {3}.",
        "'{0}' is a question of kind '{1}': in the place of '{2}' give {3}.");

    public static readonly ProblemCode NoSuchChoice = Add("109",
        "« {0} » n'est pas un choix de la question « {1} ». Choix possibles : {2}.",
        "'{0}' is not a choice of the question '{1}'. Choices there are: {2}.");

    public static readonly ProblemCode OffTheScale = Add("110",
        "{0} sort de l'échelle de la question « {1} » : écrivez un nombre de {2} à {3}.",
        "{0} is not on the scale of the question '{1}': write a number from {2} to {3}.");

    // The named answer
    public static readonly ProblemCode NamedElsewhere = Add("111",
        "Seule une enquête « temperature » peut garder une réponse avec le nom ; celle-ci est « {0} » : retirez « named ».",
        "Only a survey of kind 'temperature' may keep an answer with the name; this one is '{0}': remove 'named'.");

    public static readonly ProblemCode NamedKind = Add("112",
        "Une réponse gardée avec le nom se choisit : « {0} » n'est ni « single » ni « multiple ». Changez « kind » ou retirez « named ».",
        "An answer that is kept with the name is chosen: '{0}' is neither 'single' nor 'multiple'. Change 'kind' or remove 'named'.");

    public static readonly ProblemCode SecondNamed = Add("113",
        "La question « {0} » (ligne {1}) est déjà gardée avec le nom, et une seule peut l'être : retirez « named » de l'une des deux.",
        "The question '{0}' (line {1}) is kept with the name already, and only one may be: remove 'named' from one of them.");

    public static readonly ProblemCode NamedRequired = Add("114",
        "Personne ne doit être obligé de donner son nom : retirez « required » de cette question.",
        "Nobody may be obliged to give their name: remove 'required' from this question.");

    public static readonly ProblemCode NamedOnlyIf = Add("115",
        "Le nom montrerait ce qui a été répondu à « {0} », qui est anonyme : retirez « onlyIf » de cette question, ou « named ».",
        "The name would show what was answered to '{0}', which is anonymous: remove 'onlyIf' from this question, or 'named'.");

    public static readonly ProblemCode BranchOnNamed = Add("116",
        "La réponse à « {0} » est gardée avec le nom : une question anonyme ne peut en dépendre, car elle montrerait qui y a répondu.",
        "The answer to '{0}' is kept with the name: no anonymous question may depend on it, for it would show who answered.");

    // Mood
    public static readonly ProblemCode MoodKind = Add("117",
        "L'humeur se lit sur une échelle de 1 à 5 : « {0} » n'est pas « scale ». Changez « kind » ou retirez « mood ».",
        "Mood is read on a scale from 1 to 5: '{0}' is not 'scale'. Change 'kind' or remove 'mood'.");

    public static readonly ProblemCode SecondMood = Add("118",
        "La question « {0} » (ligne {1}) donne déjà l'humeur : retirez « mood » de l'une des deux.",
        "The question '{0}' (line {1}) gives the mood already: remove 'mood' from one of them.");

    // When and to whom
    public static readonly ProblemCode LateReminder = Add("119",
        "Après {0} jours, l'enquête est close ({1} jours, celui du courriel compris) : donnez {2} au plus.",
        "After {0} days the survey is closed ({1} days, that of the mail among them): give {2} at most.");

    public static readonly ProblemCode RemindersMixed = Add("120",
        "{0} vient après {1} : donnez les relances dans l'ordre, chacune une fois.",
        "{0} comes after {1}: give the reminders in order, each once.");

    public static readonly ProblemCode NoWaveToFollow = Add("121",
        "« afterWave » interroge vague par vague, et « {0} » n'en désigne aucune : donnez « waves » ou « everybody ».",
        "'afterWave' asks wave by wave, and '{0}' means none: give 'waves' or 'everybody'.");

    public static readonly ProblemCode NobodyYet = Add("122",
        "La vague « {0} » ouvre le {1}, après l'envoi de cette enquête ({2}) : personne n'y serait interrogé. Changez l'une des dates, ou prenez « directory ».",
        "The wave '{0}' opens on {1}, after this survey is sent ({2}): nobody of it would be asked. Change one of the dates, or take 'directory'.");

    public static readonly ProblemCode AudienceIsFalse = Add("123",
        "« {0} » à false ne désigne personne : écrivez true, ou choisissez un autre champ.",
        "'{0}' as false means nobody: write true, or choose another field.");

    public static readonly ProblemCode RoundsOverlap = Add("124",
        "Ouverte {0} jours et posée chaque mois, cette enquête se chevaucherait elle-même : donnez {1} jours au plus.",
        "Open for {0} days and asked every month, this survey would overlap with itself: give {1} days at most.");

    public static readonly ProblemCode FarDay = Add("125",
        "L'année de {0} est sans doute une faute de frappe : elle doit aller de {1} à {2}.",
        "The year of {0} is probably a slip: it must lie between {1} and {2}.");

    public static readonly ProblemCode NothingToVote = Add("126",
        "Un vote demande au moins une question « single » obligatoire : ajoutez-la, ou écrivez « required ».",
        "A vote needs at least one required question of kind 'single': add it, or write 'required'.");

    private static ProblemCode Add(string number, string fr, string en)
    {
        var code = new ProblemCode("SUR", number, fr, en);
        Table.Add(code);
        return code;
    }
}
