using AdoptionAutomation.Kpis.Book;
using AdoptionAutomation.Kpis.Snapshots;

namespace AdoptionAutomation.Digests.Writing;

/// <summary>Where the figures come from, what is missing, and what to hold them against (pure).</summary>
internal static class DigestMethod
{
    private const int MostDays = 5;

    /// <summary>What must be known before the figures are read.</summary>
    public static IReadOnlyList<string> Notes(DigestFacts facts, DigestWords words) =>
    [
        .. facts.PausedAt is null ? Array.Empty<string>() : [words.Say(
            "La campagne est en pause : invitations, relances et publications attendent. Les chiffres suivent.",
            "The campaign is paused: invitations, reminders and posts wait. The figures go on.")],
        .. facts.IsShort ? [words.Say(
            $"Ces chiffres s’arrêtent au {words.Day(facts.Now.Day)} : les jours suivants n’étaient pas connus à l’envoi de ce message.",
            $"These figures end on {words.Day(facts.Now.Day)}: later days were not known when this mail went out.")] : Array.Empty<string>(),
        .. facts.Edition.Silent is { Count: > 0 } silent ? [words.Say(
            $"Il n’y a pas eu de message sur {Weeks(silent, words)} : personne ne travaillait la semaine d’après.",
            $"There was no mail about {Weeks(silent, words)}: nobody worked in the week after.")] : Array.Empty<string>(),
        .. facts.Now.Sources.Where(source => source.State is SourceState.Failed or SourceState.Concealed).Select(source => Gap(source, words)),
    ];

    public static IReadOnlyList<string> Of(DigestFacts facts, DigestWords words) =>
    [
        words.Say(
            $"Les chiffres vont jusqu’à la fin du {words.Day(facts.Now.Day)} {facts.Now.Day.Year} ({facts.Settings.TimeZone}). Les rapports d’usage de Microsoft 365 arrivent deux jours après.",
            $"The figures go to the end of {words.Day(facts.Now.Day)} {facts.Now.Day.Year} ({facts.Settings.TimeZone}). Microsoft 365's usage reports come two days later."),
        .. Restated(facts, words),
        words.Say(
            "« Venu » veut dire : accueilli, et vu actif au moins une fois dans les sept jours par le rapport d’usage.",
            "\u201cCame\u201d means: welcomed, and seen active at least once within the seven days by the usage report."),
        words.Say(
            "Une hausse ou une baisse n’est signalée que si elle dépasse les variations ordinaires : en valeur, en proportion, et pour cinq personnes au moins.",
            "A rise or fall is named only if it exceeds the usual ups and downs: in size, in proportion, and of five people at least."),
        words.Say(
            "Aucun chiffre ne porte sur moins de cinq personnes, et personne n’y est nommé. Ce qui n’est pas connu est laissé en blanc, jamais compté zéro.",
            "No figure is about fewer than five people, and nobody is named. What is not known is left out, and never counted as zero."),
    ];

    public static IReadOnlyList<string> References(DigestFacts facts, DigestWords words) =>
    [
        .. Line(facts, KpiBook.Participation, value => words.Say(
            $"{value} des inscrits écrivent : 27 % en moyenne ailleurs, et plus de 38 % est une bonne cible (SWOOP).",
            $"{value} of the registered write: 27 % on average elsewhere, and over 38 % is a good target (SWOOP)."), words),
        .. Line(facts, KpiBook.Passive, value => words.Say(
            $"{value} de ceux qui viennent ne font que lire : environ 60 % ailleurs (SWOOP).",
            $"{value} of those who come only read: about 60 % elsewhere (SWOOP)."), words),
        words.Say(
            "L’enthousiasme culmine entre 2 et 4 mois et retombe entre 6 et 9 (Lecko) : ni s’en griser, ni s’en alarmer.",
            "Enthusiasm peaks at 2 to 4 months and falls from 6 to 9 (Lecko): no reason to be carried away, nor to be alarmed."),
    ];

