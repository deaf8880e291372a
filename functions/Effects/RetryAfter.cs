using System.Globalization;

namespace AdoptionAutomation.Effects;

/// <summary>How long a far side asks to be left alone; a day at most, whatever it says.</summary>
internal static class RetryAfter
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    /// <summary>Seconds, whole or fractional; null if absent or unreadable.</summary>
    public static TimeSpan? Parse(string? header) =>
        double.TryParse(header, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) ? Of(seconds) : null;

    public static TimeSpan Of(double seconds) => TimeSpan.FromSeconds(Math.Min(seconds, Longest.TotalSeconds));
}
