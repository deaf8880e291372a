using System.Diagnostics;
using AdoptionAutomation.Sandbox.Storage;

namespace AdoptionAutomation.Benchmarks;

/// <summary>
/// Memory of planning a wave, beside its whole audience in a list, before a row of it is written. The tenant makes its people as they are
/// asked for, and storage is another process.
/// </summary>
internal static class PlanningMemory
{
    /// <summary>Flat: ten times the people may cost this much more.</summary>
    private const double Factor = 1.5;

    private const int WarmUp = 1_000;

    public static async IAsyncEnumerable<Line> RunAsync(Azurite azurite, BenchmarkSize size)
    {
        await MeasureAsync(azurite, WarmUp);
        double? least = null;
        foreach (var people in size == BenchmarkSize.Large ? new[] { 10_000, 100_000, 1_000_000 } : [10_000, 100_000])
        {
            var (ours, naive, wall) = await MeasureAsync(azurite, people);
            yield return new($"memory of planning a wave of {people:N0}", ours, "MB", least * Factor, naive);
            yield return new($"planning a wave of {people:N0}", wall.TotalSeconds, "real s");
            least ??= ours;
        }
    }

    /// <returns>Peaks of what lives, in MB, and how long ours took.</returns>
    private static async Task<(double Ours, double Naive, TimeSpan Wall)> MeasureAsync(Azurite azurite, int people)
    {
        await using var world = await WaveWorld.StartAsync(azurite, people);
        var naive = await LiveMemory.PeakAsync(async () => await NaiveWay.ReadAsync(world.Services));
        await world.PassAsync(TimeSpan.FromMinutes(1));
        var watch = Stopwatch.StartNew();
        var ours = await LiveMemory.PeakAsync(async () =>
        {
            await world.PlanAsync();
            return null;
        });
        return (ours, naive, watch.Elapsed);
    }
}
