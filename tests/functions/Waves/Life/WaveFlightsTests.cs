using AdoptionAutomation.Effects;
using AdoptionAutomation.Operations;
using AdoptionAutomation.Sandbox.Faults;
using AdoptionAutomation.Storage;
using AdoptionAutomation.Tests.Sandbox.Storage;
using AdoptionAutomation.Waves;
using AdoptionAutomation.Waves.Inviting;
using AdoptionAutomation.Waves.Life;
using Microsoft.Extensions.DependencyInjection;

namespace AdoptionAutomation.Tests.Functions.Waves.Life;

/// <summary>Whichever comes first, a chunk or a pause: one of the two sees the other.</summary>
public sealed class WaveFlightsTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Fact]
    public async Task A_pause_that_comes_before_a_chunk_is_announced_comes_to_rest_at_once_and_the_chunk_stays_down()
    {
        await using var app = await StartAsync();
        var paused = PauseAtRequest(app, nth: 1);

        Assert.Null(await app.Get<WaveFlights>().TakeOffAsync("small", "first", null, default));

        Assert.Equal((WaveState.Paused, 0), ((await paused).Wave.Wave.State, (await paused).InFlight));
        Assert.Empty(await InFlightAsync(app));
    }

    [Fact]
    public async Task A_pause_that_comes_between_the_announcement_and_the_look_waits_and_the_chunk_stays_down()
    {
        await using var app = await StartAsync();
        var paused = PauseAtRequest(app, nth: 2);

        Assert.Null(await app.Get<WaveFlights>().TakeOffAsync("small", "first", null, default));

        Assert.Equal((WaveState.Pausing, 1), ((await paused).Wave.Wave.State, (await paused).InFlight));
        Assert.Equal(WaveState.Paused, await SettleAsync(app));
    }

    [Fact]
    public async Task A_pause_that_comes_after_the_look_waits_until_the_chunk_has_landed()
    {
        await using var app = await StartAsync();
        var flight = await app.Get<WaveFlights>().TakeOffAsync("small", "first", null, default);

        var paused = await PauseAsync(app);
        Assert.Equal((WaveState.Pausing, 1), (paused.Wave.Wave.State, paused.InFlight));
        Assert.Equal(WaveState.Pausing, await SettleAsync(app));

        await app.Get<WaveFlights>().LandAsync(flight!, default);
        Assert.Equal(WaveState.Paused, await SettleAsync(app));
    }

    [Fact]
    public async Task The_chunk_of_a_process_that_died_is_waited_for_until_it_runs_out_and_swept_away()
    {
        await using var app = await StartAsync();
        await app.Get<WaveFlights>().TakeOffAsync("small", "first", null, default);
        await PauseAsync(app);

        app.Clock.Advance(Ledger.ClaimLength - TimeSpan.FromSeconds(1));
        Assert.Equal(WaveState.Pausing, await SettleAsync(app));
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(WaveState.Paused, await SettleAsync(app));

        Assert.Equal(1, await app.RequestsOfAsync(() => InFlightAsync(app)));
    }

    [Fact]
    public async Task A_chunk_of_an_earlier_round_or_of_a_wave_that_ended_stays_down()
    {
        await using var app = await StartAsync();
        var (waves, flights) = (app.Get<WavesTable>(), app.Get<WaveFlights>());

        Assert.Null(await flights.TakeOffAsync("small", "first", 2, default));
        Assert.Null(await flights.TakeOffAsync("small", "second", null, default));
        Assert.NotNull(await flights.TakeOffAsync("small", "first", 3, default));
        var row = await waves.FindAsync("small", "first", default);
        await waves.TryWriteAsync("small", row! with { State = WaveState.Cancelled }, null, default);
        Assert.Null(await flights.TakeOffAsync("small", "first", 3, default));
    }

    [Fact]
    public async Task While_the_campaign_is_paused_the_chunk_of_a_running_wave_is_put_back_and_not_lost()
    {
        await using var app = await StartAsync();
        await app.Get<PausesTable>().SetAsync("small", new("key", app.Clock.GetUtcNow(), null), default);

        await Assert.ThrowsAsync<CampaignPausedException>(() => app.Get<WaveFlights>().TakeOffAsync("small", "first", null, default));

        Assert.Empty(await InFlightAsync(app));
    }

    [Fact]
    public async Task A_wave_comes_to_rest_only_in_the_state_whose_flights_were_looked_at()
    {
        await using var app = await StartAsync();
        await app.Get<WaveFlights>().TakeOffAsync("small", "first", null, default);
        await PauseAsync(app);
        var before = await app.Get<WavesTable>().FindAsync("small", "first", default);
        app.Clock.Advance(Ledger.ClaimLength);
        await app.Get<WavesTable>().TryWriteAsync("small", before! with { Held = "another look" }, null, default);

        var message = new InvitePeopleMessage("small", "first", InviteStep.Settle, Due: app.Clock.GetUtcNow());
        var settled = await app.Get<WavePausing>().SettleAsync(message, before, default);

        Assert.Equal(WaveState.Pausing, settled.Wave.Wave.State);
    }

    private async Task<AppParts> StartAsync()
    {
        var app = await AppParts.StartAsync(azurite.NewAccount());
        await app.Get<WavesTable>().TryWriteAsync("small", new("first") { State = WaveState.Running, IsResolved = true, Round = 3 }, null, default);
        return app;
    }

    /// <summary>Another instance pauses the wave just before the nth request of this one leaves.</summary>
    private static Task<Stopped> PauseAtRequest(AppParts app, int nth)
    {
        var paused = new TaskCompletionSource<Stopped>();
        var requests = 0;
        app.Faults.Strike(
            _ =>
            {
                if (++requests == nth)
                {
                    paused.SetResult(Task.Run(() => PauseAsync(app)).GetAwaiter().GetResult());
                }

                return false;
            },
            1,
            new(FaultKind.ProcessDeath));
        return paused.Task;
    }

    /// <summary>By an instance with faults of its own: the plan of the other one may be waiting for it.</summary>
    private static async Task<Stopped> PauseAsync(AppParts app)
    {
        await using var other = (app.App with { Faults = new(FaultScript.None, 1, app.Clock) }).Build(new());
        return await other.GetRequiredService<WavePausing>().StopAsync("small", "first", WaveAction.Pause, new("key"), null, withAll: false, default);
    }

    private static async Task<WaveState> SettleAsync(AppParts app)
    {
        var message = new InvitePeopleMessage("small", "first", InviteStep.Settle, Due: app.Clock.GetUtcNow());
        await app.Get<IEnumerable<IWaveStep>>().Single(step => step.Step == InviteStep.Settle).RunAsync(message, default);
        return (await app.Get<WavesTable>().FindAsync("small", "first", default))!.State;
    }

    private static async Task<List<DateTimeOffset>> InFlightAsync(AppParts app) =>
        await app.Get<WaveFlights>().InFlightAsync("small", "first", default).ToListAsync();
}
