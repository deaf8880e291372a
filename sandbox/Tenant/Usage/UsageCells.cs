using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace AdoptionAutomation.Sandbox.Tenant.Usage;

/// <summary>What stands in the columns that reports share.</summary>
/// <param name="seed">Hashes differ by tenant.</param>
/// <param name="areNamesConcealed">Whether people, groups and sites are hashes.</param>
internal sealed class UsageCells(int seed, bool areNamesConcealed)
{
    public string Name(string name) => areNamesConcealed ? Hash(seed, name) : Quoted(name);

    public static string Hash(int seed, string text) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{seed} {text}")))[..32];

    public static string Day(DateOnly? day) => day is { } date && date > DateOnly.MinValue ? date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : "";

    public static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>What every line of a report says; null: it depends on the line.</summary>
    public static string? Always(string column, UsageQuestion question) => column switch
    {
        "Report Refresh Date" => Day(question.Refresh),
        "Report Period" => Number(question.Days),
        _ => null,
    };

    private static string Quoted(string text) => text.AsSpan().IndexOfAny(",\"\r\n") >= 0 ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}
