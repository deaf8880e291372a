using System.Globalization;
using System.Text.RegularExpressions;

namespace AdoptionAutomation.Calendar.Feeds;

/// <summary>Dates as feeds write them (pure): RFC 822 as it is and as it is mistaken, and ISO 8601.</summary>
internal static partial class FeedDate
{
    private static readonly (string Name, string Offset)[] Zones =
    [
        ("UT", "+00:00"), ("UTC", "+00:00"), ("GMT", "+00:00"), ("Z", "+00:00"), ("EST", "-05:00"), ("EDT", "-04:00"), ("CST", "-06:00"), ("CDT", "-05:00"),
        ("MST", "-07:00"), ("MDT", "-06:00"), ("PST", "-08:00"), ("PDT", "-07:00"), ("CET", "+01:00"), ("CEST", "+02:00"),
    ];

    /// <returns>Null: it is missing, or says no date.</returns>
    public static DateTimeOffset? Of(string? text)
    {
        // The day of the week is often wrong, and never needed.
        var plain = DayOfWeek().Replace(text?.Trim() ?? "", "");
        if (Array.Find(Zones, zone => plain.EndsWith($" {zone.Name}", StringComparison.OrdinalIgnoreCase)) is { Name: not null } zone)
        {
            plain = plain[..^zone.Name.Length] + zone.Offset;
        }

        return DateTimeOffset.TryParse(plain, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at.ToUniversalTime() : null;
    }

    [GeneratedRegex("^[A-Za-zéû.]{2,10},?\\s+(?=[0-9])")]
    private static partial Regex DayOfWeek();
}
