using System.Diagnostics;
using AdoptionAutomation.Effects;
using AdoptionAutomation.Graph;
using AdoptionAutomation.Sandbox.Faults;
using AdoptionAutomation.Sandbox.Storage;
using AdoptionAutomation.Sandbox.Tenant;
using Microsoft.Graph.Models.ODataErrors;

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

    private const int MostNaive = 10_000;

    private const int Quota = 3_000;

    private static readonly TimeSpan Window = TimeSpan.FromSeconds(150);

    public static async IAsyncEnumerable<Line> RunAsync(Azurite azurite, BenchmarkSize size)
    {
        foreach (var people in size == BenchmarkSize.Large ? new[] { 10_000, 50_000, 100_000 } : [10_000])
        {
            await foreach (var line in MeasureAsync(azurite, people))
            {
                yield return line;
            }
        }
    }

    private static async IAsyncEnumerable<Line> MeasureAsync(Azurite azurite, int people)
    {
        var naive = people <= MostNaive ? await WriteNaivelyAsync(azurite, people) : null;
        await using var world = await WaveWorld.StartAsync(azurite, people);
        var (start, before, watch) = (world.Now, world.Requests, Stopwatch.StartNew());
        await world.InviteAsync();
        var (spent, wall) = (world.Requests - before, watch.Elapsed);
        await world.CheckAsync(people);

        var ours = Writing.Of(world, start);
        var (into, ideal) = ($"{people:N0} people into one group", people / PeoplePerSecond);
        yield return new($"{into}, first to last", ours.Span.TotalSeconds, "virtual s", people < LeastBound ? null : Slack * ideal, naive?.Span.TotalSeconds);
        yield return new($"{into}: the quota alone", ideal, "virtual s");
        yield return new($"{into}: 429s provoked", ours.Throttled, "answers", 0, naive?.Throttled);
        yield return new($"{into}: of the quota, in the fullest 150 s", ours.Fullest, "%", 100, naive?.Fullest);
        yield return new($"{into}: requests per person, mails too", spent.Total / (double)people, "requests", 0.5);
        yield return new($"{into}: took", wall.TotalSeconds, "real s");
    }

    /// <summary>All writes at once, a person each; those that are throttled again when the tenant says so.</summary>
    private static async Task<Writing> WriteNaivelyAsync(Azurite azurite, int people)
    {
        await using var world = await WaveWorld.StartAsync(azurite, people);
        var (start, way) = (world.Now, new NaiveWay(world.Services, await world.GroupAsync()));
        var waiting = await NaiveWay.ReadAsync(world.Services);
        while (waiting.Count > 0)
        {
            var (throttled, wait) = (new List<DirectoryUser>(), TimeSpan.Zero);
            foreach (var user in waiting)
            {
                try
                {
                    await way.JoinAsync(user);
                }
                catch (ODataError busy) when (busy.ResponseStatusCode == 429)
                {
                    throttled.Add(user);
                    var asked = RetryAfter.Parse(busy.ResponseHeaders["Retry-After"].First());
                    wait = asked > wait ? asked.Value : wait;
                }
            }

            waiting = throttled;
            await world.PassAsync(wait);
        }

        return Writing.Of(world, start);
    }

    /// <summary>How the tenant saw people come into the group.</summary>
    /// <param name="Fullest">Most writes in a window of the quota, as a percentage of it.</param>
    private sealed record Writing(DateTimeOffset First, DateTimeOffset Last, int Throttled, double Fullest)
    {
        public TimeSpan Span => Last - First;

        public static Writing Of(WaveWorld world, DateTimeOffset start)
        {
            var links = world.Tenant.Log.Links.Where(link => link.Kind == LinkKind.MemberAdded && link.At >= start).ToList();
            var refused = world.Tenant.Log.QuotaExceeded.Where(one => one.Service == RemoteService.Graph).ToList();
            IEnumerable<DateTimeOffset> writes = [.. links.DistinctBy(link => link.Request).Select(link => link.At), .. refused.Select(one => one.At)];
            return new(links.Min(link => link.At), links.Max(link => link.At), refused.Count, 100.0 * MostInAWindow([.. writes.Order()]) / Quota);
        }
    }

    private static int MostInAWindow(IReadOnlyList<DateTimeOffset> writes)
    {
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
