namespace AdoptionAutomation.Kpis.Curve;

/// <summary>
/// What the activity of a campaign is expected to do, by how it started (pure): the shape that practice P18 tells (a peak about month 3, a dip, a
/// rebound, linear progress; Lecko sees the peak at 2 to 4 months and the fall from 6 to 9), scaled to the campaign's own weeks 4 to 12. The level
/// is the campaign's own; the shape and the width of the band are assumptions, which docs/kpis.md says.
/// </summary>
internal static class ExpectedCurve
{
    private const int Week = 7;
    private const int FirstWeek = 4;
    private const int LastFitted = 12;
    private const int WeeksAhead = 8;
    private const double Width = 0.2;

    /// <summary>Share of the peak by weeks since the launch.</summary>
    private static readonly (double Week, double Share)[] Shape =
        [(0, 0.1), (4, 0.6), (8, 0.88), (12, 1), (16, 0.9), (20, 0.75), (26, 0.64), (32, 0.68), (40, 0.77), (52, 0.87), (104, 1.15)];

    public static IReadOnlyList<CurveBand> Of(IReadOnlyList<CurvePoint> smoothed, DateOnly launch)
    {
        var scales = smoothed.Select(point => (Week: WeekOf(point.Day, launch), point.Value))
            .Where(one => one.Week is >= FirstWeek and <= LastFitted)
            .Select(one => one.Value / ShareAt(one.Week))
            .Order()
            .ToList();
        if (scales.Count == 0)
        {
            return [];
        }

        var peak = scales[scales.Count / 2];
        var first = launch.AddDays(FirstWeek * Week);
        return
        [
            .. Enumerable.Range(0, smoothed[^1].Day.DayNumber - first.DayNumber + (WeeksAhead * Week) + 1)
                .Select(first.AddDays)
                .Select(day => (Day: day, Value: peak * ShareAt(WeekOf(day, launch))))
                .Select(one => new CurveBand(one.Day, one.Value * (1 - Width), one.Value * (1 + Width))),
        ];
    }

    public static CurveBand At(IReadOnlyList<CurveBand> bands, DateOnly day) => bands[Math.Clamp(day.DayNumber - bands[0].Day.DayNumber, 0, bands.Count - 1)];

    private static double WeekOf(DateOnly day, DateOnly launch) => (day.DayNumber - launch.DayNumber) / (double)Week;

    private static double ShareAt(double week)
    {
        var next = Array.FindIndex(Shape, point => point.Week > week);
        if (next < 0)
        {
            return Shape[^1].Share;
        }

        var ((fromWeek, fromShare), (toWeek, toShare)) = (Shape[next - 1], Shape[next]);
        return fromShare + ((toShare - fromShare) * (week - fromWeek) / (toWeek - fromWeek));
    }
}
