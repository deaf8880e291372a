using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Groups;
using AdoptionAutomation.Kpis.Book;
using AdoptionAutomation.Kpis.Snapshots;

namespace AdoptionAutomation.Kpis.Taking;

/// <summary>What scopes are called (pure).</summary>
/// <param name="campaign">The campaign.</param>
/// <param name="groups">The groups that stand.</param>
internal sealed class ScopeNames(Campaign campaign, IReadOnlyList<GroupRow> groups)
{
    private readonly Dictionary<string, GroupRow> groups = groups.ToDictionary(group => group.Group, StringComparer.Ordinal);

    /// <summary>Null: what it was called is not known any more.</summary>
    public Said? Of(Scope scope) => scope.Kind switch
    {
        ScopeKind.Site => Same(groups.GetValueOrDefault(scope.Id)?.From?.Value),
        ScopeKind.Wave when campaign.FindWave(scope.Id) is { } wave => new(wave.Name.In("fr"), wave.Name.In("en")),
        ScopeKind.Group when groups.TryGetValue(scope.Id, out var group) => Same(GroupTree.Find(campaign, group)?.Name),
        _ => null,
    };

    private static Said? Same(string? name) => name is null ? null : new(name, name);
}
