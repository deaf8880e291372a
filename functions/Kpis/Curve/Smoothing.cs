namespace AdoptionAutomation.Kpis.Curve;

/// <summary>
/// Local linear regression with tricube weights over four weeks (Cleveland's LOESS, without its robust rounds): it follows a slope up to the last
/// day, where a moving average would lag by half its length.
/// </summary>
internal static class Smoothing
{
    /// <summary>Days to each side.</summary>
    private const int Reach = 15;

    /// <summary>What makes of the median of absolute residuals the deviation of a normal noise.</summary>
    private const double ToDeviation = 1.4826;

    public static SmoothCurve Of(IReadOnlyList<CurvePoint> points)
    {
        var smoothed = points.Select(point => point with { Value = At(points, point.Day) }).ToList();
        var residuals = points.Zip(smoothed, (raw, smooth) => Math.Abs(raw.Value - smooth.Value)).Order().ToList();
        var deviation = residuals.Count == 0 ? 0 : ToDeviation * residuals[residuals.Count / 2];
        return new(smoothed, deviation / Math.Sqrt(Reach));
    }

    private static double At(IReadOnlyList<CurvePoint> points, DateOnly day)
    {
        double weights = 0, x = 0, y = 0, xx = 0, xy = 0;
        foreach (var point in points)
        {
            var distance = point.Day.DayNumber - day.DayNumber;
            if (Math.Abs(distance) >= Reach)
            {
                continue;
            }

            var share = Math.Abs(distance) / (double)Reach;
            var weight = Math.Pow(1 - (share * share * share), 3);
            (weights, x, y) = (weights + weight, x + (weight * distance), y + (weight * point.Value));
            (xx, xy) = (xx + (weight * distance * distance), xy + (weight * distance * point.Value));
        }

        var spread = (weights * xx) - (x * x);
        return Math.Max(0, spread < 1e-9 ? y / weights : ((y * xx) - (x * xy)) / spread);
    }
}

/// <param name="Points">A smoothed value for each day that was given.</param>
/// <param name="Noise">Standard deviation that a smoothed value still has, in the unit of the values.</param>
internal sealed record SmoothCurve(IReadOnlyList<CurvePoint> Points, double Noise);
