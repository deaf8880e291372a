using AdoptionAutomation.Digests.Editions;

namespace AdoptionAutomation.Digests.Writing;

/// <summary>What a digest says, ready to be printed: no person is in it. (Public because Razor's parameters are.)</summary>
/// <param name="Words">In which language.</param>
/// <param name="Audience">For whom.</param>
/// <param name="Subject">The mail's subject: the most important figure.</param>
/// <param name="Title">Of which days.</param>
/// <param name="Headline">All of it in one sentence.</param>
public sealed record DigestContent(DigestWords Words, DigestAudience Audience, string Subject, string Title, string Headline)
{
    public required string Platform { get; init; }

    /// <summary>Whether it is to be expected; null: nobody can tell.</summary>
    public DigestVerdict? Verdict { get; init; }

    /// <summary>What must be known before the figures are read: they end early, the campaign is paused, figures are missing.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    public required IReadOnlyList<DigestNumber> Numbers { get; init; }

    public required DigestAdvice Advice { get; init; }

    public required IReadOnlyList<DigestObjective> Objectives { get; init; }

    /// <summary>What moved; none: nothing beyond the usual ups and downs.</summary>
    public required IReadOnlyList<DigestChange> Changes { get; init; }

    /// <summary>Whether there are earlier figures at all.</summary>
    public bool IsCompared { get; init; }

    /// <summary>Against what, as in "since the week before".</summary>
    public required string Since { get; init; }

    /// <summary>Null: there are too few weeks to draw.</summary>
    public DigestTrend? Trend { get; init; }

    public required IReadOnlyList<DigestPart> Rising { get; init; }

    public required IReadOnlyList<DigestPart> Falling { get; init; }

    public required IReadOnlyList<DigestPart> Sites { get; init; }

    /// <summary>What people say of it, and figures of the organisation's own.</summary>
    public required IReadOnlyList<DigestFigure> Feelings { get; init; }

    public required IReadOnlyList<DigestFigure> Business { get; init; }

    /// <summary>What others reach, and who says so.</summary>
    public required IReadOnlyList<string> References { get; init; }

    public required IReadOnlyList<string> Method { get; init; }

    /// <summary>Null: no page to lead to.</summary>
    public string? Dashboard { get; init; }

    /// <summary>Why its reader gets it.</summary>
    public required string Why { get; init; }

    internal static DigestContent Of(DigestFacts facts, DigestAudience audience, string language)
    {
        var words = new DigestWords(language);
        return new(words, audience, DigestHeadline.Subject(facts, words), DigestHeadline.Title(facts, words), DigestHeadline.Of(facts, words))
        {
            Platform = facts.Settings.Platform,
            Verdict = DigestHeadline.Verdict(facts, words),
            Notes = DigestMethod.Notes(facts, words),
            Numbers = DigestNumber.Of(facts, words),
            Advice = DigestAdvice.Of(facts, audience, words),
            Objectives = DigestObjective.Of(facts, words),
            Changes = DigestChange.Of(facts, words),
            IsCompared = facts.Before is not null,
            Since = facts.Edition.IsMonth ? words.Say("en quatre semaines", "in four weeks") : words.Say("en une semaine", "in a week"),
            Trend = DigestTrend.Of(facts, words),
            Rising = DigestPart.Groups(facts, words, rising: true),
            Falling = DigestPart.Groups(facts, words, rising: false),
            Sites = DigestPart.OfSites(facts, words),
            Feelings = DigestFigure.Feelings(facts, words),
            Business = DigestFigure.Business(facts, words),
            References = DigestMethod.References(facts, words),
            Method = DigestMethod.Of(facts, words),
            Dashboard = facts.Dashboard,
            Why = WhyOf(facts, audience, words),
        };
    }

    private static string WhyOf(DigestFacts facts, DigestAudience audience, DigestWords words)
    {
        var (name, field) = (facts.Settings.Name.In(words.Language), audience switch
        {
            DigestAudience.Leadership => "digestRecipients",
            DigestAudience.Sponsor => "sponsor",
            _ => "communityManagers",
        });
        return words.Say(
            $"Vous recevez ce message parce que campaign.json vous nomme ({field}) pour la campagne « {name} ».",
            $"You get this mail because campaign.json names you ({field}) for the campaign \u201c{name}\u201d.");
    }
}
