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

        var (tally, sites, lost) = (new ScopeTally(), new SiteGroups(campaign, groups), 0);
        foreach (var figure in figures.Latest)
        {
            if (figure.Site.Length == 0)
            {
                tally.Set(Scope.Organisation, Count.OfBusiness(figure.Kpi), figure.Value);
            }
            else if (sites.Find(figure.Site) is { } site)
            {
                tally.Set(new(ScopeKind.Site, site), Count.OfBusiness(figure.Kpi), figure.Value);
            }
            else
            {
                lost++;
            }
        }

        return new(new SourceReading(KpiSource.Business, SourceState.Read) { Why = WhyOf(figures, lost) }, tally);
    }

    /// <summary>Places alone: a line may quote anything.</summary>
    private static string? WhyOf(BusinessReading figures, int lost)
    {
        var places = figures.Problems.Take(5).Select(problem => problem.Place).Concat(figures.Problems.Count > 5 ? ["…"] : []);
        var wrong = figures.Problems.Count > 0 ? $"lines left out: {string.Join(", ", places)}" : null;
        var unknown = lost > 0 ? $"{lost} figures are of sites that the campaign has no group of" : null;
        return wrong is null && unknown is null ? null : string.Join("; ", new[] { wrong, unknown }.OfType<string>());
    }
}
