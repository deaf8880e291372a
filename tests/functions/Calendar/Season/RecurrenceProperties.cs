using AdoptionAutomation.Calendar.Season;
using AdoptionAutomation.Campaigns;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace AdoptionAutomation.Tests.Functions.Calendar.Season;

/// <summary>Any rhythm with any holidays and overrides, against the day-by-day enumeration of <see cref="DayByDay"/>.</summary>
public sealed class RecurrenceProperties
{
    private static readonly LocalDate Start = new(2027, 1, 4);

    [Fact]
    public void A_year_of_any_rhythm_is_what_asking_each_day_gives() => Check(200, random =>
    {
        var (settings, calendar) = Draw(random);
        var from = Start.PlusDays(random.Next(-200, 600)).AtMidnight() + Period.FromHours(random.Next(24));
        var until = from.PlusDays(366);

        var expected = new DayByDay(settings, calendar.Rhythms[0], calendar.OnHolidays).All()
            .Where(one => one.At >= from && one.At < until).OrderBy(one => one.At).ThenBy(one => one.Slot);

        var found = new SeasonPlan(settings, calendar).Between(from, until);
        Assert.Equal(
            expected.Select(one => $"{one.Slot:uuuu-MM-dd} {one.At:uuuu-MM-dd HH:mm} {one.Title}"),
            found.OrderBy(one => one.At).ThenBy(one => one.Slot, StringComparer.Ordinal).Select(one => $"{one.Slot} {one.At:uuuu-MM-dd HH:mm} {one.Post?.Title.Fr}"));
    });

    [Fact]
    public void What_a_window_shows_is_found_by_its_key_and_nothing_else_is() => Check(200, random =>
    {
        var (settings, calendar) = Draw(random);
        var plan = new SeasonPlan(settings, calendar);
        var from = Start.PlusDays(random.Next(-100, 300)).AtMidnight();

        var shown = plan.Between(from, from.PlusDays(random.Next(1, 200))).ToList();

        Assert.Equal(shown, shown.Select(one => plan.Find(one.Key)));
        var days = Enumerable.Range(0, 400).Select(day => Start.PlusDays(day)).ToList();
        var whole = plan.Between(Start.PlusYears(-2).AtMidnight(), Start.PlusYears(5).AtMidnight()).Select(one => one.Key).ToHashSet();
        Assert.All(days, day => Assert.Equal(whole.Contains($"interview.{day:uuuu-MM-dd}"), plan.Find($"interview.{day:uuuu-MM-dd}") is not null));
    });

    [Fact]
    public void Windows_side_by_side_show_each_occurrence_once() => Check(100, random =>
    {
        var (settings, calendar) = Draw(random);
        var plan = new SeasonPlan(settings, calendar);
        var from = Start.AtMidnight();
        var (cut, until) = (from.PlusHours(random.Next(1, 5_000)), from.PlusHours(6_000));

        Assert.Equal(plan.Between(from, until), plan.Between(from, cut).Concat(plan.Between(cut, until)));
    });

    private static void Check(int tests, Action<Random> holds) => Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
    {
        holds(new(seed));
        return true;
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(tests));

    private static (CampaignFile Settings, CalendarFile Calendar) Draw(Random random)
    {
        var holidays = Enumerable.Range(0, random.Next(0, 60)).Select(_ => Start.PlusDays(random.Next(-60, 700))).Distinct().ToList();
        if (random.Next(4) == 0)
        {
            // A closure longer than a month.
            var closed = Start.PlusDays(random.Next(500));
            holidays.AddRange(Enumerable.Range(0, random.Next(20, 50)).Select(day => closed.PlusDays(day)));
        }

        var settings = Seasons.Settings() with
        {
            Start = Start.PlusDays(random.Next(-30, 30)),
            WorkingDays = random.Next(3) == 0 ? [IsoDayOfWeek.Sunday, IsoDayOfWeek.Monday, IsoDayOfWeek.Wednesday] : Seasons.Settings().WorkingDays,
            Holidays = [.. holidays.Distinct()],
        };
        var rhythm = Seasons.Rhythm(DrawRule(random), random.Next(1, 80)) with
        {
            At = new(random.Next(24), random.Next(60)),
            From = random.Next(2) == 0 ? null : Start.PlusDays(random.Next(200)),
            Until = random.Next(3) > 0 ? null : Start.PlusDays(random.Next(100, 500)),
            OnHolidays = random.Next(4) switch { 0 => null, 1 => HolidayRule.Skip, 2 => HolidayRule.DayBefore, _ => HolidayRule.DayAfter },
            Rotation = random.Next(2) == 0 ? Rotation.Once : Rotation.Again,
        };
        var slots = new DayByDay(settings, rhythm, HolidayRule.Skip).All().Select(one => one.Slot).ToList();
        var overrides = Enumerable.Range(0, random.Next(0, 6)).Select(number => DrawOverride(random, slots, number)).DistinctBy(one => one.On);
        return (settings, new() { OnHolidays = (HolidayRule)random.Next(3), Rhythms = [rhythm with { Overrides = [.. overrides] }] });
    }

    private static Recurrence DrawRule(Random random) => random.Next(3) switch
    {
        0 => Seasons.Weekly(random.Next(1, 6), [.. Enum.GetValues<IsoDayOfWeek>().Where(day => day != IsoDayOfWeek.None && random.Next(3) == 0).Append(IsoDayOfWeek.Monday + random.Next(7)).Distinct()]),
        1 => Seasons.MonthlyDay(random.Next(2) == 0 ? random.Next(28, 32) : random.Next(1, 32)),
        _ => Seasons.WorkingDay(random.Next(1, 11) * (random.Next(2) == 0 ? 1 : -1)),
    };

    private static Override DrawOverride(Random random, List<LocalDate> slots, int number)
    {
        var on = slots.Count > 0 && random.Next(2) == 0 ? slots[random.Next(Math.Min(slots.Count, 60))] : Start.PlusDays(random.Next(400));
        return random.Next(3) switch
        {
            0 => new() { On = on, Cancel = true },
            1 => new() { On = on, MoveTo = on.PlusDays(random.Next(-150, 150)) + new LocalTime(random.Next(24), 30) },
            _ => new() { On = on, Replace = Seasons.Post($"instead {number}") },
        };
    }
}
