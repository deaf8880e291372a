namespace AdoptionAutomation.Campaigns.Reading;

/// <summary>The part of <see cref="ProblemCodes"/> for groups.json alone: templates, names, channels, pictures, expansions.</summary>
internal static class GroupProblemCodes
{
    private static readonly List<ProblemCode> Table = [];

    public static IReadOnlyList<ProblemCode> All => Table;

    // Templates
    public static readonly ProblemCode Circle = Add("101",
        "Ces modèles se reprennent l'un l'autre en rond par « like » : {0}. Retirez l'un de ces « like ».",
        "These templates take over from each other in a circle by 'like': {0}. Remove one of these 'like'.");

    public static readonly ProblemCode NoKind = Add("102",
        "Le modèle « {0} » n'a de « kind » ni lui-même ni par « like », et « {1} » l'utilise : ajoutez-le.",
        "The template '{0}' has no 'kind', neither itself nor by 'like', and '{1}' uses it: add it.");

    public static readonly ProblemCode NoVisibility = Add("103",
        "Le modèle « {0} » n'a de « visibility » ni lui-même ni par « like », et « {1} » l'utilise : ajoutez-la.",
        "The template '{0}' has no 'visibility', neither itself nor by 'like', and '{1}' uses it: add it.");

    public static readonly ProblemCode NoOwner = Add("104",
        "« {0} » n'a aucun propriétaire, ni ici ni dans le modèle « {1} » : ajoutez-en un, deux de préférence.",
        "'{0}' has no owner, neither here nor in the template '{1}': add one, better two.");

    public static readonly ProblemCode GuestsNotAllowed = Add("105",
        "Des invités sont listés, mais le modèle « {0} » ne les admet pas : donnez-lui « guests » à « allowed », ou retirez-les.",
        "Guests are listed, but the template '{0}' does not admit them: set its 'guests' to 'allowed', or remove them.");

    // Names
    public static readonly ProblemCode SignsOnly = Add("106",
        "« {0} » ne contient ni lettre ni chiffre : donnez au groupe un nom qui se lit.",
        "'{0}' holds no letter and no digit: give the group a name that can be read.");

    public static readonly ProblemCode ForbiddenWord = Add("107",
        "Le nom « {0} » contient « {1} », que « naming.forbidden » interdit : choisissez un autre nom.",
        "The name '{0}' contains '{1}', which 'naming.forbidden' rules out: choose another name.");

    public static readonly ProblemCode LongName = Add("108",
        "Le nom « {0} » compte {1} caractères, préfixe compris, et dépasse la limite de {2} : raccourcissez-le.",
        "The name '{0}' has {1} characters, prefix included, and passes the limit of {2}: shorten it.");

    public static readonly ProblemCode SameName = Add("109",
        "« {0} » est déjà le nom d'un autre groupe ({1}), aux accents et majuscules près : distinguez-les.",
        "'{0}' is already the name of another group ({1}), but for accents and case: tell them apart.");

    public static readonly ProblemCode SameGroupId = Add("110",
        "L'identifiant de ce groupe serait « {0} », déjà pris ({1}) : changez cette valeur, ou l'« id » de l'autre.",
        "The id of this group would be '{0}', which is taken ({1}): change this value, or the other's 'id'.");

    public static readonly ProblemCode EmptyObjective = Add("111",
        "L'objectif de ce groupe est vide une fois complété : remplissez les colonnes dont il se sert.",
        "The objective of this group is empty once filled in: fill the columns that it uses.");

    public static readonly ProblemCode LongObjective = Add("112",
        "L'objectif de ce groupe compte {0} caractères une fois complété et dépasse la limite de {1} : raccourcissez-le.",
        "The objective of this group has {0} characters once filled in and passes the limit of {1}: shorten it.");

    // Channels
    public static readonly ProblemCode ChannelSign = Add("113",
        "« {0} » ne peut pas nommer un canal : sans ~ # % & * {{ }} + / \\ : < > ? | ' \" , ni « .. », ni _ ou . au début, ni . à la fin.",
        "'{0}' cannot name a channel: leave out ~ # % & * {{ }} + / \\ : < > ? | ' \" , and '..', no _ or . at the start, no . at the end.");

    public static readonly ProblemCode ReservedChannel = Add("114",
        "Toute équipe a déjà son canal « {0} » : retirez celui-ci ; ses onglets vont dans « tabs » de « team ».",
        "Every team already has its channel '{0}': remove this one; its tabs go into 'tabs' of 'team'.");

    public static readonly ProblemCode SameChannel = Add("115",
        "Le canal « {0} » figure déjà à la ligne {1} dans cette équipe : n'en gardez qu'un.",
        "The channel '{0}' already stands on line {1} in this team: keep one of them.");

    // Pictures
    public static readonly ProblemCode BadPictureName = Add("116",
        "« {0} » ne convient pas : nommez une image .png, .jpg ou .gif du dossier de la campagne, comme images/bienvenue.png.",
        "'{0}' will not do: name a .png, .jpg or .gif picture of the campaign's folder, such as images/welcome.png.");

    public static readonly ProblemCode BigPicture = Add("117",
        "L'image « {0} » dépasse {1} Mo : réduisez-la.",
        "The picture '{0}' is over {1} MB: make it smaller.");

    public static readonly ProblemCode NotAPicture = Add("118",
        "Le contenu de « {0} » n'est pas celui d'une image PNG, JPEG ou GIF : exportez-la de nouveau.",
        "What '{0}' holds is not a PNG, JPEG or GIF picture: export it again.");

    // Expansions
    public static readonly ProblemCode UnknownMark = Add("119",
        "« {{{0}}} » ne correspond à rien ici : corrigez ou retirez ce repère. Repères possibles : {1}.",
        "'{{{0}}}' stands for nothing here: correct or remove this mark. Possible marks: {1}.");

    public static readonly ProblemCode MisspeltMark = Add("120",
        "« {{{0}}} » ne correspond à rien ici : vouliez-vous dire « {{{1}}} » ?",
        "'{{{0}}}' stands for nothing here: did you mean '{{{1}}}'?");

    public static readonly ProblemCode NoMark = Add("121",
        "Tous les groupes porteraient ce même nom : mettez-y un repère, comme {{value}}.",
        "All groups would have this same name: put a mark into it, such as {{value}}.");

    public static readonly ProblemCode NothingLeft = Add("122",
        "« except » ne laisse aucune valeur de « {0} », donc aucun groupe : retirez-en, ou retirez l'expansion.",
        "'except' leaves no value of '{0}', so no group: take some out, or remove the expansion.");

    private static ProblemCode Add(string number, string fr, string en)
    {
        var code = new ProblemCode("GRP", number, fr, en);
        Table.Add(code);
        return code;
    }
}
