using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Groups;
using AdoptionAutomation.Waves.People;

namespace AdoptionAutomation.Kpis.Reading;

/// <summary>The ids of sites' groups by the sites' names (pure).</summary>
internal static class SiteGroups
{
    public static IReadOnlyDictionary<string, string> ByName(Campaign campaign, IReadOnlyList<GroupRow> groups)
    {
        var expansions = PeopleSites.Of(campaign).Select(site => site.Id).ToHashSet(StringComparer.Ordinal);
        return groups.Where(group => group.From is { } from && expansions.Contains(from.Expansion))
            .DistinctBy(group => group.From!.Value, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(group => group.From!.Value, group => group.Group, StringComparer.OrdinalIgnoreCase);
    }
}
