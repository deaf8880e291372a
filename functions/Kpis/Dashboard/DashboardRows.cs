using AdoptionAutomation.Kpis.Book;
using AdoptionAutomation.Kpis.Snapshots;

namespace AdoptionAutomation.Kpis.Dashboard;

/// <summary>The days that exports hold (pure): those of the organisation and of the chosen scope, and of every other scope the youngest.</summary>
internal static class DashboardRows
{
    public static IEnumerable<ScopeDays> Of(DashboardData data)
    {
        var book = KpiBook.Of(data.Campaign.Settings);
        yield return DaysOf(Scope.Organisation, data.Organisation);
        if (!data.IsOrganisation)
        {
            yield return DaysOf(data.Query.Scope, data.Chosen);
        }

        foreach (var other in data.Latest.Scopes.Where(one => one.Scope != Scope.Organisation && one.Scope != data.Query.Scope))
        {
            yield return new(other.Scope, data.NameOf(other.Scope), KpisOf(other.Scope), [new(data.Latest.Day, data.Latest.Version, other.Counts)]) { IsHidden = other.IsHidden };
        }

        ScopeDays DaysOf(Scope scope, KpiSeries series) => new(scope, data.NameOf(scope), KpisOf(scope), data.Shown(series))
        {
            IsHidden = data.Latest.Scopes.FirstOrDefault(one => one.Scope == scope)?.IsHidden ?? false,
        };

        IReadOnlyList<Kpi> KpisOf(Scope scope) => [.. book.Where(kpi => kpi.Scopes.Contains(scope.Kind))];
    }
}

/// <param name="Scope">Of what.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Kpis">The figures that such a scope can have.</param>
/// <param name="Days">The oldest first.</param>
internal sealed record ScopeDays(Scope Scope, string Name, IReadOnlyList<Kpi> Kpis, IReadOnlyList<KpiDay> Days)
{
    /// <summary>Whether what is about people is left out.</summary>
    public bool IsHidden { get; init; }
}
