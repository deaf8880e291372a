using AdoptionAutomation.Effects;
using AdoptionAutomation.Tests.Sandbox.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace AdoptionAutomation.Tests.Functions.Effects;

public sealed class RateGovernorTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private const int Quota = 3000;
    private const int Requests = 10;
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(150);
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(1.5);

    private AppParts parts = null!;

    private RateGovernor Governor => parts.Get<RateGovernor>();

    private DateTimeOffset Now => parts.Clock.GetUtcNow();

    public async Task InitializeAsync() => parts = await AppParts.StartAsync(azurite.NewAccount());

    public async Task DisposeAsync() => await parts.DisposeAsync();

    /// <summary>Stalls as a host has them: all who wait come late together, within the tolerance or far beyond it.</summary>
    [Theory]
    [InlineData(0, 1)]
    [InlineData(1.4, 2)]
    [InlineData(40, 3)]
    [InlineData(110, 4)]
    public async Task A_paced_lane_gives_no_more_than_its_quota_in_any_window(double stallSeconds, int seed)
    {
        var given = await RunAsync(takers: 700, stallSeconds, seed, rest: null);

        Assert.Equal(700, given.Count);
        Assert.InRange(MostInAWindow(given), 1, Quota);
    }

    [Fact]
    public async Task Those_who_wait_for_the_end_of_a_rest_do_not_all_come_at_once()
    {
        var given = await RunAsync(takers: 700, stallSeconds: 0, seed: 5, rest: TimeSpan.FromMinutes(2));

        Assert.Equal(700, given.Count);
        Assert.InRange(MostInAWindow(given), 1, Quota);
    }

    [Fact]
    public async Task A_busy_lane_uses_what_it_may()
    {
        var given = await RunAsync(takers: 600, stallSeconds: 0, seed: 6, rest: null);

        Assert.InRange((given[^1] - given[0]).TotalSeconds, 0, 1.05 * 600 * Requests / 20);
    }

    [Fact]
    public async Task A_reserved_turn_is_used_without_paying_again_and_is_void_when_late()
    {
        await Governor.TakeAsync(Lane.GraphWrites, 200, null, default);
        var turn = (await Governor.TakeAsync(Lane.GraphWrites, Requests, null, default))!;
        parts.Clock.AdvanceTo(turn.At + Tolerance - TimeSpan.FromMilliseconds(100));
        var cost = await parts.RequestsOfAsync(async () => Assert.Null(await Governor.TakeAsync(Lane.GraphWrites, Requests, turn.At, default)));

        await Governor.TakeAsync(Lane.GraphWrites, 200, null, default);
        parts.Clock.Advance(TimeSpan.FromSeconds(2));
        var late = await Governor.TakeAsync(Lane.GraphWrites, Requests, turn.At, default);

        Assert.Equal(1, cost);
        Assert.True(late!.At > Now + TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task A_rest_holds_everyone_and_only_this_lane_and_is_never_shortened()
    {
        var until = Now + TimeSpan.FromSeconds(30);
        await Governor.RestAsync(Lane.Mail, until, default);
        await Governor.RestAsync(Lane.Mail, until - TimeSpan.FromSeconds(20), default);

        Assert.Equal(until, (await Governor.TakeAsync(Lane.Mail, 1, null, default))!.At);
        Assert.Null(await Governor.TakeAsync(Lane.GraphWrites, 1, null, default));
        parts.Clock.AdvanceTo(until);
        Assert.Null(await Governor.TakeAsync(Lane.Mail, 1, null, default));
    }

    [Fact]
    public async Task A_reserved_turn_waits_for_the_rest_like_all_others()
    {
        await Governor.RestAsync(Lane.GraphWrites, Now + TimeSpan.FromSeconds(30), default);
        var turn = (await Governor.TakeAsync(Lane.GraphWrites, Requests, Now, default))!;
        var next = (await Governor.TakeAsync(Lane.GraphWrites, Requests, Now, default))!;

        Assert.True(turn.At >= Now + TimeSpan.FromSeconds(29));
        Assert.Equal(Requests * Lane.GraphWrites.Pace, next.At - turn.At);
    }

    [Fact]
    public async Task A_stopped_lane_says_why_and_tries_again_by_itself()
    {
        await Governor.StopAsync(Lane.GraphWrites, "403: grant GroupMember.ReadWrite.All", default);
        var turn = await Governor.TakeAsync(Lane.GraphWrites, 1, null, default);

        Assert.Equal("403: grant GroupMember.ReadWrite.All", turn!.Stopped);
        Assert.Equal("403: grant GroupMember.ReadWrite.All", await Governor.StoppedAsync(Lane.GraphWrites, default));
        parts.Clock.Advance(RateGovernor.StopLength);
        Assert.Null(await Governor.StoppedAsync(Lane.GraphWrites, default));
        Assert.Null(await Governor.TakeAsync(Lane.GraphWrites, 1, turn.At, default));
    }

    [Fact]
    public async Task A_lane_without_a_pace_costs_one_read()
    {
        Assert.Equal(1, await parts.RequestsOfAsync(async () => Assert.Null(await Governor.TakeAsync(Lane.Mail, 1, null, default))));
    }

    [Fact]
    public async Task An_instance_that_is_alone_on_a_paced_lane_pays_one_write_a_turn()
    {
        await Governor.TakeAsync(Lane.GraphWrites, 1, null, default);
        Assert.Equal(1, await parts.RequestsOfAsync(() => Governor.TakeAsync(Lane.GraphWrites, 1, null, default)));
        Assert.Equal(1, await parts.RequestsOfAsync(() => Governor.RestAsync(Lane.GraphWrites, Now + Window, default)));
        Assert.Equal(1, await parts.RequestsOfAsync(() => Governor.ReleaseAsync(Lane.GraphWrites, default)));
    }

    [Fact]
    public async Task What_another_instance_wrote_is_seen_by_a_turn_taken_from_memory()
    {
        var (one, other) = TwoInstances();
        await one.TakeAsync(Lane.GraphWrites, 1, null, default);
        await other.StopAsync(Lane.GraphWrites, "403", default);

        var turn = await one.TakeAsync(Lane.GraphWrites, 1, null, default);

        Assert.Equal("403", turn!.Stopped);
        await other.ReleaseAsync(Lane.GraphWrites, default);
        Assert.Null(await one.TakeAsync(Lane.GraphWrites, 1, null, default));
    }

    [Fact]
    public async Task A_reserved_turn_sees_the_rest_that_another_instance_was_asked_for()
    {
        var (one, other) = TwoInstances();
        await one.TakeAsync(Lane.GraphWrites, 200, null, default);
        var turn = (await one.TakeAsync(Lane.GraphWrites, Requests, null, default))!;
        parts.Clock.AdvanceTo(turn.At);
        var until = Now + TimeSpan.FromMinutes(2);
        await other.RestAsync(Lane.GraphWrites, until, default);

        Assert.True((await one.TakeAsync(Lane.GraphWrites, Requests, turn.At, default))!.At >= until);
    }

    /// <summary>A write in vain each time would cost more than reading does.</summary>
    [Fact]
    public async Task Two_instances_that_take_turns_in_turn_read_before_they_write()
    {
        var (one, other) = TwoInstances();
        var instances = new[] { one, other };
        for (var i = 0; i < 4; i++)
        {
            await instances[i % 2].TakeAsync(Lane.GraphWrites, 1, null, default);
        }

        for (var i = 0; i < 6; i++)
        {
            Assert.Equal(2, await parts.RequestsOfAsync(() => instances[i % 2].TakeAsync(Lane.GraphWrites, 1, null, default)));
        }

        await one.TakeAsync(Lane.GraphWrites, 1, null, default);
        await one.TakeAsync(Lane.GraphWrites, 1, null, default);
        Assert.Equal(1, await parts.RequestsOfAsync(() => one.TakeAsync(Lane.GraphWrites, 1, null, default)));
    }

    [Fact]
    public async Task Requests_beyond_the_turn_delay_the_next_one()
    {
        await Governor.SpendAsync(Lane.GraphWrites, 400, default);

        Assert.True((await Governor.TakeAsync(Lane.GraphWrites, 1, null, default))!.At > Now + TimeSpan.FromSeconds(19));
    }

    [Fact]
    public async Task Two_instances_share_a_lane()
    {
        var (one, other) = TwoInstances();
        var turns = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(() =>
            (i % 2 == 0 ? one : other).TakeAsync(Lane.GraphWrites, 100, null, default))));
        var waiting = turns.OfType<Turn>().Select(turn => turn.At).Order().ToList();

        // Each hundred takes five seconds: whoever came, no two start within less.
        Assert.Equal(19, waiting.Count);
        Assert.All(waiting.Zip(waiting.Skip(1)), pair => Assert.Equal(100 * Lane.GraphWrites.Pace, pair.Second - pair.First));
    }

    private (RateGovernor One, RateGovernor Other) TwoInstances() => (Governor, parts.NewInstance().GetRequiredService<RateGovernor>());

    /// <summary>Many takers come within seconds, keep the turns they get, and come back by whole seconds as a queue brings them.</summary>
    private async Task<List<DateTimeOffset>> RunAsync(int takers, double stallSeconds, int seed, TimeSpan? rest)
    {
        var dice = new Random(seed);
        var (start, given) = (Now, new List<DateTimeOffset>());
        var agenda = new PriorityQueue<DateTimeOffset?, DateTimeOffset>();
        for (var i = 0; i < takers; i++)
        {
            agenda.Enqueue(null, start + TimeSpan.FromSeconds(dice.NextDouble() * 60));
        }

        var (stall, resting) = (start + TimeSpan.FromSeconds(160), rest);
        while (agenda.TryDequeue(out var reserved, out var at))
        {
            parts.Clock.AdvanceTo(at);
            if (Now >= stall)
            {
                parts.Clock.Advance(TimeSpan.FromSeconds(stallSeconds));
                stall = DateTimeOffset.MaxValue;
            }

            if (resting is { } pause && Now >= start + TimeSpan.FromSeconds(30))
            {
                await Governor.RestAsync(Lane.GraphWrites, Now + pause, default);
                resting = null;
            }

            if (await Governor.TakeAsync(Lane.GraphWrites, Requests, reserved, default) is { } turn)
            {
                agenda.Enqueue(turn.At, Now + TimeSpan.FromSeconds(Math.Ceiling((turn.At - Now).TotalSeconds)));
                continue;
            }

            given.Add(Now);
        }

        return given;
    }

    private static int MostInAWindow(List<DateTimeOffset> given) =>
        given.Max(first => given.Count(at => at >= first && at < first + Window)) * Requests;
}
