using AdoptionAutomation.Sandbox.Storage;

namespace AdoptionAutomation.Benchmarks;

/// <summary>What one invited person costs in requests: read, joined to one group, welcomed, all of it recorded.</summary>
internal static class RequestsPerPerson
{
    private const double Bound = 0.5;
    private const int NaivePeople = 200;

    public static async IAsyncEnumerable<Line> RunAsync(Azurite azurite, BenchmarkSize size)
    {
        var ours = 0.0;
        foreach (var people in new[] { 1_000, 5_000 })
        {
            await using var world = await WaveWorld.StartAsync(azurite, people);
            var before = world.Requests;
            await world.InviteAsync();
            var spent = world.Requests - before;
            await world.CheckAsync(people);
            ours = spent.Total / (double)people;
            foreach (var line in LinesOf($"requests per person, {people:N0} people", spent, people, Bound))
            {
                yield return line;
            }
        }

        await using var naive = await WaveWorld.StartAsync(azurite, NaivePeople);
        var start = naive.Requests;
        await NaiveWay.InviteAsync(naive, NaivePeople);
        var spentNaively = naive.Requests - start;
        foreach (var line in LinesOf($"the naive way, {NaivePeople:N0} people", spentNaively, NaivePeople, null))
        {
            yield return line;
        }

        yield return new("the naive way costs", spentNaively.Total / (double)NaivePeople / ours, "times as much");
    }

    private static IEnumerable<Line> LinesOf(string measure, Requests spent, double people, double? bound) =>
    [
        new(measure, spent.Total / people, "requests", bound),
        new("  to Graph", spent.Graph / people, "requests"),
        new("  to SendGrid", spent.SendGrid / people, "requests"),
        new("  to tables", spent.Tables / people, "requests"),
        new("  to queues", spent.Queues / people, "requests"),
        new("  to blobs", spent.Blobs / people, "requests"),
    ];
}
