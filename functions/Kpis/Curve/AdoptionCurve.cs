using System.Runtime.InteropServices;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Kpis.Book;
using AdoptionAutomation.Kpis.Snapshots;
using NodaTime;

namespace AdoptionAutomation.Kpis.Curve;

/// <summary>
/// Where an adoption is on the curve that adoptions follow (pure): enthusiasm, a dip, a rebound, then steady progress. It speaks only of moves that
/// stand out from the noise of the days, and of nothing before six weeks.
/// </summary>
internal static class AdoptionCurve
{
    private const int Week = 7;
    private const int LeastDays = 6 * Week;
    private const int LeastPoints = 21;
    private const int Weeks8 = 8 * Week;
    private const int Weeks16 = 16 * Week;

    /// <summary>A move is one if it is this share of the peak ...</summary>
    private const double LeastMove = 0.1;

    /// <summary>Weeks are level if they lie within this share of the peak.</summary>
    private const double Level = 0.06;

    /// <summary>... and so many times the noise of a smoothed day: the last days have twice that noise, and peaks are picked among many.</summary>
    private const double OverNoise = 7;

    /// <summary>A rebound has made good this share of what the dip took.</summary>
    private const double Regained = 0.25;

    /// <summary>From this share of the former peak on, it is a dip no more.</summary>
    private const double Recovered = 0.95;

    /// <summary>Working days that a week must have had for its activity to say anything: at Christmas nobody is there.</summary>
    private const int LeastWorkingDays = 3;

    /// <summary>The curve of a campaign: people who were active within seven days, from the first invitation on, without the weeks of holidays.</summary>
    public static CurveReading Of(CampaignFile settings, KpiSeries organisation)
    {
        var hours = new OpenHours(settings);
        var started = organisation.Days.SkipWhile(day => day.Counts[Count.Invited] is not > 0).ToList();
        var usual = started.Where(IsUsual).ToList();
        var points = usual.Where(day => day.Counts[Count.Active7] is not null).Select(day => new CurvePoint(day.Day, day.Counts[Count.Active7]!.Value)).ToList();

        // What was last known weeks ago is no verdict on today.
        return points.Count == 0 || usual[^1].Day.DayNumber - points[^1].Day.DayNumber > Week
            ? new(CurvePhase.TooEarly, Smoothing.Of(points).Points, [])
            : Read(points, started[0].Day);

        bool IsUsual(KpiDay day) =>
            Enumerable.Range(0, Week).Count(back => hours.IsWorkingDay(LocalDate.FromDateOnly(day.Day.AddDays(-back)))) >= LeastWorkingDays;
    }

    /// <param name="points">People who were active within seven days, day by day, the oldest first; days may be missing.</param>
    /// <param name="launch">The first day on which anybody was invited.</param>
    public static CurveReading Read(IReadOnlyList<CurvePoint> points, DateOnly launch)
    {
        var known = points.Where(point => point.Day >= launch && double.IsFinite(point.Value)).ToList();
        var curve = Smoothing.Of(known);
        if (known.Count < LeastPoints || known[^1].Day.DayNumber - launch.DayNumber < LeastDays || HasGap(known) || curve.Points.Max(point => point.Value) <= 0)
        {
            return new(CurvePhase.TooEarly, curve.Points, []);
        }

        var (phase, peak, trough) = PhaseOf(curve, launch);
        var expected = ExpectedCurve.Of(curve.Points, launch);
        var last = curve.Points[^1];
        return new(phase, curve.Points, expected)
        {
            Peak = peak,
            Trough = trough,
            IsWithin = expected.Count == 0 ? null : last.Value >= ExpectedCurve.At(expected, last.Day).Low,
        };
    }

    /// <summary>Whether the last six weeks have too few days to judge them.</summary>
    private static bool HasGap(List<CurvePoint> known) => known.Count(point => known[^1].Day.DayNumber - point.Day.DayNumber < LeastDays) < LeastPoints;

