using System.Diagnostics;
using AdoptionAutomation.Sandbox.Storage;

namespace AdoptionAutomation.Benchmarks;

/// <summary>
/// Memory of planning a wave: what lives in this process at its worst moment, less what lived before. The tenant makes its people as they
/// are asked for, and storage is another process.
/// </summary>
internal static class PlanningMemory
{
    /// <summary>Flat: ten times the people may cost this much more.</summary>
    private const double Factor = 1.5;

    private const int WarmUp = 1_000;
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(500);

    public static async IAsyncEnumerable<Line> RunAsync(Azurite azurite, BenchmarkSize size)
    {
        await MeasureAsync(azurite, WarmUp);
        double? least = null;
        foreach (var people in size == BenchmarkSize.Large ? new[] { 10_000, 100_000, 1_000_000 } : [10_000, 100_000])
        {
            var (peak, wall) = await MeasureAsync(azurite, people);
            yield return new($"memory of planning a wave of {people:N0}", peak, "MB", least * Factor);
            yield return new("  took", wall.TotalSeconds, "real s");
            least ??= peak;
        }
    }

    /// <returns>Peak of what lives, in MB, and how long it took.</returns>
    private static async Task<(double Peak, TimeSpan Wall)> MeasureAsync(Azurite azurite, int people)
    {
        await using var world = await WaveWorld.StartAsync(azurite, people);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        using var done = new CancellationTokenSource();
        var peak = Task.Run(() => PeakAsync(done.Token));
        var watch = Stopwatch.StartNew();
        await world.PlanAsync();
        var wall = watch.Elapsed;
        await done.CancelAsync();
        return ((await peak - before) / 1e6, wall);
    }

    private static async Task<long> PeakAsync(CancellationToken done)
    {
        var peak = 0L;
        while (!done.IsCancellationRequested)
        {
            await Task.Delay(Every, done).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            GC.Collect();
            peak = Math.Max(peak, GC.GetTotalMemory(forceFullCollection: false));
        }

        return peak;
    }
}
