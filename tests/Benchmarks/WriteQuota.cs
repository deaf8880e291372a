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

    public static async IAsyncEnumerable<Line> RunAsync(Azurite azurite, BenchmarkSize size)
    {
        var people = size == BenchmarkSize.Large ? 100_000 : 10_000;
        await using var world = await WaveWorld.StartAsync(azurite, people);
        var (start, before, watch) = (world.Now, world.Requests, Stopwatch.StartNew());
        await world.InviteAsync();
        var (spent, wall) = (world.Requests - before, watch.Elapsed);
        await world.CheckAsync(people);

        var added = world.Tenant.Log.Links
            .Where(link => link.Kind == LinkKind.MemberAdded && link.At >= start)
            .Select(link => link.At)
            .ToList();
        var span = added.Max() - added.Min();
        var ideal = people / PeoplePerSecond;

        // The design's bound is for 100,000. What a wave costs once (the whole seconds of queues; twenties with somebody who is in the
        // group already, repeated one by one) weighs ten times as much on 10,000, which are shown for comparison.
        double? bound = size == BenchmarkSize.Large ? Slack * ideal : null;
        yield return new($"{people:N0} people into one group, first to last", span.TotalSeconds, "virtual s", bound);
        yield return new("  the quota alone", ideal, "virtual s");
        yield return new("  429s provoked", world.Tenant.Log.QuotaExceeded.Count(one => one.Service == RemoteService.Graph), "answers", 0);
        yield return new("  requests per person", spent.Total / (double)people, "requests", 0.5);
        yield return new("  from the start to the last", (added.Max() - start).TotalSeconds, "virtual s");
        yield return new("  took", wall.TotalSeconds, "real s");
    }
}
