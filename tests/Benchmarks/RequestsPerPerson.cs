using AdoptionAutomation.Sandbox.Storage;

namespace AdoptionAutomation.Benchmarks;

/// <summary>What one invited person costs in requests: read, joined to one group, welcomed, all of it recorded.</summary>
internal static class RequestsPerPerson
{
    private const double Bound = 0.5;
    private const int NaivePeople = 200;

    public static async IAsyncEnumerable<Line> RunAsync(Azurite azurite, BenchmarkSize size)
    {
        _ = size;
        var naive = await SpendNaivelyAsync(azurite);
        foreach (var people in new[] { 1_000, 5_000 })
        {
            await using var world = await WaveWorld.StartAsync(azurite, people);
            var before = world.Requests;
            await world.InviteAsync();
            var ours = world.Requests - before;
            await world.CheckAsync(people);
            foreach (var (service, count) in Services)
            {
                yield return new(
                    $"requests per person, {people:N0} people{service}",
                    count(ours) / (double)people,
                    "requests",
                    service.Length > 0 ? null : Bound,
                    count(naive) / (double)NaivePeople);
            }
        }
    }

    private static IEnumerable<(string Service, Func<Requests, long> Count)> Services =>
    [
        ("", spent => spent.Total),
        (": to Graph", spent => spent.Graph),
        (": to SendGrid", spent => spent.SendGrid),
        (": to tables", spent => spent.Tables),
        (": to queues", spent => spent.Queues),
        (": to blobs", spent => spent.Blobs),
    ];

    private static async Task<Requests> SpendNaivelyAsync(Azurite azurite)
    {
        await using var world = await WaveWorld.StartAsync(azurite, NaivePeople);
        var way = new NaiveWay(world.Services, await world.GroupAsync());
        var before = world.Requests;
        await way.CreateTableAsync();
        foreach (var user in await NaiveWay.ReadAsync(world.Services))
        {
            await way.InviteAsync(user);
        }

        return world.Requests - before;
    }
}
