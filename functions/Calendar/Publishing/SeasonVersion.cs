using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Campaigns.Reading;

namespace AdoptionAutomation.Calendar.Publishing;

/// <summary>One text for all that decides what is published when: another text, another plan (pure).</summary>
internal static class SeasonVersion
{
    private const int Digits = 16;

    public static string Of(Campaign campaign, IEnumerable<DeclaredGroup> groups)
    {
        var settings = campaign.Settings;
        object[] parts =
        [
            campaign.Calendar, settings.TimeZone, settings.Start, settings.WorkingDays, settings.Holidays, settings.PublicHolidays,
            groups.OrderBy(group => group.Id, StringComparer.Ordinal).Select(group => string.Join(' ', [group.Id, group.Kind, group.TimeZone, .. group.Tags])),
        ];
        var text = string.Join('\n', parts.Select(part => JsonSerializer.Serialize(part, CampaignJson.Options)));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..Digits];
    }
}
