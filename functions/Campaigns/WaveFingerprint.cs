using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using AdoptionAutomation.Campaigns.Reading;

namespace AdoptionAutomation.Campaigns;

/// <summary>A wave's definition as a short text, <c>field:hash</c> each, so that an edit can be told by the names of its fields (pure).</summary>
internal static class WaveFingerprint
{
    private const int Digits = 8;

    public static string Of(WaveDefinition wave) => string.Join(
        ' ',
        JsonSerializer.SerializeToNode(wave, CampaignJson.Options)!.AsObject().Select(field => $"{field.Key}:{HashOf(field.Value?.ToJsonString() ?? "")}"));

    /// <summary>With the content of the CSV files that the wave names.</summary>
    public static string Of(Campaign campaign, WaveDefinition wave)
    {
        return string.Join(' ', [Of(wave), .. PartOf("audience.csv", [wave.Audience]), .. PartOf("except.csv", wave.Except)]);

        IEnumerable<string> PartOf(string name, IEnumerable<Audience> audiences)
        {
            var hashes = audiences.Select(audience => audience.Csv).OfType<string>().Select(file => campaign.FileHashes.GetValueOrDefault(file, "")).ToList();
            return hashes.Count > 0 ? [$"{name}:{HashOf(string.Join(' ', hashes))}"] : [];
        }
    }

    /// <summary>The names of the fields, and of the files behind them, that differ.</summary>
    public static IReadOnlyList<string> Differences(string before, string after)
    {
        var (one, other) = (PartsOf(before), PartsOf(after));
        return [.. one.Keys.Union(other.Keys, StringComparer.Ordinal).Where(name => one.GetValueOrDefault(name) != other.GetValueOrDefault(name))];
    }

    private static Dictionary<string, string> PartsOf(string fingerprint) => fingerprint.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .Select(part => part.Split(':', 2))
        .ToDictionary(part => part[0], part => part[^1], StringComparer.Ordinal);

    private static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..Digits];
}