    /// <summary>Walks through the days; a phase is left only by a move that stands out.</summary>
    private static (CurvePhase Phase, CurvePoint? Peak, CurvePoint? Trough) PhaseOf(SmoothCurve curve, DateOnly launch)
    {
        var phase = CurvePhase.Enthusiasm;
        CurvePoint peak = curve.Points[0], low = peak, high = peak;
        CurvePoint? trough = null;
        foreach (var point in curve.Points)
        {
            var move = Math.Max(peak.Value * LeastMove, curve.Noise * OverNoise);
            if (phase is CurvePhase.Enthusiasm && point.Value > peak.Value)
            {
                (peak, low, high) = (point, point, point);
            }
            else if (phase is CurvePhase.Enthusiasm or CurvePhase.Steady or CurvePhase.Rebound && Top(phase).Value - point.Value > move)
            {
                (peak, low, phase) = (Top(phase).Value > peak.Value ? Top(phase) : peak, point, CurvePhase.Dip);
            }
            else if (phase is CurvePhase.Dip && point.Value - low.Value > Math.Max(move, (peak.Value - low.Value) * Regained))
            {
                (phase, high, trough) = (CurvePhase.Rebound, point, low);
            }
            else if (phase is CurvePhase.Rebound && point.Value >= peak.Value * Recovered && point.Day.DayNumber - launch.DayNumber <= Weeks16)
            {
                // So early it was a pause of the start: a second wave, a holiday.
                (phase, peak, low, high) = (CurvePhase.Enthusiasm, point, point, point);
            }
            else if (phase is CurvePhase.Rebound && (point.Value >= peak.Value * Recovered || IsLong(trough!.Value, point, Weeks16)))
            {
                (phase, high) = (CurvePhase.Steady, point);
            }

            low = point.Value < low.Value ? point : low;
            high = point.Value > high.Value ? point : high;
        }

        var last = curve.Points[^1];
        var isFlat = IsFlat(curve, Math.Max(peak.Value * Level, curve.Noise * OverNoise));
        var isSettled = isFlat && ((phase is CurvePhase.Dip && IsLong(peak, last, Weeks16)) || (phase is CurvePhase.Enthusiasm && last.Day.DayNumber - launch.DayNumber > Weeks16));
        return (isSettled ? CurvePhase.Steady : phase, peak, phase is CurvePhase.Dip ? low : trough);

        CurvePoint Top(CurvePhase now) => now is CurvePhase.Enthusiasm ? peak : high;
    }

    private static bool IsLong(CurvePoint from, CurvePoint to, int days) => to.Day.DayNumber - from.Day.DayNumber > days;

    /// <summary>Whether the last eight weeks brought no move.</summary>
    private static bool IsFlat(SmoothCurve curve, double move)
    {
        var last = curve.Points[^1];
        var values = curve.Points.Where(point => last.Day.DayNumber - point.Day.DayNumber <= Weeks8).Select(point => point.Value).ToList();
        return values.Max() - values.Min() < move;
    }
}

/// <param name="Day">The day.</param>
/// <param name="Value">People.</param>
[StructLayout(LayoutKind.Auto)]
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
    /// <summary>The highest point before the present phase; null: too early.</summary>
    public CurvePoint? Peak { get; init; }

    /// <summary>The lowest point after it; null: it has not fallen.</summary>
    public CurvePoint? Trough { get; init; }

    /// <summary>Whether the last day is as expected, or better; null: too early.</summary>
    public bool? IsWithin { get; init; }

    /// <summary>The same in per cent of those who had been invited by each day, as charts show it.</summary>
    public CurveReading InPercentOf(KpiSeries series)
    {
        var invited = series.Days.Where(day => day.Counts[Count.Invited] is > 0).Select(day => (day.Day, Count: day.Counts[Count.Invited]!.Value)).ToList();
        return this with
        {
            Smoothed = [.. Smoothed.Select(Share)],
            Expected = [.. Expected.Select(band => new CurveBand(band.Day, band.Low / InvitedBy(band.Day), band.High / InvitedBy(band.Day)))],
            Peak = Peak is { } peak ? Share(peak) : null,
            Trough = Trough is { } trough ? Share(trough) : null,
        };

        CurvePoint Share(CurvePoint point) => point with { Value = point.Value / InvitedBy(point.Day) };

        double InvitedBy(DateOnly day) => invited.LastOrDefault(one => one.Day <= day, invited[0]).Count / 100;
    }
}

[StructLayout(LayoutKind.Auto)]
internal readonly record struct CurveBand(DateOnly Day, double Low, double High);
