using AdoptionAutomation.Graph;

namespace AdoptionAutomation.Campaigns;

internal static class ZoneRules
{
    /// <summary>IANA name of a person's zone by the first rule that holds; null: the campaign's.</summary>
    public static string? ZoneNameOf(this CampaignFile settings, DirectoryUser user) => settings.TimeZones
        .FirstOrDefault(rule => rule.Attribute.Of(user) is { } value && rule.In.Contains(value, StringComparer.OrdinalIgnoreCase))?.Zone;
}
