using System.Globalization;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Surveys.Rounds;
using NodaTime;
using NodaTime.Text;

namespace AdoptionAutomation.Tests.Functions.Surveys.Rounds;

/// <summary>Quiet from 18:30 to 08:00 in Paris, weekends off, holidays on Wednesday 2026-11-11, Thursday 2026-12-24 and Friday 2026-12-25.</summary>
public sealed class SurveyRoundsTests
{
    private static readonly Dictionary<string, DateTimeOffset> NoWave = [];

    [Theory]
    // Summer and winter time, and the change between them on 2026-10-25
    [InlineData("2026-09-08T10:00", 6, "2026-09-08T08:00Z", "2026-09-13T22:00Z")]
    [InlineData("2026-12-08T10:00", 2, "2026-12-08T09:00Z", "2026-12-09T23:00Z")]
    [InlineData("2026-10-23T10:00", 5, "2026-10-23T08:00Z", "2026-10-27T23:00Z")]
    // A day without work gives way to the next, at the same time of day
    [InlineData("2026-09-12T10:00", 3, "2026-09-14T08:00Z", "2026-09-16T22:00Z")]
    [InlineData("2026-11-11T10:00", 3, "2026-11-12T09:00Z", "2026-11-14T23:00Z")]
    [InlineData("2026-12-24T10:00", 3, "2026-12-28T09:00Z", "2026-12-30T23:00Z")]
    // Quiet hours, at the edges, and over a weekend
    [InlineData("2026-09-08T08:00", 3, "2026-09-08T06:00Z", "2026-09-10T22:00Z")]
    [InlineData("2026-09-08T07:59", 3, "2026-09-08T06:00Z", "2026-09-10T22:00Z")]
    [InlineData("2026-09-08T18:30", 3, "2026-09-09T06:00Z", "2026-09-11T22:00Z")]
    [InlineData("2026-09-11T19:00", 3, "2026-09-14T06:00Z", "2026-09-16T22:00Z")]
    [InlineData("2026-09-12T05:00", 3, "2026-09-14T06:00Z", "2026-09-16T22:00Z")]
    // The leap day, and the day on which clocks go forward
    [InlineData("2028-02-29T10:00", 2, "2028-02-29T09:00Z", "2028-03-01T23:00Z")]
    [InlineData("2027-03-26T10:00", 3, "2027-03-26T09:00Z", "2027-03-28T22:00Z")]
    public void A_survey_asked_once_opens_when_people_may_be_mailed_and_closes_at_midnight(string once, int days, string opens, string closes)
    {
        var round = Assert.Single(Of(new() { Once = TimeOf(once) }, days));

        Assert.Equal(("once", "s.once"), (round.Round, round.Id));
        Assert.Equal((At(opens), At(closes)), (round.OpensAt, round.ClosesAt));
        Assert.Equal(round.ClosesAt.AddDays(365), round.KeepUntil);
        Assert.Equal(TimeSpan.Zero, round.OpensAt.Offset);
    }

    [Theory]
    [InlineData("2026-09-08T10:00", 6, new[] { 2, 3 }, new[] { "2026-09-10T08:00Z", "2026-09-11T08:00Z" })]
    // Saturday and Sunday are one Monday, which is the last day; a day less and there is none
    [InlineData("2026-09-08T10:00", 7, new[] { 4, 5 }, new[] { "2026-09-14T08:00Z" })]
    [InlineData("2026-09-08T10:00", 6, new[] { 4, 5 }, new string[0])]
    // Counted from the day on which it really opened, at the time at which it did
    [InlineData("2026-09-11T19:00", 14, new[] { 1, 10 }, new[] { "2026-09-15T06:00Z", "2026-09-24T06:00Z" })]
    // By the clock of the place, over its changes
    [InlineData("2026-10-22T10:00", 14, new[] { 4 }, new[] { "2026-10-26T09:00Z" })]
    [InlineData("2027-03-25T10:00", 14, new[] { 4 }, new[] { "2027-03-29T08:00Z" })]
    // A holiday, and several
    [InlineData("2026-11-09T10:00", 14, new[] { 2 }, new[] { "2026-11-12T09:00Z" })]
    [InlineData("2026-12-21T10:00", 7, new[] { 3 }, new string[0])]
    [InlineData("2026-12-21T10:00", 8, new[] { 3 }, new[] { "2026-12-28T09:00Z" })]
    public void Reminders_are_some_days_later_at_the_same_time_while_it_is_open(string once, int days, int[] reminders, string[] expected) =>
        Assert.Equal(expected.Select(At), Assert.Single(Of(new() { Once = TimeOf(once) }, days, reminders)).RemindAt);

