using AdoptionAutomation.Campaigns;

namespace AdoptionAutomation.Groups.Readiness;

/// <param name="Site">A city or office, or several that share a group.</param>
/// <param name="Ambassadors">How many work there.</param>
internal sealed record SiteAmbassadors(string Site, int Ambassadors)
{
    /// <summary>The sites of the place groups, each once, but those where the wave's audience has nobody by its own attributes.</summary>
    public static IReadOnlyList<SiteAmbassadors> Of(ReadinessFacts facts, WaveDefinition wave, AmbassadorSites found) =>
    [
        .. facts.Groups.Select(group => AmbassadorSites.Of(facts.Campaign, group))
            .Where(places => places.Count > 0 && places.All(place => Concerns(wave, place)))
            .Select(places => new SiteAmbassadors(
                string.Join(", ", places.Select(place => string.Join(" / ", place.In))), places.Min(found.CountAt)))
            .DistinctBy(site => site.Site, StringComparer.OrdinalIgnoreCase)
            .OrderBy(site => site.Site, StringComparer.OrdinalIgnoreCase),
    ];

    private static bool Concerns(WaveDefinition wave, AttributeCondition place) =>
        (wave.Audience.Attributes ?? []).Where(asked => asked.Attribute == place.Attribute)
            .All(asked => asked.In.Intersect(place.In, StringComparer.OrdinalIgnoreCase).Any());
}
