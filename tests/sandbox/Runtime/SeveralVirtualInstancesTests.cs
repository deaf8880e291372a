using AdoptionAutomation.Sandbox.Runtime;
using AdoptionAutomation.Tests.Sandbox.Storage;
using Microsoft.Azure.Functions.Worker;

namespace AdoptionAutomation.Tests.Sandbox.Runtime;

public sealed class SeveralVirtualInstancesTests(AzuriteFixture fixture) : IClassFixture<AzuriteFixture>
{
    private static readonly TimeSpan Tolerance = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(10);

    [Fact]
    public async Task Messages_go_to_instances_that_the_seed_draws()
    {
        string[] messages = [.. Enumerable.Range(0, 30).Select(i => $"m{i:00}")];

        var (one, same, other) = (await RunAsync(1, messages), await RunAsync(1, messages), await RunAsync(2, messages));

        Assert.Equal(messages, one.Select(e => e.Message).Order(StringComparer.Ordinal));
        Assert.Equal([0, 1, 2], one.Select(e => e.Instance).Distinct().Order());
        Assert.Equal(one, same);
        Assert.NotEqual(one.Select(e => (e.Message, e.Instance)).Order(), other.Select(e => (e.Message, e.Instance)).Order());
    }

    [Fact]
    public async Task What_a_dead_instance_had_fetched_comes_back_when_its_lease_ends_and_the_others_go_on()
    {
        string[] messages = [.. Enumerable.Range(0, 15).Select(i => $"m{i:00}")];

        var all = await RunAsync(1, ["die", .. messages]);

        var dying = all.Where(e => e.Message == "die").ToList();
        Assert.Equal(2, dying.Count);
        var (left, rest) = (all.Where(e => e.At > dying[0].At + Tolerance && e.Message != "die").ToList(), all.Where(e => e.At <= dying[0].At + Tolerance).ToList());
        Assert.NotEmpty(left);
        Assert.All(left, e => Assert.InRange(e.At, VirtualWorld.Start + Lease - Tolerance, VirtualWorld.Start + Lease + TimeSpan.FromSeconds(2)));
        Assert.Contains(rest, e => e.Message != "die" && e.Instance != dying[0].Instance);
        Assert.DoesNotContain(all, e => e.Instance == dying[0].Instance && e.At > dying[0].At);
        Assert.Equal(messages, all.Where(e => e.Message != "die").Select(e => e.Message).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_timer_runs_once_on_one_instance_and_moves_when_the_lock_of_the_dead_one_has_run_out()
    {
        await using var world = await new VirtualWorld(fixture.NewAccount()) { Instances = 3 }.StartAsync(typeof(Hours));

        await world.RunForAsync(TimeSpan.FromHours(3.5));

        Assert.Equal(["09:00 False", "09:01 True", "10:00 False", "11:00 False"], world.Diary.Whats.Select(what => what[2..]));
        var by = world.Diary.Whats.Select(what => what[0]).ToList();
        Assert.Equal(by[1..].Distinct(), by[1..2]);
        Assert.NotEqual(by[0], by[1]);
    }

    private async Task<IReadOnlyList<(string Message, int Instance, DateTimeOffset At)>> RunAsync(int seed, params string[] messages)
    {
        await using var world = await new VirtualWorld(fixture.NewAccount(), seed) { Instances = 3 }.StartAsync(typeof(Workers));
        var work = await world.NewQueueAsync("work");
        foreach (var message in messages)
        {
            await work.SendMessageAsync(message);
        }

        await world.RunForAsync(TimeSpan.FromHours(1));
        return [.. world.Diary.Entries.Select(e => (e.What[2..], e.What[0] - '0', e.At))];
    }

    internal sealed class Workers(VirtualWorld world, InstanceLife life)
    {
        [Function("Work")]
        public void Run([QueueTrigger("work")] string message)
        {
            if (world.Diary.Write(world.Clock, $"{world.NumberOf(life)} {message}") > 0 && message == "die" && world.Host.Deaths == 0)
            {
                throw life.Die("it was told to");
            }
        }
    }

    internal sealed class Hours(VirtualWorld world, InstanceLife life)
    {
        [Function("Hour")]
        public void Run([TimerTrigger("0 0 * * * *")] TimerInfo timer)
        {
            world.Diary.Write(world.Clock, $"{world.NumberOf(life)} {world.Clock.GetUtcNow():HH:mm} {timer.IsPastDue}");
            if (world.Host.Deaths == 0)
            {
                throw life.Die("it was told to");
            }
        }
    }
}
