using AdoptionAutomation.Sandbox.Storage;

namespace AdoptionAutomation.Benchmarks;

/// <summary>A day in which nothing is due, after the groups were made.</summary>
internal static class QuietHour
{
    private const int Hours = 24;

    public static async IAsyncEnumerable<Line> RunAsync(Azurite azurite, BenchmarkSize size)
    {
        await using var world = await WaveWorld.StartAsync(azurite, people: 100);
        var before = world.Requests;
        await world.PassAsync(TimeSpan.FromHours(Hours));
        var spent = world.Requests - before;
        yield return new("a quiet hour", spent.Storage / (double)Hours, "storage requests", 1);
        yield return new("  to Graph and SendGrid", (spent.Graph + spent.SendGrid) / (double)Hours, "requests", 0);
    }
}
