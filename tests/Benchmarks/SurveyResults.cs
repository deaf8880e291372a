using System.Diagnostics;
using AdoptionAutomation.Sandbox.Storage;
using AdoptionAutomation.Surveys.Answering;
using AdoptionAutomation.Surveys.Figures;
using AdoptionAutomation.Surveys.Sealing;
using AdoptionAutomation.Tests.Functions.Surveys;

namespace AdoptionAutomation.Benchmarks;

/// <summary>Figures of 100,000 answers: the blocks stream by, and what is shown is one read.</summary>
internal static class SurveyResults
{
    private const int BlockSize = 50;

    public static async IAsyncEnumerable<Line> RunAsync(Azurite azurite, BenchmarkSize size)
    {
        _ = size;
        double? least = null;
        foreach (var answers in new[] { 10_000, 100_000 })
        {
            await using var world = await WaveWorld.StartAsync(azurite, 20);
            var (table, release, store) = (world.Get<AnswersTable>(), world.Get<FiguresRelease>(), world.Get<FiguresStore>());
            var round = SurveyWorld.Round();
            for (var block = 0; block < answers / BlockSize; block++)
            {
                await table.KeepAsync(SurveyWorld.Campaign, round.Id, $"{block}", Content(block), CancellationToken.None);
            }

            var before = GC.GetTotalMemory(forceFullCollection: true);
            using var done = new CancellationTokenSource();
            var peak = Task.Run(() => PeakAsync(done.Token));
            var watch = Stopwatch.StartNew();
            var requests = await RequestsOfAsync(world, () => release.ReleaseAsync(SurveyWorld.Campaign, round, closed: true, CancellationToken.None));
            var wall = watch.Elapsed;
            await done.CancelAsync();
            var megabytes = (await peak - before) / 1e6;
            var reads = await RequestsOfAsync(world, () => store.FindAsync(SurveyWorld.Campaign, SurveyWorld.SurveyId, CancellationToken.None));
            yield return new($"figures of {answers:N0} answers", megabytes, "MB", least is { } flat ? Math.Max(flat * 1.5, flat + 10) : null);
            yield return new("  took", wall.TotalSeconds, "real s");
            yield return new("  storage requests", requests, "requests");
            yield return new("  shown by", reads, "storage requests", 1);
            least ??= megabytes;
        }
    }

    private static async Task<long> RequestsOfAsync(WaveWorld world, Func<Task> action)
    {
        var before = world.Requests;
        await action();
        return (world.Requests - before).Storage;
    }

    private static byte[] Content(int block) => AnswersTable.Pack(new(
        new($"Site {block % 30}", block % 2 == 0 ? "first" : "second", ["everybody"]),
        [.. Enumerable.Range(0, BlockSize).Select(i => SurveyWorld.Values(
            ("use", i % 3 == 0 ? "daily" : "weekly"), ("mood", $"{(i % 5) + 1}"), ("nps", $"{i % 11}"), ("words", $"What number {i} of block {block} thinks of it.")))]));

    private static async Task<long> PeakAsync(CancellationToken done)
    {
        var peak = 0L;
        while (!done.IsCancellationRequested)
        {
            await Task.Delay(100, CancellationToken.None);
            GC.Collect();
            peak = Math.Max(peak, GC.GetTotalMemory(forceFullCollection: false));
        }

        return peak;
    }
}
