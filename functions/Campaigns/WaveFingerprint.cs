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
    public static string Of(Campaign campaign, WaveDefinition wave) => string.Join(
        ' ',
        [
            Of(wave),
            .. FilesOf([wave.Audience]).Select(file => $"audience.csv:{HashOf(campaign.FileHashes.GetValueOrDefault(file, ""))}"),
            .. FilesOf(wave.Except).Take(1).Select(_ => $"except.csv:{HashOf(string.Join(' ', FilesOf(wave.Except).Select(file => campaign.FileHashes.GetValueOrDefault(file, ""))))}"),
        ]);

    /// <summary>The names of the fields, and of the files behind them, that differ.</summary>
    public static IReadOnlyList<string> Differences(string before, string after)
    {
        var (one, other) = (PartsOf(before), PartsOf(after));
        return [.. one.Keys.Union(other.Keys, StringComparer.Ordinal).Where(name => one.GetValueOrDefault(name) != other.GetValueOrDefault(name))];
    }

    private static IEnumerable<string> FilesOf(IEnumerable<Audience> audiences) => audiences.Select(audience => audience.Csv).OfType<string>();

    private static Dictionary<string, string> PartsOf(string fingerprint) => fingerprint.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .Select(part => part.Split(':', 2))
        .ToDictionary(part => part[0], part => part[^1], StringComparer.Ordinal);

    private static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..Digits];
}
