using AdoptionAutomation.Kpis.Book;

namespace AdoptionAutomation.Kpis.Dashboard.Charts;

/// <summary>From where to where the values of a chart go, in steps that people count in (pure).</summary>
internal readonly record struct ChartAxis(double Least, double Most, double Step)
{
    private const int MostSteps = 5;

    private static readonly double[] Steps = [1, 2, 2.5, 5, 10];

    public IEnumerable<double> Ticks
    {
        get
        {
            for (var i = 0; Least + (i * Step) <= Most + (Step / 1_000); i++)
            {
                yield return Least + (i * Step);
            }
        }
    }

    /// <param name="unit">Scores and points have an axis of their own; whatever else there is starts at zero, so that heights compare.</param>
    /// <param name="values">All that is to be on the chart.</param>
    public static ChartAxis Of(KpiUnit unit, IEnumerable<double> values)
    {
        var known = values.DefaultIfEmpty(0).ToList();
        var (least, most) = (known.Min(), known.Max());
        return unit switch
        {
            KpiUnit.Score => new(1, 5, 1),
            KpiUnit.Points => new(-100, 100, 50),
            KpiUnit.Percent when least >= 0 && most <= 100 => From(0, Math.Max(most, MostSteps), 100),
            KpiUnit.Number when least >= 0 => From(0, Math.Max(most, MostSteps), double.MaxValue),
            _ => From(Math.Min(least, 0), Math.Max(most, 1), double.MaxValue),
        };
    }

    private static ChartAxis From(double least, double most, double limit)
    {
        var rough = (most - least) / MostSteps;
        var scale = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        var step = Steps.Select(one => one * scale).First(one => one >= rough * 0.999);
        var bottom = Math.Floor(least / step) * step;
        return new(bottom, Math.Min(Math.Ceiling(most / step) * step, limit), step);
    }
}
