using System.Globalization;
using AdoptionAutomation.Storage;

namespace AdoptionAutomation.Operations;

/// <summary>A few ids as they travel in a link, signed, and believed until the end of a day (pure).</summary>
internal static class DatedText
{
    private const char Separator = '|';
    private const string Day = "yyyyMMdd";

    /// <param name="key">The signing key.</param>
    /// <param name="domain">As in <see cref="SignedText"/>.</param>
    /// <param name="lastDay">Until the end of this day, in UTC.</param>
    /// <param name="parts">Ids that <see cref="Key"/> allows.</param>
    public static string Write(string key, string domain, DateOnly lastDay, params ReadOnlySpan<string> parts) =>
        SignedText.Write(key, domain, $"{string.Join(Separator, parts)}{Separator}{lastDay.ToString(Day, CultureInfo.InvariantCulture)}");

    /// <returns>The parts; null for whatever was not written here, was altered, or is too old.</returns>
    public static string[]? Read(IReadOnlyList<string> keys, string domain, string? token, DateOnly today) =>
        SignedText.Read(keys, domain, token)?.Split(Separator) is [.. var parts, var day]
            && Array.TrueForAll(parts, Key.Allows)
            && DateOnly.TryParseExact(day, Day, CultureInfo.InvariantCulture, DateTimeStyles.None, out var last) && today <= last
            ? parts
            : null;
}
