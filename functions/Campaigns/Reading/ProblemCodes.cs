namespace AdoptionAutomation.Campaigns.Reading;

/// <summary>The one table of what can be wrong in a campaign's files.</summary>
internal static class ProblemCodes
{
    private static readonly List<ProblemCode> Table = [];

    public static IReadOnlyList<ProblemCode> All =>
    [
        .. Table, .. GroupProblemCodes.All, .. WaveProblemCodes.All, .. CalendarProblemCodes.All, .. CalendarWarningCodes.All, .. SurveyProblemCodes.All,
        .. ObjectiveProblemCodes.All, .. BusinessWarningCodes.All,
    ];

    // Any JSON file: how it is written
    public static readonly ProblemCode Unexpected = Add("JSN", "001",
        "{0} n'est pas attendu ici : vérifiez la virgule, le guillemet ou l'accolade juste avant.",
        "{0} is not expected here: check the comma, quote or brace just before it.");

    public static readonly ProblemCode EndsEarly = Add("JSN", "002",
        "Le fichier s'arrête trop tôt : « {0} » ouvert à la ligne {1} n'est pas refermé.",
        "The file ends too early: the '{0}' opened on line {1} is not closed.");

    public static readonly ProblemCode ExtraComma = Add("JSN", "003",
        "Virgule en trop avant « {0} » : supprimez-la.",
        "Extra comma before '{0}': remove it.");

    public static readonly ProblemCode Utf16 = Add("JSN", "004",
        "Le fichier est en UTF-16 : enregistrez-le en UTF-8.",
        "The file is UTF-16: save it as UTF-8.");

    public static readonly ProblemCode NotUtf8 = Add("JSN", "005",
        "Ce caractère n'est pas de l'UTF-8 (sans doute du Latin-1) : enregistrez le fichier en UTF-8.",
        "This character is not UTF-8 (probably Latin-1): save the file as UTF-8.");

    public static readonly ProblemCode TooBig = Add("JSN", "006",
        "Le fichier dépasse {0} Mo : répartissez ou raccourcissez son contenu.",
        "The file is over {0} MB: split or shorten what it holds.");

    public static readonly ProblemCode DuplicateField = Add("JSN", "007",
        "Le champ « {0} » figure déjà à la ligne {1} : n'en gardez qu'un.",
        "The field '{0}' already stands on line {1}: keep one of them.");

    public static readonly ProblemCode NoFile = Add("JSN", "008",
        "Ce fichier manque : ajoutez-le au dossier de la campagne.",
        "This file is missing: add it to the campaign's folder.");

    public static readonly ProblemCode HalfCharacter = Add("JSN", "009",
        "Ce texte contient une moitié de caractère (\\uD800 à \\uDFFF) : écrivez le caractère lui-même.",
        "This text holds half a character (\\uD800 to \\uDFFF): write the character itself.");

    public static readonly ProblemCode EmptyFile = Add("JSN", "010",
        "Le fichier est vide : il doit contenir un objet JSON.",
        "The file is empty: it must hold a JSON object.");

    public static readonly ProblemCode TooDeep = Add("JSN", "011",
        "Plus de {0} niveaux d'imbrication : un fichier de campagne n'en demande jamais autant.",
        "More than {0} levels deep: no campaign file needs that many.");

    // Any JSON file: what it says
    public static readonly ProblemCode UnknownField = Add(null, "001",
        "Le champ « {0} » n'existe pas ici : supprimez-le ou corrigez-le. Champs possibles : {1}.",
        "There is no field '{0}' here: remove or correct it. Possible fields: {1}.");

    public static readonly ProblemCode MisspeltField = Add(null, "002",
        "Le champ « {0} » n'existe pas ici : vouliez-vous dire « {1} » ?",
        "There is no field '{0}' here: did you mean '{1}'?");

    public static readonly ProblemCode MissingField = Add(null, "003",
        "Le champ « {0} » manque : ajoutez-le.",
        "The field '{0}' is missing: add it.");

    public static readonly ProblemCode WrongType = Add(null, "004",
        "Mauvais type : il faut {0}, et non {1}.",
        "Wrong type: write {0} instead of {1}.");

    public static readonly ProblemCode NotOneOf = Add(null, "005",
        "« {0} » n'est pas possible ici. Valeurs possibles : {1}.",
        "'{0}' is not possible here. Possible values: {1}.");

    public static readonly ProblemCode EmptyText = Add(null, "006",
        "Ce texte est vide : complétez-le.",
        "This text is empty: fill it in.");

    public static readonly ProblemCode LongText = Add(null, "007",
        "Ce texte compte {0} caractères et dépasse la limite de {1} : raccourcissez-le.",
        "This text has {0} characters and passes the limit of {1}: shorten it.");

