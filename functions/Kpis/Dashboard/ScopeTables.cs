using AdoptionAutomation.Kpis.Book;
using AdoptionAutomation.Kpis.Snapshots;

namespace AdoptionAutomation.Kpis.Dashboard;

/// <summary>Sites, waves and groups beside each other, as they are on the youngest day (pure).</summary>
internal sealed class ScopeTables(DashboardData data, DashboardWords words)
{
    private static readonly ScopeKind[] Kinds = [ScopeKind.Site, ScopeKind.Wave, ScopeKind.Group];

    private readonly IReadOnlyList<Kpi> book = KpiBook.Of(data.Campaign.Settings);

    public IReadOnlyList<ScopeTable> All() => [.. Kinds.Select(Of).Where(table => table.Rows.Count > 0)];

    private ScopeTable Of(ScopeKind kind)
    {
        var scopes = data.Latest.Scopes.Where(one => one.Scope.Kind == kind).ToList();
        var kpis = ChartPlans.Columns.Select(id => book.First(kpi => kpi.Id == id))
            .Where(kpi => kpi.Scopes.Contains(kind) && scopes.Exists(one => kpi.Value(one.Counts) is not null)).ToList();
        var rows = scopes.Select(one => (Scope: one, First: kpis.Count > 0 ? kpis[0].Value(one.Counts) : null))
            .OrderByDescending(one => one.First ?? double.MinValue)
            .ThenBy(one => data.NameOf(one.Scope.Scope), StringComparer.CurrentCulture)
            .Select(one => LineOf(one.Scope, kpis));
        return new(kind.ToString().ToLowerInvariant(), words.Kinds(kind), [.. kpis.Select(kpi => kpi.Name.In(words.Language))], [.. rows]);
    }

    private ScopeLine LineOf(ScopeCounts scope, List<Kpi> kpis)
    {
        var values = kpis.Select(kpi => kpi.Value(scope.Counts)).ToList();
        var isHidden = scope.IsHidden && values.TrueForAll(value => value is null);
        return new(
            data.NameOf(scope.Scope),
            data.Query.LinkTo(scope.Scope),
            kpis is [{ Unit: KpiUnit.Percent }, ..] && values[0] is { } share ? (int)Math.Round(share) : null,
            isHidden ? null : [.. kpis.Zip(values, (kpi, value) => value is null ? "–" : words.Value(kpi, value))]);
    }
}
