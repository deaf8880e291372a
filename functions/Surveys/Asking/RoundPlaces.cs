using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Surveys.Rounds;
using AdoptionAutomation.Waves.People;

namespace AdoptionAutomation.Surveys.Asking;

/// <summary>Where people's answers count (pure).</summary>
/// <param name="campaign">The campaign.</param>
/// <param name="names">How sites are called, by the ids of their groups.</param>
internal sealed class RoundPlaces(Campaign campaign, IReadOnlyDictionary<string, string> names)
{
    private readonly PeopleSites sites = new(campaign);

    public Place Of(PersonRow person)
    {
        var groups = (campaign.FindWave(person.Wave)?.Groups ?? []).Union(person.OwnGroups, StringComparer.Ordinal);
        return new(SiteOf(person), person.Wave, [.. groups.Order(StringComparer.Ordinal)]);
    }

    private string SiteOf(PersonRow person) => sites.GroupOf(person) is { } site ? names.GetValueOrDefault(site.Group, site.Value) : "";
}
