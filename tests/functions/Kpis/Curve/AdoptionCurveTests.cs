using AdoptionAutomation.Kpis.Curve;
using AdoptionAutomation.Sandbox.Faults;

namespace AdoptionAutomation.Tests.Functions.Kpis.Curve;

public sealed class AdoptionCurveTests
{
    private static readonly DateOnly Launch = new(2026, 9, 14);

    /// <summary>Weeks and people, by straight lines between.</summary>
    private static readonly (double Week, double People)[] Documented =
        [(0, 20), (4, 300), (8, 440), (12, 500), (16, 440), (21, 330), (26, 330), (34, 400), (44, 460), (60, 510), (80, 560)];

    [Theory]
    [InlineData(3, CurvePhase.TooEarly)]
    [InlineData(5, CurvePhase.TooEarly)]
    [InlineData(8, CurvePhase.Enthusiasm)]
    [InlineData(12, CurvePhase.Enthusiasm)]
    [InlineData(18, CurvePhase.Dip)]
    [InlineData(23, CurvePhase.Dip)]
    [InlineData(34, CurvePhase.Rebound)]
    [InlineData(70, CurvePhase.Steady)]
    internal void The_documented_curve_is_told_by_its_phases(int week, CurvePhase phase)
    {
        foreach (var seed in Enumerable.Range(1, 20))
        {
            Assert.Equal(phase, AdoptionCurve.Read(Noisy(week, seed, 0.06), Launch).Phase);
        }
    }

    [Fact]
    public void Noise_alone_is_no_dip()
    {
        foreach (var seed in Enumerable.Range(1, 100))
        {
            var flat = Days(20).Select(day => new CurvePoint(day, 300 * (1 + (0.12 * Noise(seed, day))))).ToList();

            Assert.NotEqual(CurvePhase.Dip, AdoptionCurve.Read(flat, Launch).Phase);
        }
    }

    [Fact]
    public void A_steady_rise_is_enthusiasm_and_then_steady_never_a_dip()
    {
        var rise = Days(60).Select((day, i) => new CurvePoint(day, 50 + i)).ToList();

        for (var week = 6; week <= 60; week++)
        {
            Assert.Equal(CurvePhase.Enthusiasm, AdoptionCurve.Read([.. rise.Take(week * 7 + 1)], Launch).Phase);
        }
    }

    [Fact]
    public void A_pause_of_the_first_weeks_is_no_habit()
    {
        var paused = Days(14).Select((day, i) => new CurvePoint(day, i < 35 ? 10 * i : i < 56 ? 350 - (4 * (i - 35)) : 266 + (6 * (i - 56)))).ToList();

        Assert.Equal(CurvePhase.Enthusiasm, AdoptionCurve.Read(paused, Launch).Phase);
    }

    [Fact]
    public void Years_on_a_level_are_steady() =>
        Assert.Equal(CurvePhase.Steady, AdoptionCurve.Read([.. Days(40).Select(day => new CurvePoint(day, 200))], Launch).Phase);

    [Fact]
    public void A_fall_that_never_ends_stays_a_dip_below_what_is_expected()
    {
        var fall = Days(30).Select((day, i) => new CurvePoint(day, i < 70 ? i * 7 : Math.Max(10, 490 - ((i - 70) * 5)))).ToList();

        var reading = AdoptionCurve.Read(fall, Launch);

        Assert.Equal((CurvePhase.Dip, false), (reading.Phase, reading.IsWithin));
        Assert.Equal(Launch.AddDays(70), reading.Peak!.Value.Day, new DaysApart(7));
    }

    [Fact]
    public void A_documented_dip_is_within_what_is_expected()
    {
        var reading = AdoptionCurve.Read(Noisy(21, 1, 0.05), Launch);

        Assert.Equal((CurvePhase.Dip, true), (reading.Phase, reading.IsWithin));
        Assert.Equal(reading.Smoothed[^1].Day.AddDays(56), reading.Expected[^1].Day);
        Assert.All(reading.Expected, band => Assert.True(band.Low < band.High));
    }

    [Fact]
    public void Where_days_are_missing_nothing_is_made_up()
    {
        var all = Noisy(17, 3, 0.05);
        var some = all.Where((_, i) => i % 2 == 0).ToList();

        Assert.Equal(CurvePhase.Dip, AdoptionCurve.Read(some, Launch).Phase);
        Assert.Equal(some.Select(point => point.Day), AdoptionCurve.Read(some, Launch).Smoothed.Select(point => point.Day));
    }

    [Fact]
    public void A_hole_of_the_last_weeks_gives_no_verdict()
    {
        var holed = Noisy(17, 3, 0.05).Where((_, i) => i is < 80 or > 115).ToList();

        Assert.Equal(CurvePhase.TooEarly, AdoptionCurve.Read(holed, Launch).Phase);
    }

    [Fact]
    public void Nobody_at_all_gives_no_verdict() =>
        Assert.Equal(CurvePhase.TooEarly, AdoptionCurve.Read([.. Days(20).Select(day => new CurvePoint(day, 0))], Launch).Phase);

    [Fact]
    public void Nothing_at_all_gives_no_verdict() => Assert.Equal(CurvePhase.TooEarly, AdoptionCurve.Read([], Launch).Phase);

    [Fact]
    public void Smoothing_keeps_a_straight_line_up_to_its_ends()
    {
        var line = Days(10).Select((day, i) => new CurvePoint(day, 3 + (2 * i))).ToList();

        Assert.All(Smoothing.Of(line).Points.Zip(line), pair => Assert.Equal(pair.Second.Value, pair.First.Value, 1e-6));
    }

    private static IEnumerable<DateOnly> Days(int weeks) => Enumerable.Range(0, (weeks * 7) + 1).Select(Launch.AddDays);

    private static List<CurvePoint> Noisy(int weeks, int seed, double noise) =>
        [.. Days(weeks).Select((day, i) => new CurvePoint(day, PeopleAt(i / 7.0) * (1 + (noise * Noise(seed, day)))))];

    private static double PeopleAt(double week)
    {
        var next = Array.FindIndex(Documented, point => point.Week > week);
        var (from, to) = (Documented[next - 1], Documented[next]);
        return from.People + ((to.People - from.People) * (week - from.Week) / (to.Week - from.Week));
    }

    /// <summary>About normal, of deviation one.</summary>
    private static double Noise(int seed, DateOnly day) =>
        Enumerable.Range(0, 12).Sum(i => new Dice(seed).Unit($"noise {i}", day.DayNumber)) - 6;

    private sealed class DaysApart(int most) : IEqualityComparer<DateOnly>
    {
        public bool Equals(DateOnly x, DateOnly y) => Math.Abs(x.DayNumber - y.DayNumber) <= most;

        public int GetHashCode(DateOnly obj) => 0;
    }
}