    private static IEnumerable<string> Line(DigestFacts facts, string kpi, Func<string, string> say, DigestWords words) =>
        facts.ValueOf(kpi) is { } value ? [say(words.Percent(value))] : [];

    private static string Weeks(IReadOnlyList<DateOnly> sundays, DigestWords words)
    {
        var (first, last) = (sundays.Min().AddDays(-6), sundays.Max());
        return sundays.Count == 1
            ? words.Say($"la semaine {words.Span(first, last)}", $"the week of {words.Span(first, last)}")
            : words.Say($"les {sundays.Count} semaines {words.Span(first, last)}", $"the {sundays.Count} weeks of {words.Span(first, last)}");
    }

    /// <summary>Days that the mail before told of, and that were counted again since.</summary>
    private static IEnumerable<string> Restated(DigestFacts facts, DigestWords words)
    {
        if (facts.Edition.FormerAt is not { } former)
        {
            yield break;
        }

        var days = facts.Picture.Organisation.Days.Where(day => day.Version > 1 && day.TakenAt > former && day.Day < facts.Edition.First).ToList();
        if (days.Count > 0)
        {
            var named = string.Join(", ", days.TakeLast(MostDays).Select(day => words.Date(day.Day)));
            var more = days.Count > MostDays ? words.Say($" et {days.Count - MostDays} autres", $" and {days.Count - MostDays} others") : "";
            yield return words.Say(
                $"Recomptés depuis le dernier message, car leurs rapports étaient incomplets : {named}{more}.",
                $"Counted again since the last mail, for their reports were incomplete: {named}{more}.");
        }
    }

    /// <summary>What is not known, and why that matters.</summary>
    private static string Gap(SourceReading source, DigestWords words) => source.State == SourceState.Concealed
        ? words.Say(
            $"Microsoft 365 cache les noms dans {SourceName(source.Source).Fr} : les sites, les vagues et les groupes ne peuvent pas être comparés. L’informatique peut lever ce réglage.",
            $"Microsoft 365 conceals names in {SourceName(source.Source).En}: sites, waves and groups cannot be compared. IT can lift that setting.")
        : words.Say(
            $"N’a pas pu être lu : {SourceName(source.Source).Fr}. On ne sait donc pas {Tells(source.Source).Fr}.",
            $"Could not be read: {SourceName(source.Source).En}. So it is not known {Tells(source.Source).En}.");

    private static Said SourceName(KpiSource source) => source switch
    {
        KpiSource.Own => new("l’état de la campagne", "the campaign's own state"),
        KpiSource.Users => new("le rapport d’usage par personne", "the usage report by person"),
        KpiSource.Teams => new("le rapport des équipes", "the report of teams"),
        KpiSource.Groups => new("le rapport des groupes", "the report of groups"),
        KpiSource.Mail => new("le rapport de courriel", "the mail report"),
        KpiSource.Directory => new("l’annuaire", "the directory"),
        KpiSource.Surveys => new("les résultats d’enquêtes", "the survey results"),
        _ => new("les chiffres apportés par l’entreprise", "the figures that the organisation brings"),
    };

    private static Said Tells(KpiSource source) => source switch
    {
        KpiSource.Own => new("combien de collègues sont invités", "how many colleagues are invited"),
        KpiSource.Users => new("combien sont venus et ont écrit", "how many came and wrote"),
        KpiSource.Teams => new("ce qui s’échange dans les équipes", "what is exchanged in teams"),
        KpiSource.Groups => new("quels groupes vivent", "which groups live"),
        KpiSource.Mail => new("si la messagerie s’allège", "whether mailboxes get lighter"),
        KpiSource.Directory => new("combien de profils sont complets", "how many profiles are complete"),
        KpiSource.Surveys => new("ce que les gens en pensent", "what people think of it"),
        _ => new("si l’effet recherché est là", "whether the effect that is wanted is there"),
    };
}
