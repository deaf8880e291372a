using System.Diagnostics;
using AdoptionAutomation.Sandbox.Storage;
using AdoptionAutomation.Surveys.Figures;
using AdoptionAutomation.Surveys.Sealing;
using AdoptionAutomation.Tests.Functions.Surveys;
using Azure.Data.Tables;

namespace AdoptionAutomation.Benchmarks;

/// <summary>
/// Figures of 100,000 answers: the blocks stream by, and what is shown is one read. The naive way has a row an answer, and counts them all in
/// memory whenever somebody looks.
/// </summary>
internal static class SurveyResults
{
    private const int BlockSize = 50;
    private const string Rows = "naive";
    private static readonly string[] Counted = ["use", "mood", "nps"];

    public static async IAsyncEnumerable<Line> RunAsync(Azurite azurite, BenchmarkSize size)
    {
        _ = size;
        double? least = null;
        foreach (var answers in new[] { 10_000, 100_000 })
        {
            await using var world = await WaveWorld.StartAsync(azurite, 20);
            var naive = await CountNaivelyAsync(world, answers);
            var (release, store) = (world.Get<FiguresRelease>(), world.Get<FiguresStore>());
            var round = SurveyWorld.Round();
            for (var block = 0; block < answers / BlockSize; block++)
            {
                var packed = AnswersTable.Pack(BlockOf(block));
                await world.Get<AnswersTable>().KeepAsync(SurveyWorld.Campaign, round.Id, $"{block}", packed, CancellationToken.None);
            }

            var ours = await CostAsync(world, async () =>
            {
                await release.ReleaseAsync(SurveyWorld.Campaign, round, closed: true, CancellationToken.None);
                return null;
            });
            var reads = await RequestsOfAsync(world, () => store.FindAsync(SurveyWorld.Campaign, SurveyWorld.SurveyId, CancellationToken.None));
            var bound = least is { } flat ? Math.Max(flat * 1.5, flat + 10) : (double?)null;
            yield return new($"figures of {answers:N0} answers", ours.Megabytes, "MB", bound, naive.Megabytes);
            yield return new($"figures of {answers:N0} answers: took", ours.Wall.TotalSeconds, "real s", null, naive.Wall.TotalSeconds);
            yield return new($"figures of {answers:N0} answers: made by", ours.Requests, "storage requests", null, naive.Requests);
            yield return new($"figures of {answers:N0} answers: shown by", reads, "storage requests", 1, naive.Requests);
            least ??= ours.Megabytes;
        }
    }

    private static async Task<Cost> CountNaivelyAsync(WaveWorld world, int answers)
    {
        var rows = world.Get<TableServiceClient>().GetTableClient(Rows);
        await rows.CreateIfNotExistsAsync();
        for (var block = 0; block < answers / BlockSize; block++)
        {
            await rows.SubmitTransactionAsync(BlockOf(block).Answers.Select((answer, i) => new TableTransactionAction(
                TableTransactionActionType.Add, RowOf($"{block:d6}-{i:d2}", answer))));
        }

        return await CostAsync(world, async () =>
        {
            var all = await rows.QueryAsync<TableEntity>($"PartitionKey eq '{SurveyWorld.SurveyId}'").ToListAsync();
            var figures = all.SelectMany(row => Counted.Select(question => (question, row.GetString(question)!))).CountBy(given => given).ToList();
            return all.Count == answers ? (all, figures) : throw new NotMeasuredException($"{all.Count} rows instead of {answers}.");
        });
    }

    private static TableEntity RowOf(string key, IReadOnlyDictionary<string, IReadOnlyList<string>> answer)
    {
        var row = new TableEntity(SurveyWorld.SurveyId, key);
        foreach (var (question, given) in answer)
        {
            row[question] = given[0];
        }

        return row;
    }

    /// <summary>Done twice: looking at the memory takes time.</summary>
    private static async Task<Cost> CostAsync(WaveWorld world, Func<Task<object?>> action)
    {
        var megabytes = await LiveMemory.PeakAsync(action);
        var watch = Stopwatch.StartNew();
        var requests = await RequestsOfAsync(world, action);
        return new(megabytes, watch.Elapsed, requests);
    }

    private static async Task<long> RequestsOfAsync(WaveWorld world, Func<Task> action)
    {
        var before = world.Requests;
        await action();
        return (world.Requests - before).Storage;
    }

    private static AnswerBlock BlockOf(int block) => new(
        new($"Site {block % 30}", block % 2 == 0 ? "first" : "second", ["everybody"]),
        [.. Enumerable.Range(0, BlockSize).Select(i => SurveyWorld.Values(
            ("use", i % 3 == 0 ? "daily" : "weekly"), ("mood", $"{(i % 5) + 1}"), ("nps", $"{i % 11}"), ("words", $"What number {i} of block {block} thinks of it.")))]);

    private sealed record Cost(double Megabytes, TimeSpan Wall, long Requests);
}
