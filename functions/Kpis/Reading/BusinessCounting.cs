using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Groups;
using AdoptionAutomation.Kpis.Book;
using AdoptionAutomation.Kpis.Business;
using AdoptionAutomation.Kpis.Snapshots;

namespace AdoptionAutomation.Kpis.Reading;

/// <summary>The figures of the organisation's own, as they were brought last by the day.</summary>
internal static class BusinessCounting
{
    public static async Task<SourceCounts> ReadAsync(Campaign campaign, CountedDay day, IReadOnlyList<GroupRow> groups, CancellationToken cancellationToken)
    {
        if (campaign.Settings.BusinessKpis.Count == 0)
        {
            return new(KpiSource.Business, SourceState.Unused);
        }

        var figures = await BusinessFigures.ReadAsync(campaign, day.Day, cancellationToken);
        if (!figures.IsThere)
        {
            return new(KpiSource.Business, SourceState.Failed, $"{BusinessFigures.FileName} is not in the campaign's folder, though businessKpis are declared.");
        }

        var (tally, sites) = (new ScopeTally(), SiteGroups.ByName(campaign, groups));
        foreach (var figure in figures.Latest)
        {
            if (figure.Site.Length == 0)
            {
                tally.Set(Scope.Organisation, Count.OfBusiness(figure.Kpi), figure.Value);
            }
            else if (sites.TryGetValue(figure.Site, out var site))
            {
                tally.Set(new(ScopeKind.Site, site), Count.OfBusiness(figure.Kpi), figure.Value);
            }
        }

        return new(new SourceReading(KpiSource.Business, SourceState.Read) { Why = WhyOf(figures) }, tally);
    }

    /// <summary>Places alone: a line may quote anything.</summary>
    private static string? WhyOf(BusinessReading figures) => figures.Problems.Count == 0
        ? null
        : $"lines left out: {string.Join(", ", figures.Problems.Take(5).Select(problem => problem.Place))}{(figures.Problems.Count > 5 ? ", …" : "")}";
}
