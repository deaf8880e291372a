using AdoptionAutomation.Sandbox.Runtime.Queues;

namespace AdoptionAutomation.Tests.Sandbox.Runtime.Queues;

public sealed class PollingBackoffTests
{
    [Fact]
    public void Waits_double_within_a_fifth_up_to_the_maximum_and_begin_again_after_work()
    {
        var backoff = new PollingBackoff(TimeSpan.FromSeconds(30), new(1));
        double[] middles = [100, 200, 300, 500, 900, 1700, 3300, 6500, 12900, 25700, 30000, 30000];

        foreach (var round in Enumerable.Range(0, 50))
        {
            Assert.All(middles.Select((middle, i) => (middle, wait: backoff.Next(foundWork: i == 0))), w =>
                Assert.InRange(w.wait.TotalMilliseconds, 100 + ((w.middle - 100) * 0.79), Math.Min(30_000, 100 + ((w.middle - 100) * 1.21))));
        }
    }

    [Fact]
    public void A_seed_repeats_its_waits()
    {
        static TimeSpan[] Waits(int seed)
        {
            var backoff = new PollingBackoff(TimeSpan.FromMinutes(1), new(seed));
            return [.. Enumerable.Range(0, 10).Select(_ => backoff.Next(foundWork: false))];
        }

        Assert.Equal(Waits(3), Waits(3));
        Assert.NotEqual(Waits(3), Waits(4));
    }

    [Fact]
    public void A_long_silence_stays_at_the_maximum()
    {
        var backoff = new PollingBackoff(TimeSpan.FromSeconds(1), new(1));

        Assert.Equal(TimeSpan.FromSeconds(1), Enumerable.Range(0, 5000).Select(_ => backoff.Next(foundWork: false)).ToArray()[^1]);
    }
}
