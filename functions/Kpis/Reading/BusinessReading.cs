using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Groups;
using AdoptionAutomation.Kpis.Snapshots;

namespace AdoptionAutomation.Kpis.Reading;

/// <summary>The figures of the organisation's own, as they were brought last by the day.</summary>
internal sealed class BusinessReading
{
    // STUB, to be joined at the merge: the dashboard's BusinessFigures.ReadAsync(campaign, day) gives the last value on or before the day by KPI id
    // and optional site name. To do: Set(Scope.Organisation, Count.OfBusiness(id), value), or of the site's group; Read if campaign.json names any.
    public Task<SourceCounts> ReadAsync(Campaign campaign, CountedDay day, IReadOnlyList<GroupRow> groups, CancellationToken cancellationToken)
    {
        _ = (campaign, day, groups);
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(new SourceCounts(KpiSource.Business, SourceState.Unused));
    }
}
