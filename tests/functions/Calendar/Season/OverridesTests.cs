using AdoptionAutomation.Calendar.Season;
using AdoptionAutomation.Campaigns;
using NodaTime;

namespace AdoptionAutomation.Tests.Functions.Calendar.Season;

/// <summary>Overrides stay with their occurrence when the rhythm is edited, and an occurrence with its week.</summary>
public sealed class OverridesTests
{
    private static readonly LocalDate Monday = new(2026, 10, 19);

    private static readonly Rhythm Mondays = Seasons.Rhythm(Seasons.Weekly(1, IsoDayOfWeek.Monday)) with
    {
        Overrides =
        [
            new() { On = Monday, MoveTo = new(2026, 10, 21, 16, 0) },
            new() { On = Monday.PlusWeeks(1), Cancel = true },
            new() { On = Monday.PlusWeeks(2), Replace = Seasons.Post("instead") },
        ],
    };

    public static TheoryData<string> Edits => ["as it is", "day", "time", "posts", "holidays", "two days", "from"];

    [Theory]
    [MemberData(nameof(Edits))]
    public void They_stay_when_the_rhythm_is_edited(string edit)
    {
        var rhythm = edit switch
        {
            "day" => Mondays with { Recurs = Seasons.Weekly(1, IsoDayOfWeek.Sunday) },
            "time" => Mondays with { At = new(17, 30) },
            "posts" => Mondays with { Posts = [Seasons.Post("new"), .. Mondays.Posts] },
            "holidays" => Mondays with { OnHolidays = HolidayRule.DayAfter },
            "two days" => Mondays with { Recurs = Seasons.Weekly(1, IsoDayOfWeek.Tuesday, IsoDayOfWeek.Friday) },
            "from" => Mondays with { From = new LocalDate(2026, 10, 12) },
            _ => Mondays,
        };
        var plan = new SeasonPlan(Seasons.Settings(), new() { Rhythms = [rhythm] });

        Assert.Empty(plan.Unplaced(rhythm));
        Assert.Contains(Week(plan, 0), one => one.At == new LocalDateTime(2026, 10, 21, 16, 0));
        Assert.Equal(rhythm.Recurs.Weekly!.On.Count - 1, Week(plan, 1).Count);
        Assert.Contains(Week(plan, 2), one => one.Post!.Title.Fr == "instead");
        Assert.Equal(rhythm.Recurs.Weekly.On.Count, Week(plan, 3).Count);
    }

    [Fact]
    public void One_of_a_week_that_the_rhythm_leaves_out_now_is_named()
    {
        var rhythm = Mondays with { Recurs = Seasons.Weekly(2, IsoDayOfWeek.Monday), From = Monday.PlusWeeks(-1) };

        var unplaced = new SeasonPlan(Seasons.Settings(), new() { Rhythms = [rhythm] }).Unplaced(rhythm);

        Assert.Equal([Monday, Monday.PlusWeeks(2)], unplaced.Select(one => one.On));
    }

    [Fact]
    public void One_of_a_month_goes_to_the_day_that_the_rhythm_has_in_it_now()
    {
        var rhythm = Seasons.Rhythm(Seasons.WorkingDay(1)) with { Overrides = [new() { On = new(2026, 11, 2), Cancel = true }] };
        var edited = rhythm with { Recurs = Seasons.MonthlyDay(31) };

        var found = new SeasonPlan(Seasons.Settings(), new() { Rhythms = [edited] }).Between(new(2026, 10, 1, 0, 0), new(2027, 1, 1, 0, 0));

        Assert.Equal(["2026-10-31", "2026-12-31"], found.Select(one => one.Slot));
    }

    /// <summary>Peers counted the last second of a Sunday to the next week when the clocks changed that day.</summary>
    [Theory]
    [InlineData("Europe/Paris", 2026, 10, 25)]
    [InlineData("Europe/Paris", 2027, 3, 28)]
    [InlineData("America/New_York", 2026, 11, 1)]
    [InlineData("America/New_York", 2027, 3, 14)]
    [InlineData("Australia/Lord_Howe", 2026, 10, 4)]
    [InlineData("Australia/Lord_Howe", 2027, 4, 4)]
    public void A_sunday_s_last_second_belongs_to_its_week(string zone, int year, int month, int day)
    {
        var sunday = new LocalDate(year, month, day);
        var rhythm = Seasons.Rhythm(Seasons.Weekly(2, IsoDayOfWeek.Sunday)) with
        {
            From = sunday.PlusDays(-6),
            At = new(23, 59, 59),
            Overrides = [new() { On = sunday.PlusDays(-6), Replace = Seasons.Post("this week") }, new() { On = sunday.PlusDays(8), Replace = Seasons.Post("in two weeks") }],
        };
        var plan = new SeasonPlan(Seasons.Settings(zone), new() { Rhythms = [rhythm] });

        var found = plan.Between(sunday.PlusDays(-6).AtMidnight(), sunday.PlusDays(15).AtMidnight()).ToList();

        Assert.Equal(
            [(sunday + rhythm.At, "this week"), (sunday.PlusDays(14) + rhythm.At, "in two weeks")],
            found.Select(one => (one.At, one.Post!.Title.Fr!)));
    }

    private static List<Occurrence> Week(SeasonPlan plan, int number) =>
        [.. plan.Between(Monday.PlusWeeks(number).AtMidnight(), Monday.PlusWeeks(number + 1).AtMidnight())];
}
