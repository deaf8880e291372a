using System.Diagnostics;
using AdoptionAutomation.Sandbox.Faults;
using AdoptionAutomation.Sandbox.Storage;
using AdoptionAutomation.Sandbox.Tenant;

namespace AdoptionAutomation.Benchmarks;

/// <summary>How fast people come into one group while the tenant keeps its write quota: 3,000 in 150 s, 20 people a write.</summary>
internal static class WriteQuota
{
    private const double PeoplePerSecond = 20 * 3_000 / 150.0;
    private const double Slack = 1.05;

    /// <summary>
    /// What a wave costs once (the whole seconds of queues; twenties with somebody who is in the group already, repeated one by one) weighs
    /// too much on fewer, which are shown for comparison.
    /// </summary>
    private const int LeastBound = 50_000;

    private const int Quota = 3_000;

    private static readonly TimeSpan Window = TimeSpan.FromSeconds(150);

    public static async IAsyncEnumerable<Line> RunAsync(Azurite azurite, BenchmarkSize size)
    {
        foreach (var people in size == BenchmarkSize.Large ? new[] { 50_000, 100_000 } : [10_000])
        {
            await foreach (var line in MeasureAsync(azurite, people))
            {
                yield return line;
            }
        }
    }

    private static async IAsyncEnumerable<Line> MeasureAsync(Azurite azurite, int people)
    {
        await using var world = await WaveWorld.StartAsync(azurite, people);
        var (start, before, watch) = (world.Now, world.Requests, Stopwatch.StartNew());
        await world.InviteAsync();
        var (spent, wall) = (world.Requests - before, watch.Elapsed);
        await world.CheckAsync(people);

        var links = world.Tenant.Log.Links.Where(link => link.Kind == LinkKind.MemberAdded && link.At >= start).ToList();
        var span = links.Max(link => link.At) - links.Min(link => link.At);
        var ideal = people / PeoplePerSecond;
        yield return new($"{people:N0} people into one group, first to last", span.TotalSeconds, "virtual s", people < LeastBound ? null : Slack * ideal);
        yield return new("  the quota alone", ideal, "virtual s");
        yield return new("  429s provoked", world.Tenant.Log.QuotaExceeded.Count(one => one.Service == RemoteService.Graph), "answers", 0);
        yield return new("  of the quota, in the fullest 150 s", 100.0 * MostInAWindow(links) / Quota, "%", 100);
        yield return new("  requests per person", spent.Total / (double)people, "requests", 0.5);
        yield return new("  from the start to the last", (links.Max(link => link.At) - start).TotalSeconds, "virtual s");
        yield return new("  took", wall.TotalSeconds, "real s");
    }

    private static int MostInAWindow(IReadOnlyList<Linked> links)
    {
        var writes = links.DistinctBy(link => link.Request).Select(link => link.At).Order().ToList();
        var (most, first) = (0, 0);
        for (var last = 0; last < writes.Count; last++)
        {
            while (writes[last] - writes[first] >= Window)
            {
                first++;
            }

            most = Math.Max(most, last - first + 1);
        }

        return most;
    }
}
