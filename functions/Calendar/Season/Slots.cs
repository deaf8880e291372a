using AdoptionAutomation.Campaigns;
using NodaTime;
using NodaTime.Calendars;

namespace AdoptionAutomation.Calendar.Season;

/// <summary>The days of a rhythm, before holidays and overrides are looked at (pure).</summary>
internal static class Slots
{
    /// <param name="rhythm">The rhythm.</param>
    /// <param name="days">Which days people work.</param>
    /// <param name="first">The rhythm's first day.</param>
    /// <param name="last">The last day to look at.</param>
    /// <returns>In order.</returns>
    public static IEnumerable<LocalDate> Of(Rhythm rhythm, OpenHours days, LocalDate first, LocalDate last) => rhythm.Recurs switch
    {
        { Weekly: { } weekly } => Weekly(weekly, first, last),
        { Monthly: { } monthly } => Monthly(monthly, days, first, last),
        _ => [],
    };

    private static IEnumerable<LocalDate> Weekly(WeeklyRule rule, LocalDate first, LocalDate last)
    {
        var on = rule.On.Distinct().Order().ToList();
        for (var monday = first.With(DateAdjusters.PreviousOrSame(IsoDayOfWeek.Monday)); monday <= last; monday = monday.PlusWeeks(rule.Every))
        {
            foreach (var date in on.Select(day => monday.PlusDays((int)day - 1)).Where(date => date >= first && date <= last))
            {
                yield return date;
            }
        }
    }

    private static IEnumerable<LocalDate> Monthly(MonthlyRule rule, OpenHours days, LocalDate first, LocalDate last)
    {
        for (var month = first.ToYearMonth(); month.OnDayOfMonth(1) <= last; month = month.PlusMonths(1))
        {
            if (DayOf(rule, days, month) is { } date && date >= first && date <= last)
            {
                yield return date;
            }
        }
    }

    private static LocalDate? DayOf(MonthlyRule rule, OpenHours days, YearMonth month)
    {
        var length = CalendarSystem.Iso.GetDaysInMonth(month.Year, month.Month);
        if (rule.Day is { } day)
        {
            return month.OnDayOfMonth(Math.Min(day, length));
        }

        var working = Enumerable.Range(1, length).Select(month.OnDayOfMonth).Where(days.IsWorkingDay).ToList();
        var index = rule.WorkingDay is { } number and > 0 ? number - 1 : working.Count + (rule.WorkingDay ?? 0);
        return rule.WorkingDay is not (null or 0) && index >= 0 && index < working.Count ? working[index] : null;
    }
}
