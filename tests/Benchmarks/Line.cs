using System.Globalization;

namespace AdoptionAutomation.Benchmarks;

/// <summary>One line of the table: what was measured, and what it may be at most.</summary>
/// <param name="Measure">What was measured.</param>
/// <param name="Value">What came out.</param>
/// <param name="Unit">Of value and bound.</param>
/// <param name="Bound">The most it may be; null: shown for comparison.</param>
internal sealed record Line(string Measure, double Value, string Unit, double? Bound = null)
{
    public bool IsOk => Bound is not { } most || Value <= most;

    public static string Format(double number) => number.ToString("#,0.###", CultureInfo.InvariantCulture);
}
