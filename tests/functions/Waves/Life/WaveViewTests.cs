using System.Text.Json;
using AdoptionAutomation.Sandbox.Faults;
using AdoptionAutomation.Tests.Sandbox.Storage;
using AdoptionAutomation.Tests.Sandbox.Tenant;
using AdoptionAutomation.Waves.Life;

namespace AdoptionAutomation.Tests.Functions.Waves.Life;

public sealed class WaveViewTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Fact]
    public async Task The_list_has_every_wave_of_the_file_in_a_request_for_the_rows_one_for_the_pause_and_one_a_started_wave()
    {
        await using var app = await StartAsync();
        await app.CallAsync(HttpMethod.Post, "/api/waves/first/start");
        await app.PassAsync(TimeSpan.FromHours(1));
        // The campaign's file is looked at once in some minutes.
        await app.CallAsync(HttpMethod.Get, "/api/waves");
        var before = app.Requests;

        var (status, body) = await app.CallAsync(HttpMethod.Get, "/api/waves");

        Assert.Equal((200, 3L), (status, app.Requests - before));
        var waves = body.GetProperty("waves").EnumerateArray().ToList();
        Assert.Equal(["first completed", "second planned"], waves.Select(wave => $"{wave.GetProperty("wave").GetString()} {PauseWaveTests.StateOf(wave)}"));
        Assert.Equal(JsonValueKind.Null, body.GetProperty("paused").ValueKind);
        Assert.Equal(
            waves[0].GetProperty("audience").GetProperty("people").GetInt32(),
            waves[0].GetProperty("progress").GetProperty("welcomed").GetInt32());
    }

    [Fact]
    public async Task A_running_wave_says_when_it_will_end_how_fast_it_was_and_whether_its_file_was_edited()
    {
        await using var app = await StartAsync();
        app.World.Faults.Strike(target => target.Method == "PATCH", 1, new(FaultKind.Throttled, 600));
        await app.CallAsync(HttpMethod.Post, "/api/waves/first/start");
        await app.PassAsync(TimeSpan.FromMinutes(2));

        var wave = await PauseWaveTests.ShowAsync(app);

        Assert.Equal("running", PauseWaveTests.StateOf(wave));
        Assert.True(wave.GetProperty("expectedEnd").GetDateTimeOffset() > app.World.Clock.GetUtcNow());
        Assert.Equal(0, wave.GetProperty("perHourSoFar").GetDouble());
        Assert.False(wave.GetProperty("edited").GetBoolean());
        Assert.Equal(JsonValueKind.Null, wave.GetProperty("inFlight").ValueKind);
        var waves = app.Get<WavesTable>();
        var row = await waves.FindAsync("small", "first", default);
        await waves.TryWriteAsync("small", row! with { Definition = "of another file" }, null, default);
        Assert.True((await PauseWaveTests.ShowAsync(app)).GetProperty("edited").GetBoolean());
    }

    [Fact]
    public async Task A_pausing_wave_says_how_many_chunks_are_in_flight()
    {
        await using var app = await StartAsync();
        await app.CallAsync(HttpMethod.Post, "/api/waves/first/start");
        await app.Get<WaveFlights>().TakeOffAsync("small", "first", null, default);

        var (status, body) = await app.CallAsync(HttpMethod.Post, "/api/waves/first/pause");

        Assert.Equal((202, "pausing", "paused", 1), (status, PauseWaveTests.StateOf(body), body.GetProperty("next").GetString(), body.GetProperty("inFlight").GetInt32()));
        Assert.Equal(1, (await PauseWaveTests.ShowAsync(app)).GetProperty("inFlight").GetInt32());
        await app.PassAsync(TimeSpan.FromMinutes(12));
        Assert.Equal("paused", PauseWaveTests.StateOf(await PauseWaveTests.ShowAsync(app)));
    }

    private async Task<AppTest> StartAsync()
    {
        var app = await AppTest.StartAsync(azurite.NewAccount(), TenantHost.Calm with { Employees = 60 });
        await app.ProvisionAsync();
        return app;
    }
}
