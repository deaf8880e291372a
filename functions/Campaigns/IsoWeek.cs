using System.Globalization;
using NodaTime;
using NodaTime.Calendars;

namespace AdoptionAutomation.Campaigns;

/// <summary>Weeks from Monday to Sunday, by the years that they belong to (pure).</summary>
internal static class IsoWeek
{
    /// <returns>As in <c>2026-W41</c>.</returns>
    public static string Of(LocalDate date) => string.Create(
        CultureInfo.InvariantCulture, $"{WeekYearRules.Iso.GetWeekYear(date):0000}-W{WeekYearRules.Iso.GetWeekOfWeekYear(date):00}");
}
