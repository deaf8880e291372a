using System.Globalization;
using AdoptionAutomation.Campaigns.Reading;

namespace AdoptionAutomation.Campaigns;

/// <summary>One thing wrong in a campaign's files. Line and column (in characters) count from 1.</summary>
internal sealed record Problem(string File, int Line, int Column, string Path, string Code, string Text)
{
    /// <summary>Advice: the campaign runs as it is.</summary>
    public bool IsWarning { get; init; }

    /// <summary>Where and which, without a word of the file itself: fit for logs.</summary>
    public string Place => string.Create(CultureInfo.InvariantCulture, $"{File}:{Line} {Code}");

    /// <summary>As compilers print it, so that editors can jump to the place.</summary>
    public override string ToString() => $"{File}:{Line}:{Column}{(Path.Length == 0 ? "" : $" {Path}")}  {(IsWarning ? "warning " : "")}{Code}: {Text}";
}

/// <summary>The campaign if nothing is wrong, else every problem, sorted by file, line and column.</summary>
internal sealed record CampaignReading(Campaign? Campaign, IReadOnlyList<Problem> Problems)
{
    /// <summary>Of a sound campaign: content-calendar.json as it is written, for the places of warnings; null if there is none.</summary>
    public JsonPart? CalendarText { get; init; }
}
