using AdoptionAutomation.Campaigns;

namespace AdoptionAutomation.Kpis.Snapshots;

/// <summary>How a campaign stands on a day: what digests and the playbook are made of (data alone).</summary>
/// <param name="Campaign">The campaign.</param>
/// <param name="Now">The day, of all scopes.</param>
/// <param name="Organisation">Every day of the whole up to then, up to <see cref="KpiReader.MostDays"/> back.</param>
internal sealed record KpiPicture(Campaign Campaign, DaySnapshot Now, KpiSeries Organisation)
{
    /// <summary>All scopes seven days before; null: nothing was kept of that day.</summary>
    public DaySnapshot? WeekBefore { get; init; }

    /// <summary>All scopes 28 days before; null: nothing was kept of that day.</summary>
    public DaySnapshot? MonthBefore { get; init; }
}
