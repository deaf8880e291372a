using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Digests.Editions;
using AdoptionAutomation.Kpis.Book;
using AdoptionAutomation.Kpis.Curve;
using AdoptionAutomation.Kpis.Playbook;
using AdoptionAutomation.Kpis.Snapshots;

namespace AdoptionAutomation.Digests.Writing;

/// <summary>What a digest is written from (data alone).</summary>
internal sealed record DigestFacts(DigestEdition Edition, KpiPicture Picture, CurveReading Curve, IReadOnlyList<Play> Plays)
{
    /// <summary>Since when the whole campaign is paused; null: it is not.</summary>
    public DateTimeOffset? PausedAt { get; init; }

    /// <summary>Where the figures can be looked at; null: nowhere.</summary>
    public string? Dashboard { get; init; }

    public CampaignFile Settings => Picture.Campaign.Settings;

    public DaySnapshot Now => Picture.Now;

    /// <summary>What the figures are held against: a week before, or four for a month's; null: nothing was kept of that day.</summary>
    public DaySnapshot? Before => Edition.IsMonth ? Picture.MonthBefore : Picture.WeekBefore;

    /// <summary>Whether the figures end before the week does.</summary>
    public bool IsShort => Now.Day < Edition.Last;

    public double? ValueOf(string kpi) => KpiBook.Find(Settings, kpi)?.Value(Now.Organisation);

    public double? BeforeOf(string kpi) => Before is { } before ? KpiBook.Find(Settings, kpi)?.Value(before.Organisation) : null;
}
