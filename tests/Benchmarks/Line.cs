using System.Globalization;

namespace AdoptionAutomation.Benchmarks;

/// <summary>One line of the table: what was measured, beside what the naive way came to in the same run.</summary>
/// <param name="Measure">What was measured.</param>
/// <param name="Ours">What came out.</param>
/// <param name="Unit">Of both ways and the bound.</param>
/// <param name="Bound">The most that ours may be; null: shown for comparison.</param>
/// <param name="Naive">What came of doing it as one writes it first; null: that was not measured.</param>
internal sealed record Line(string Measure, double Ours, string Unit, double? Bound = null, double? Naive = null)
{
    /// <summary>The naive way by ours; null where ours is nothing.</summary>
    public double? Ratio => Ours > 0 ? Naive / Ours : null;

    public bool IsOk => Bound is not { } most || Ours <= most;

    public static string Format(double? number) => number switch
    {
        null => "",
        >= 100 => number.Value.ToString("#,0", CultureInfo.InvariantCulture),
        _ => number.Value.ToString("0.##", CultureInfo.InvariantCulture),
    };
}

/// <summary>A figure of work half done says nothing.</summary>
internal sealed class NotMeasuredException(string why) : Exception($"{why} Nothing was measured.");
