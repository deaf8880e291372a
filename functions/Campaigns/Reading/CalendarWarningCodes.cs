namespace AdoptionAutomation.Campaigns.Reading;

/// <summary>The part of <see cref="ProblemCodes"/> for advice on content-calendar.json, from what adoption takes. It never blocks.</summary>
internal static class CalendarWarningCodes
{
    private static readonly List<ProblemCode> Table = [];

    public static IReadOnlyList<ProblemCode> All => Table;

    // The season
    public static readonly ProblemCode EmptyWeek = Add("201",
        "Rien ne paraît pendant {0} semaine(s) à partir du {1} : un espace muet est vite oublié. Prévoyez au moins un post.",
        "Nothing is published for {0} week(s) from {1}: a silent place is soon forgotten. Plan at least one post.");

    public static readonly ProblemCode NobodyHonoured = Add("202",
        "Aucun post ne met quelqu'un à l'honneur pendant {0} semaine(s) à partir du {1} : prévoyez un portrait ou une réussite, et marquez-le « honours ».",
        "No post honours anybody for {0} week(s) from {1}: plan an interview or a success, and mark it 'honours'.");

    public static readonly ProblemCode NoQuickWin = Add("203",
        "Du {0} au {1}, aucun post du lancement ne montre un gain immédiat : ajoutez un cas concret du quotidien, et marquez-le « quickWin ».",
        "From {0} to {1} no post of the launch shows a quick win: add a concrete everyday case, and mark it 'quickWin'.");

    public static readonly ProblemCode CloseTogether = Add("204",
        "« {0} » paraît à moins d'une heure de ce post, dans le groupe « {1} », le {2} ({3} fois en tout) : écartez-les.",
        "'{0}' is published within an hour of this, in the group '{1}', on {2} ({3} times in all): move them apart.");

    public static readonly ProblemCode OddHour = Add("205",
        "Paraît en dehors des heures de travail le {0} ({1} fois en tout) : choisissez une heure où les gens sont là.",
        "It is published outside working hours on {0} ({1} times in all): choose a time when people are there.");

    // Rhythms
    public static readonly ProblemCode SkippedByHoliday = Add("206",
        "Jour férié : rien ne paraît le {0} ({1} fois en tout), et le post préparé est perdu. Déplacez-le par « overrides », ou changez « onHolidays ».",
        "Public holiday: nothing is published on {0} ({1} times in all), and the prepared post is lost. Move it by 'overrides', or change 'onHolidays'.");

    public static readonly ProblemCode RunsOut = Add("207",
        "Ce rythme n'a plus de post préparé à partir du {0}, et il dure jusqu'au {1} : préparez-en {2} de plus, ou écrivez « rotation » à « again ».",
        "This rhythm has no prepared post left from {0}, and lasts until {1}: prepare {2} more, or set 'rotation' to 'again'.");

    public static readonly ProblemCode Unplaced = Add("208",
        "Cette exception du {0} ne tombe sur aucune semaine (ou aucun mois) de ce rythme et ne sert à rien : corrigez le jour ou retirez-la.",
        "This override of {0} falls in no week (or month) of the rhythm and is of no use: correct the day or remove it.");

    // Posts
    public static readonly ProblemCode NoAuthor = Add("209",
        "Personne ne signe : ce sera {0}. Un nom connu des lecteurs est plus lu ; donnez « author ».",
        "Nobody signs: it will be {0}. A name that readers know is read more; give 'author'.");

    public static readonly ProblemCode Past = Add("210",
        "{0} est passé : ce qui est ajouté après son heure ne paraît jamais. Corrigez la date, ou retirez-le.",
        "{0} is past: what is added after its time is never published. Correct the date, or remove it.");

    public static readonly ProblemCode DraftSoon = Add("211",
        "Encore un brouillon, et prévu le {0} : relisez-le et écrivez « status » à « approved ».",
        "Still a draft, and due on {0}: read it over and set 'status' to 'approved'.");

    public static readonly ProblemCode SameTitle = Add("212",
        "Le titre « {0} » sert déjà à la ligne {1} : les lecteurs croiront avoir déjà lu ce post.",
        "The title '{0}' already stands on line {1}: readers will take this for a post they have read.");

    public static readonly ProblemCode SameText = Add("213",
        "Ce texte figure déjà à la ligne {0} : est-ce le bon ?",
        "This text already stands on line {0}: is it the right one?");

    public static readonly ProblemCode NoProducers = Add("214",
        "Le groupe thématique « {0} » est visé et personne ne l'anime : nommez ses « producers » dans groups.json avant de l'ouvrir.",
        "The thematic group '{0}' is meant and nobody keeps it alive: name its 'producers' in groups.json before it opens.");

    // Markdown
    public static readonly ProblemCode WeakLink = Add("215",
        "Le lien vers « {0} » n'en sera pas un : seuls https:// et mailto: sont admis.",
        "The link to '{0}' will be none: only https:// and mailto: are allowed.");

    public static readonly ProblemCode BrokenLink = Add("216",
        "Ce lien n'est pas complet et se lira tel quel : écrivez [texte](https://adresse), sans espace entre les deux.",
        "This link is not complete and will show as it is: write [text](https://address), with no space between the two.");

    public static readonly ProblemCode NoAltText = Add("217",
        "Cette image ne dit pas ce qu'elle montre et n'apparaîtra pas : écrivez ![ce qu'on y voit](https://adresse).",
        "This picture does not say what it shows and will not appear: write ![what is seen](https://address).");

    private static ProblemCode Add(string number, string fr, string en)
    {
        var code = new ProblemCode("CAL", number, fr, en) { IsWarning = true };
        Table.Add(code);
        return code;
    }
}
