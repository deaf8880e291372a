using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Kpis.Book;
using AdoptionAutomation.Kpis.Curve;
using AdoptionAutomation.Kpis.Snapshots;

namespace AdoptionAutomation.Kpis.Dashboard;

/// <summary>Reads what the dashboard shows: one request for the present figures of all scopes, and one for the days of each line that is drawn.</summary>
internal sealed class DashboardReader(SnapshotStore store, KpisTable table)
{
    /// <summary>So many rows of a scope come in one request.</summary>
    private const int OnePage = 1_000;

    /// <returns>Null: nothing was kept yet.</returns>
    public async Task<DashboardData?> ReadAsync(Campaign campaign, DashboardQuery query, CancellationToken cancellationToken)
    {
        // The curve and the objectives are read from the campaign's start, whatever is shown of it.
        var (start, oldest) = (campaign.Settings.Start.ToDateOnly(), query.To.AddDays(1 - OnePage));
        var from = start > query.From ? query.From : start > oldest ? start : oldest;
        var latest = store.LatestAsync(campaign.Id, cancellationToken);
        var whole = table.SeriesAsync(campaign.Id, Scope.Organisation, from, query.To, cancellationToken);
        var chosen = query.Scope == Scope.Organisation ? whole : table.SeriesAsync(campaign.Id, query.Scope, from, query.To, cancellationToken);
        await Task.WhenAll(latest, whole, chosen);
        return await latest is { } now ? new(campaign, query, now) { Organisation = await whole, Chosen = await chosen } : null;
    }
}

/// <param name="Campaign">The campaign.</param>
/// <param name="Query">What is to be shown of it.</param>
/// <param name="Latest">The youngest day, of all scopes.</param>
internal sealed record DashboardData(Campaign Campaign, DashboardQuery Query, DaySnapshot Latest)
{
    /// <summary>From the campaign's start on, if that is not too long ago.</summary>
    public required KpiSeries Organisation { get; init; }

    /// <summary>The same of the chosen scope.</summary>
    public required KpiSeries Chosen { get; init; }

    public bool IsOrganisation => Query.Scope == Scope.Organisation;

    /// <summary>Whether there is anything of the chosen scope.</summary>
    public bool IsKnown => Chosen.Days.Count > 0 || Present is not null;

    /// <summary>The chosen scope on the youngest day; null: it is not there any more.</summary>
    public ScopeCounts? Present => Latest.Scopes.FirstOrDefault(one => one.Scope == Query.Scope);

    /// <summary>The figures that are known of such a scope.</summary>
    public IReadOnlyList<Kpi> Kpis => [.. KpiBook.Of(Campaign.Settings).Where(kpi => kpi.Scopes.Contains(Query.Scope.Kind))];

    /// <summary>The last day that is shown and known.</summary>
    public DateOnly LastDay => Shown(Organisation).LastOrDefault()?.Day ?? Query.To;

    /// <summary>The days that are asked for.</summary>
    public IReadOnlyList<KpiDay> Shown(KpiSeries series) => [.. series.Days.Where(day => day.Day >= Query.From && day.Day <= Query.To)];

    public string NameOf(Scope scope) => scope == Scope.Organisation
        ? Campaign.Settings.Name.In(Query.Language)
        : Latest.Scopes.FirstOrDefault(one => one.Scope == scope)?.Name?.In(Query.Language) ?? scope.Id;

    /// <summary>The chosen scope's activity, from the first day on which anybody of it was invited.</summary>
    public CurveReading Curve => AdoptionCurve.Of(Campaign.Settings, Chosen).InPercentOf(Chosen);
}
