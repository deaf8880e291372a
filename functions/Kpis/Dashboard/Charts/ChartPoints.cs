using AdoptionAutomation.Kpis.Book;
using AdoptionAutomation.Kpis.Snapshots;

namespace AdoptionAutomation.Kpis.Dashboard.Charts;

/// <summary>The days of a figure as points (pure): day by day, or over a long time the mean of each week. A day without a value is a gap, never zero.</summary>
internal static class ChartPoints
{
    /// <summary>From so many days on it is weeks that are drawn.</summary>
    public const int MostDays = 120;

    private const int Week = 7;
    private const int MiddleOfWeek = 3;

    public static bool IsWeekly(DateOnly from, DateOnly to) => to.DayNumber - from.DayNumber >= MostDays;

    public static DateOnly MondayOf(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + Week - 1) % Week));

    /// <param name="days">What is known.</param>
    /// <param name="kpi">The figure.</param>
    /// <param name="from">The first day.</param>
    /// <param name="to">The last day.</param>
    public static IReadOnlyList<ChartPoint> Of(IReadOnlyList<KpiDay> days, Kpi kpi, DateOnly from, DateOnly to)
    {
        var values = days.Where(day => day.Day >= from && day.Day <= to).ToDictionary(day => day.Day, day => kpi.Value(day.Counts));
        return IsWeekly(from, to) ? Weeks(values, from, to) : [.. Each(from, to, 1).Select(day => new ChartPoint(day, day, values.GetValueOrDefault(day)))];
    }

    private static List<ChartPoint> Weeks(Dictionary<DateOnly, double?> values, DateOnly from, DateOnly to)
    {
        var points = new List<ChartPoint>();
        foreach (var monday in Each(MondayOf(from), to, Week))
        {
            var known = Each(monday, monday.AddDays(Week - 1), 1).Select(day => values.GetValueOrDefault(day)).OfType<double>().ToList();
            var middle = monday.AddDays(MiddleOfWeek);
            points.Add(new(monday, middle < from ? from : middle > to ? to : middle, known.Count > 0 ? known.Average() : null));
        }

        return points;
    }

    private static IEnumerable<DateOnly> Each(DateOnly from, DateOnly to, int step)
    {
        for (var day = from; day <= to; day = day.AddDays(step))
        {
            yield return day;
        }
    }
}

/// <param name="Of">The day, or the Monday of the week.</param>
/// <param name="At">Where it is drawn.</param>
/// <param name="Value">Null: not known.</param>
internal readonly record struct ChartPoint(DateOnly Of, DateOnly At, double? Value);