    [Theory]
    [InlineData("2026-10-15", 3, 2, "2026-10:2026-10-15 2026-11:2026-11-16 2026-12:2026-12-15 2027-03:2027-03-15 2027-06:2027-06-15")]
    // The last of a short month, and the day again afterwards
    [InlineData("2027-01-31", 3, 0, "2027-01:2027-02-01 2027-02:2027-03-01 2027-03:2027-03-31")]
    [InlineData("2028-01-31", 3, 1, "2028-01:2028-01-31 2028-02:2028-02-29 2028-03:2028-03-31 2028-06:2028-06-30")]
    [InlineData("2028-02-29", 2, 4, "2028-02:2028-02-29 2028-03:2028-03-29 2028-06:2028-06-29 2028-09:2028-09-29 2028-12:2028-12-29 2029-03:2029-03-29")]
    [InlineData("2026-11-30", 1, 2, "2026-11:2026-11-30 2027-02:2027-03-01 2027-05:2027-05-31")]
    // The key is the month that was meant
    [InlineData("2026-10-31", 1, 0, "2026-10:2026-11-02")]
    public void Months_come_first_then_quarters_each_with_the_month_that_was_meant(string from, int months, int quarters, string expected)
    {
        var monthly = new MonthlyThenQuarterly { From = LocalDatePattern.Iso.Parse(from).Value, At = new(10, 0), Months = months, ThenQuarters = quarters };

        var rounds = Of(new() { Monthly = monthly }, 10).ToList();

        Assert.Equal(expected, string.Join(' ', rounds.Select(round => $"{round.Round}:{Local(round.OpensAt):uuuu-MM-dd}")));
        Assert.All(rounds, round => Assert.Equal(new LocalTime(10, 0), Local(round.OpensAt).TimeOfDay));
    }

    [Fact]
    public void A_wave_is_asked_some_days_after_the_day_on_which_it_opened_there()
    {
        var opened = new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal)
        {
            // Still the 21st in UTC, the 22nd in Paris; a Saturday ten days later
            ["late"] = At("2026-09-21T22:30Z"),
            ["early"] = At("2026-09-14T07:00Z"),
            ["odd"] = At("2026-09-16T07:00Z"),
        };
        var cadence = new SurveyCadence { AfterWave = new() { Days = 10, At = new(10, 0) } };

        Assert.Equal(
            [("early", At("2026-09-24T08:00Z")), ("odd", At("2026-09-28T08:00Z")), ("late", At("2026-10-02T08:00Z"))],
            Of(cadence, 7, opened: opened).Select(round => (round.Round, round.OpensAt)));
        Assert.Equal(["odd"], Of(cadence, 7, to: new() { Waves = ["odd", "planned"] }, opened: opened).Select(round => round.Round));
        Assert.Empty(Of(cadence, 7, to: new() { Directory = true }, opened: opened));
    }

    [Fact]
    public void What_falls_together_is_in_the_order_of_its_keys()
    {
        var opened = new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal) { ["b"] = At("2026-09-10T07:00Z"), ["a"] = At("2026-09-09T07:00Z") };

        Assert.Equal(["a", "b"], Of(new() { AfterWave = new() { Days = 3, At = new(10, 0) } }, 7, opened: opened).Select(round => round.Round));
    }

    private static IEnumerable<PlannedRound> Of(
        SurveyCadence when, int openDays, int[]? reminders = null, SurveyAudience? to = null, IReadOnlyDictionary<string, DateTimeOffset>? opened = null) =>
        new SurveyRounds(RoundSamples.Settings).Of(RoundSamples.Survey(when, openDays, reminders ?? [], to), opened ?? NoWave);

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    private static LocalDateTime TimeOf(string text) => LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm").Parse(text).Value;

    private static LocalDateTime Local(DateTimeOffset at) => Instant.FromDateTimeOffset(at).InZone(DateTimeZoneProviders.Tzdb["Europe/Paris"]).LocalDateTime;
}
