using AdoptionAutomation.Sandbox.Serve;
using AdoptionAutomation.Sandbox.Tenant;
using AdoptionAutomation.Sandbox.Time;

namespace AdoptionAutomation.Tests.Sandbox.Serve;

public sealed class MetronomeTests : IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 9, 7, 6, 0, 0, TimeSpan.Zero);

    private readonly VirtualClock clock = new(Start);
    private readonly VirtualClock real = new(new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly VirtualAgenda agenda;
    private readonly Metronome metronome;
    private readonly List<TimeSpan> ran = [];
    private TenantTraces traces;

    public MetronomeTests()
    {
        agenda = new(clock, 1);
        metronome = new(clock, agenda, () => traces, real);
    }

    private TimeSpan Passed => clock.GetUtcNow() - Start;

    [Fact]
    public async Task Time_passes_as_it_does_here()
    {
        Plan(TimeSpan.FromSeconds(10));

        real.Advance(TimeSpan.FromSeconds(9));
        await metronome.CatchUpAsync(default);
        Assert.Empty(ran);
        Assert.Equal(TimeSpan.FromSeconds(9), Passed);

        real.Advance(TimeSpan.FromSeconds(2));
        await metronome.CatchUpAsync(default);
        Assert.Equal([TimeSpan.FromSeconds(10)], ran);
        Assert.Equal(TimeSpan.FromSeconds(11), Passed);
    }

    [Fact]
    public async Task A_move_runs_what_falls_due_in_order_and_time_goes_on_from_there()
    {
        Plan(TimeSpan.FromMinutes(50), TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(70));

        metronome.MoveBy(TimeSpan.FromHours(1));
        Assert.NotNull(metronome.Moving);
        await metronome.CatchUpAsync(default);

        Assert.Equal([TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(50)], ran);
        Assert.Equal(TimeSpan.FromHours(1), Passed);
        Assert.Null(metronome.Moving);
        Assert.True(metronome.Arrival.IsCompletedSuccessfully);

        real.Advance(TimeSpan.FromSeconds(5));
        await metronome.CatchUpAsync(default);
        Assert.Equal(TimeSpan.FromHours(1) + TimeSpan.FromSeconds(5), Passed);
    }

    [Fact]
    public async Task Moves_add_up()
    {
        metronome.MoveBy(TimeSpan.FromHours(1));
        metronome.MoveBy(TimeSpan.FromDays(1));
        await metronome.CatchUpAsync(default);

        Assert.Equal(TimeSpan.FromHours(25), Passed);
    }

    [Fact]
    public async Task The_next_event_is_the_next_thing_that_people_see_with_what_comes_along_with_it()
    {
        Plan([.. Enumerable.Range(1, 48).Select(hour => TimeSpan.FromHours(hour))]);
        foreach (var mail in new[] { 185, 185.5, 187 })
        {
            agenda.At(Start + TimeSpan.FromMinutes(mail), "a mail", _ =>
            {
                traces = traces with { Mails = traces.Mails + 1 };
                return Task.CompletedTask;
            });
        }

        metronome.MoveToNextEvent();
        await metronome.CatchUpAsync(default);

        Assert.Equal(TimeSpan.FromMinutes(186), Passed);
        Assert.Equal(3, ran.Count);
        Assert.Equal(new TenantTraces(2, 0, 0, 0), metronome.Last!.Brought);
    }

    [Fact]
    public async Task Where_nothing_comes_the_search_ends_after_a_week()
    {
        metronome.MoveToNextEvent();
        await metronome.CatchUpAsync(default);

        Assert.Equal(TimeSpan.FromDays(7), Passed);
        Assert.Equal(default, metronome.Last!.Brought);
    }

    [Fact]
    public async Task Who_asks_during_a_long_move_gets_the_next_turn()
    {
        var (begun, goOn) = (new TaskCompletionSource(), new TaskCompletionSource());
        agenda.At(Start + TimeSpan.FromMinutes(1), "long", async _ =>
        {
            begun.SetResult();
            await goOn.Task;
        });
        Plan(TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(3));
        metronome.MoveBy(TimeSpan.FromDays(1));
        var moving = metronome.CatchUpAsync(default);
        await begun.Task;

        var asked = metronome.InTurnAsync(() => Task.FromResult(ran.Count), default);
        Assert.False(asked.IsCompleted);
        goOn.SetResult();

        Assert.Equal(0, await asked);
        await moving;
        Assert.Equal(2, ran.Count);
    }

    [Fact]
    public async Task A_move_can_be_stopped_where_it_is()
    {
        Plan(TimeSpan.FromHours(1), TimeSpan.FromHours(3));
        agenda.At(Start + TimeSpan.FromHours(2), "stop", _ =>
        {
            metronome.Stop();
            return Task.CompletedTask;
        });
        metronome.MoveBy(TimeSpan.FromDays(1));
        await metronome.CatchUpAsync(default);

        Assert.Equal(TimeSpan.FromHours(2), Passed);
        Assert.Single(ran);
        Assert.Null(metronome.Moving);
    }

    [Fact]
    public async Task What_an_event_throws_ends_it()
    {
        agenda.At(Start, "broken", _ => throw new IOException("gone"));

        await Assert.ThrowsAsync<IOException>(() => metronome.RunAsync(default));
    }

    public void Dispose() => metronome.Dispose();

    private void Plan(params ReadOnlySpan<TimeSpan> afters)
    {
        foreach (var after in afters)
        {
            agenda.At(Start + after, "upkeep", _ =>
            {
                ran.Add(Passed);
                return Task.CompletedTask;
            });
        }
    }
}