    public static readonly ProblemCode ShortList = Add(null, "008",
        "Cette liste compte {0} élément(s), il en faut au moins {1} : complétez-la.",
        "This list has {0} item(s) and needs at least {1}: add to it.");

    public static readonly ProblemCode LongList = Add(null, "009",
        "Cette liste compte {0} éléments, la limite est de {1} : réduisez-la ou répartissez-la.",
        "This list has {0} items and the limit is {1}: shorten or split it.");

    public static readonly ProblemCode NotIso = Add(null, "010",
        "« {0} » n'est pas {1} : écrivez par exemple {2}.",
        "'{0}' is not {1}: write for example {2}.");

    public static readonly ProblemCode SkippedTime = Add(null, "011",
        "{0} n'existe pas dans le fuseau {1}, où l'on passe alors à l'heure d'été : choisissez une autre heure.",
        "{0} does not exist in {1}, where clocks go forward then: choose another hour.");

    public static readonly ProblemCode NoSuchTime = Add(null, "012",
        "{0} n'existe pas : corrigez la date ou l'heure.",
        "{0} does not exist: correct the date or the hour.");

    public static readonly ProblemCode BadId = Add(null, "013",
        "« {0} » ne convient pas : il faut de {1} à {2} lettres minuscules sans accent, chiffres et traits d'union (pas au bord).",
        "'{0}' will not do: use {1} to {2} lower-case letters a-z, digits and hyphens (not at the ends).");

    public static readonly ProblemCode DuplicateId = Add(null, "014",
        "L'identifiant « {0} » sert déjà à la ligne {1} : choisissez-en un autre.",
        "The id '{0}' is already used on line {1}: choose another.");

    public static readonly ProblemCode Dangling = Add(null, "015",
        "« {0} » ne correspond à aucun « id » de « {1} » : corrigez-le ou ajoutez l'élément.",
        "'{0}' is not the id of any of the {1}: correct it or add the item.");

    public static readonly ProblemCode MisspeltReference = Add(null, "016",
        "« {0} » ne correspond à aucun « id » de « {1} » : vouliez-vous dire « {2} » ?",
        "'{0}' is not the id of any of the {1}: did you mean '{2}'?");

    public static readonly ProblemCode BadMail = Add(null, "017",
        "« {0} » n'est pas une adresse de courriel : écrivez-la comme nom@domaine.fr.",
        "'{0}' is not a mail address: write it as name@domain.com.");

    public static readonly ProblemCode NotHttps = Add(null, "018",
        "« {0} » n'est pas une adresse web sûre : elle doit commencer par https:// et nommer un site.",
        "'{0}' is not a secure web address: it must start with https:// and name a site.");

    public static readonly ProblemCode NoTranslation = Add(null, "019",
        "Le texte manque en « {0} », l'une des langues de la campagne : ajoutez-le.",
        "The text is missing in '{0}', one of the campaign's languages: add it.");

    public static readonly ProblemCode Repeated = Add(null, "020",
        "« {0} » figure déjà dans cette liste à la ligne {1} : n'en gardez qu'un.",
        "'{0}' is already in this list on line {1}: keep one of them.");

    public static readonly ProblemCode NoneGiven = Add(null, "021",
        "Rien n'est choisi ici : donnez un champ parmi {0}.",
        "Nothing is chosen here: give one of the fields {0}.");

    public static readonly ProblemCode SeveralGiven = Add(null, "022",
        "Un seul de ces champs est permis ici : {0}. Gardez-en un.",
        "Only one of these fields is allowed here: {0}. Keep one.");

    public static readonly ProblemCode NoNamedFile = Add(null, "023",
        "Le fichier « {0} » n'est pas dans le dossier de la campagne : ajoutez-le ou corrigez son nom.",
        "The file '{0}' is not in the campaign's folder: add it or correct its name.");

    public static readonly ProblemCode BadCsvName = Add(null, "024",
        "« {0} » ne convient pas : nommez un fichier .csv du dossier de la campagne, comme relais.csv ou listes/relais.csv.",
        "'{0}' will not do: name a .csv file of the campaign's folder, such as relays.csv or lists/relays.csv.");

    public static readonly ProblemCode BadObjectId = Add(null, "025",
        "« {0} » n'est pas l'identifiant d'un groupe Entra : copiez son « ID d'objet », comme 1b4e28ba-2fa1-4d3b-883f-0016d3cca427.",
        "'{0}' is not the id of an Entra group: copy its 'Object ID', such as 1b4e28ba-2fa1-4d3b-883f-0016d3cca427.");

