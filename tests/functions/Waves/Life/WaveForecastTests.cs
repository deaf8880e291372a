using System.Globalization;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Tests.Campaigns;
using AdoptionAutomation.Waves.Life;

namespace AdoptionAutomation.Tests.Functions.Waves.Life;

public class WaveForecastTests
{
    /// <summary>Open from 08:00 to 18:30 in Paris, but for weekends, Wednesday 2026-11-11 and Friday 2026-12-25.</summary>
    [Theory]
    [InlineData(100, 100, "2026-09-14T07:00Z", "2026-09-14T08:00Z")]
    [InlineData(250, 100, "2026-09-14T07:00Z", "2026-09-14T09:30Z")]
    // Before the hours, over a night, over a weekend
    [InlineData(100, 100, "2026-09-14T03:00Z", "2026-09-14T07:00Z")]
    [InlineData(1_050, 100, "2026-09-14T06:00Z", "2026-09-14T16:30Z")]
    [InlineData(1_150, 100, "2026-09-14T06:00Z", "2026-09-15T07:00Z")]
    [InlineData(100, 100, "2026-09-18T16:00Z", "2026-09-21T06:30Z")]
    [InlineData(100, 100, "2026-09-19T12:00Z", "2026-09-21T07:00Z")]
    // Over a holiday; over the clock change of 2026-10-25, when 08:00 comes an hour later
    [InlineData(100, 100, "2026-11-10T17:00Z", "2026-11-12T07:30Z")]
    [InlineData(100, 100, "2026-10-23T16:00Z", "2026-10-26T07:30Z")]
    // Five days of ten and a half hours
    [InlineData(5_250, 100, "2026-09-14T06:00Z", "2026-09-18T16:30Z")]
    public void A_paced_wave_ends_within_open_hours(int people, int pace, string from, string expected) =>
        Assert.Equal(At(expected), WaveForecast.EndOf(people, pace, 1, At(from), Hours));

    [Theory]
    // 99 people are five requests a group, at 20 a second less two in a hundred
    [InlineData(1, 1, 0.255)]
    [InlineData(99, 1, 0.255)]
    [InlineData(100, 1, 0.510)]
    [InlineData(990, 3, 7.653)]
    public void An_unpaced_wave_ends_when_the_directory_has_taken_everybody(int people, int groups, double seconds)
    {
        var from = At("2026-09-19T12:00Z");

        var end = WaveForecast.EndOf(people, null, groups, from, Hours);

        Assert.Equal(seconds, (end!.Value - from).TotalSeconds, 2);
    }

    [Fact]
    public void Nothing_is_told_where_nobody_remains_or_too_far_ahead()
    {
        var now = At("2026-09-14T07:00Z");

        Assert.Null(WaveForecast.EndOf(0, 100, 1, now, Hours));
        Assert.Null(WaveForecast.EndOf(10_000_000, 1, 1, now, Hours));
    }

    private static OpenHours Hours => new(OpenHoursTests.Settings("18:30", "08:00"));

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
