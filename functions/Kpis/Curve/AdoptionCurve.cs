namespace AdoptionAutomation.Kpis.Curve;

/// <summary>Where an adoption is on the curve that adoptions follow (pure): enthusiasm, a dip, a rebound, then steady progress.</summary>
internal static class AdoptionCurve
{
    /// <param name="points">Share of the invited who were active within seven days, in per cent, day by day; days may be missing.</param>
    /// <param name="launch">The first day on which anybody was invited.</param>
    public static CurveReading Read(IReadOnlyList<CurvePoint> points, DateOnly launch) => new(CurvePhase.TooEarly, points, []);
}

/// <param name="Day">The day.</param>
/// <param name="Value">Per cent.</param>
internal readonly record struct CurvePoint(DateOnly Day, double Value);

internal enum CurvePhase
{
    /// <summary>Too little is known to say anything.</summary>
    TooEarly,

    Enthusiasm,
    Dip,
    Rebound,
    Steady,
}

/// <param name="Phase">Where it is.</param>
/// <param name="Smoothed">The activity without the noise of days.</param>
/// <param name="Expected">Between what the activity is expected to be, day by day, into the weeks to come; empty: too early.</param>
internal sealed record CurveReading(CurvePhase Phase, IReadOnlyList<CurvePoint> Smoothed, IReadOnlyList<CurveBand> Expected)
{
    public CurvePoint? Peak { get; init; }

    public CurvePoint? Trough { get; init; }

    /// <summary>Whether the last day lies between what is expected; null: too early.</summary>
    public bool? IsWithin { get; init; }
}

internal readonly record struct CurveBand(DateOnly Day, double Low, double High);