    public static readonly ProblemCode OutOfRange = Add(null, "026",
        "{0} sort des limites : écrivez un nombre de {1} à {2}.",
        "{0} is out of bounds: write a number from {1} to {2}.");

    // One JSON file
    public static readonly ProblemCode UnknownZone = Add("CAM", "101",
        "Le fuseau « {0} » est inconnu : écrivez un nom de la base IANA, par exemple Europe/Paris.",
        "The time zone '{0}' is unknown: write an IANA name, for example Europe/Paris.");

    public static readonly ProblemCode OtherFolder = Add("CAM", "103",
        "Le dossier s'appelle « {0} » et la campagne « {1} » : donnez à l'un le nom de l'autre.",
        "The folder is named '{0}' and the campaign '{1}': give one the name of the other.");

    public static readonly ProblemCode NoQuietHours = Add("CAM", "102",
        "Les heures calmes commencent et finissent à la même heure : donnez deux heures différentes.",
        "Quiet hours start and end at the same time: give two different times.");

    // The CSV files of audiences and expansions
    public static readonly ProblemCode CsvEmpty = Add("CSV", "001",
        "Le fichier est vide : sa première ligne doit nommer les colonnes, dont « {0} ».",
        "The file is empty: its first line must name the columns, '{0}' among them.");

    public static readonly ProblemCode CsvNoColumn = Add("CSV", "002",
        "Aucune colonne ne s'appelle « {0} » : renommez celle qui doit l'être. Colonnes trouvées : {1}.",
        "No column is named '{0}': rename the one that is meant. Columns found: {1}.");

    public static readonly ProblemCode CsvNoAddress = Add("CSV", "003",
        "L'adresse manque sur cette ligne : complétez-la ou supprimez la ligne.",
        "This line has no address: fill it in or remove the line.");

    public static readonly ProblemCode CsvBadAddress = Add("CSV", "004",
        "« {0} » n'est pas une adresse de courriel : corrigez-la ou retirez-la.",
        "'{0}' is not a mail address: correct it or take it out.");

    public static readonly ProblemCode CsvDuplicate = Add("CSV", "005",
        "« {0} » figure déjà à la ligne {1} : supprimez l'une des deux.",
        "'{0}' already stands on line {1}: remove one of the two.");

    public static readonly ProblemCode CsvBadQuotes = Add("CSV", "006",
        "Guillemets mal placés : entourez toute la cellule, sur une seule ligne, et doublez ceux qu'elle contient.",
        "Quotes are misplaced: put them around the whole cell, on one line, and double those inside it.");

    public static readonly ProblemCode CsvNotUtf8 = Add("CSV", "007",
        "Le fichier n'est pas en UTF-8 : enregistrez-le au format « CSV UTF-8 ».",
        "The file is not UTF-8: save it as 'CSV UTF-8'.");

    public static readonly ProblemCode CsvNobody = Add("CSV", "008",
        "Le fichier ne donne aucune adresse valable : ajoutez une personne par ligne.",
        "The file gives no valid address: add one person per line.");

    public static readonly ProblemCode CsvMore = Add("CSV", "009",
        "Et {0} autres problèmes dans ce fichier : corrigez d'abord ceux-ci.",
        "And {0} more problems in this file: correct these first.");

    public static readonly ProblemCode CsvLongLine = Add("CSV", "010",
        "Cette ligne dépasse {0} Ko, et le reste du fichier n'est pas lu : allez à la ligne après chaque enregistrement.",
        "This line is over {0} KB, and the rest of the file is not read: start a new line after each record.");

    public static readonly ProblemCode CsvNoValue = Add("CSV", "011",
        "La valeur manque sur cette ligne : complétez-la ou supprimez la ligne.",
        "This line has no value: fill it in or remove the line.");

    public static readonly ProblemCode CsvSameValue = Add("CSV", "012",
        "« {0} » figure déjà à la ligne {1} : supprimez l'une des deux.",
        "'{0}' already stands on line {1}: remove one of the two.");

    public static readonly ProblemCode CsvNoValues = Add("CSV", "013",
        "Le fichier ne donne aucune valeur, donc aucun groupe : ajoutez une valeur par ligne.",
        "The file gives no value, so no group: add one value per line.");

    public static readonly ProblemCode CsvManyRows = Add("CSV", "014",
        "Plus de {0} groupes dans un fichier, et le reste n'est pas lu : répartissez-les sur plusieurs expansions.",
        "More than {0} groups in one file, and the rest is not read: spread them over several expansions.");

    private static ProblemCode Add(string? family, string number, string fr, string en)
    {
        var code = new ProblemCode(family, number, fr, en);
        Table.Add(code);
        return code;
    }
}
