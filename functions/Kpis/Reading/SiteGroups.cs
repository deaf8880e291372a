using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Groups;
using AdoptionAutomation.Waves.People;

namespace AdoptionAutomation.Kpis.Reading;

/// <summary>The groups of sites, by the sites' names however they are spelled (pure).</summary>
internal sealed class SiteGroups
{
    private readonly Dictionary<string, string> groups = new(StringComparer.Ordinal);

    /// <param name="campaign">The campaign.</param>
    /// <param name="standing">The groups that stand.</param>
    public SiteGroups(Campaign campaign, IEnumerable<GroupRow> standing)
    {
        var expansions = PeopleSites.Of(campaign).Select(site => site.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var group in standing.Where(group => group.From is { } from && expansions.Contains(from.Expansion)))
        {
            groups.TryAdd(GroupIds.Canonical(group.From!.Value), group.Group);
        }
    }

    /// <summary>The id of a site's group; null: it has none.</summary>
    public string? Find(string site) => groups.GetValueOrDefault(GroupIds.Canonical(site));
}
