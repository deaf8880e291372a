using AdoptionAutomation.Campaigns;
using NodaTime;

namespace AdoptionAutomation.Tests.Functions.Calendar.Season;

/// <summary>
/// What a rhythm publishes, found by asking each day of some years by itself, as a person with a paper calendar would: written from the
/// descriptions in CalendarFile.cs, with nothing of the app's Calendar folder.
/// </summary>
internal sealed class DayByDay(CampaignFile settings, Rhythm rhythm, HolidayRule usual)
{
    private static readonly LocalDate Earliest = new(2025, 1, 1);
    private static readonly LocalDate Latest = new(2030, 12, 31);

    private readonly LocalDate first = rhythm.From ?? settings.Start;

    /// <returns>By slot: when, and which title; null for none.</returns>
    public IEnumerable<(LocalDate Slot, LocalDateTime At, string? Title)> All()
    {
        var slots = Days().Where(IsSlot).ToList();
        for (var i = 0; i < slots.Count; i++)
        {
            var slot = slots[i];
            var mine = rhythm.Overrides.Where(one => SlotOf(one, slots) == slot).ToList();
            if (mine.Any(one => one.Cancel is true))
            {
                continue;
            }

            var moved = mine.LastOrDefault(one => one.MoveTo is not null)?.MoveTo;
            LocalDate? day = moved is not null || !IsHoliday(slot) ? slot : (rhythm.OnHolidays ?? usual) switch
            {
                HolidayRule.DayBefore => Walk(slot, -1),
                HolidayRule.DayAfter => Walk(slot, 1),
                _ => null,
            };
            if (moved is null && day is null)
            {
                continue;
            }

            var post = mine.LastOrDefault(one => one.Replace is not null)?.Replace
                ?? (rhythm.Rotation == Rotation.Again ? rhythm.Posts[i % rhythm.Posts.Count] : i < rhythm.Posts.Count ? rhythm.Posts[i] : null);
            yield return (slot, moved ?? day!.Value + rhythm.At, post?.Title.Fr);
        }
    }

    private static IEnumerable<LocalDate> Days()
    {
        for (var day = Earliest; day <= Latest; day += Period.FromDays(1))
        {
            yield return day;
        }
    }

    private bool IsSlot(LocalDate day)
    {
        if (day < first || day > (rhythm.Until ?? Latest))
        {
            return false;
        }

        if (rhythm.Recurs.Weekly is { } weekly)
        {
            var week = (Period.DaysBetween(first, day) + (int)first.DayOfWeek - 1) / 7;
            return weekly.On.Contains(day.DayOfWeek) && week % weekly.Every == 0;
        }

        var monthly = rhythm.Recurs.Monthly!;
        var month = Days().Where(other => other.Year == day.Year && other.Month == day.Month).ToList();
        return monthly.Day is { } wanted ? day.Day == wanted || (day.Day < wanted && day == month[^1])
            : IsWork(day) && (monthly.WorkingDay > 0
                ? month.Count(other => other <= day && IsWork(other)) == monthly.WorkingDay
                : month.Count(other => other >= day && IsWork(other)) == -monthly.WorkingDay);
    }

    private LocalDate? SlotOf(Override one, List<LocalDate> slots)
    {
        if (slots.Contains(one.On))
        {
            return one.On;
        }

        var near = slots.Where(slot => rhythm.Recurs.Weekly is null
            ? (slot.Year, slot.Month) == (one.On.Year, one.On.Month)
            : Monday(slot) == Monday(one.On)).ToList();
        return near.Count == 0 ? null : near.MinBy(slot => (Math.Abs(Period.DaysBetween(slot, one.On)), slot));
    }

    private LocalDate Walk(LocalDate day, int step)
    {
        do
        {
            day = day.PlusDays(step);
        }
        while (!IsWork(day));
        return day;
    }

    private static LocalDate Monday(LocalDate day) => day.PlusDays(1 - (int)day.DayOfWeek);

    private bool IsWork(LocalDate day) => settings.WorkingDays.Contains(day.DayOfWeek) && !IsHoliday(day);

    private bool IsHoliday(LocalDate day) => settings.Holidays.Contains(day);
}
