using AdoptionAutomation.Operations;
using AdoptionAutomation.Sandbox.Tenant;
using AdoptionAutomation.Tests.Functions.Groups.Guests;
using AdoptionAutomation.Tests.Sandbox.Storage;
using AdoptionAutomation.Tests.Sandbox.Tenant;
using AdoptionAutomation.Waves.Life;

namespace AdoptionAutomation.Tests.Functions.Waves.Life;

public sealed class PauseCampaignTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private static readonly string[] Guests = ["ana@partner.example", "li@partner.example"];

    [Fact]
    public async Task Groups_wait_while_the_campaign_is_paused_and_are_made_once_after()
    {
        await using var app = await AppTest.StartAsync(azurite.NewAccount(), TenantHost.Calm with { Employees = 60 });
        Assert.Equal(200, (await app.CallAsync(HttpMethod.Post, "/api/pause?why=The%20merger")).Status);
        await app.ApplyAsync();
        await app.PassAsync(TimeSpan.FromHours(5));
        Assert.Empty(app.Tenant.Log.Groups);
        Assert.Equal(2, app.World.Host.PendingMessages);

        Assert.Equal(202, (await app.CallAsync(HttpMethod.Post, "/api/resume")).Status);
        await app.PassAsync(TimeSpan.FromHours(1));
        Assert.Equal(2, app.Tenant.Log.Groups.Count);
        Assert.Equal((0, 0), (app.World.Host.PendingMessages, app.World.Host.Poisoned));
    }

    [Fact]
    public async Task Guests_wait_while_the_campaign_is_paused_and_are_invited_and_written_to_once_after()
    {
        await using var app = await AppTest.StartAsync(
            azurite.NewAccount(), TenantHost.Calm with { Employees = 60 }, campaign: GuestTests.CampaignWith([], []));
        await app.ProvisionAsync();
        await app.EditAsync(GuestTests.CampaignWith(Guests, []));
        Assert.Equal(200, (await app.CallAsync(HttpMethod.Post, "/api/pause")).Status);
        await GuestCrashTests.BeginAsync(app);
        await app.PassAsync(TimeSpan.FromHours(5));
        Assert.Equal((0, 0), (app.Tenant.Log.Invitations.Count, app.Tenant.Log.Mails.Count));
        Assert.NotEqual(0, app.World.Host.PendingByQueue["send-mail"]);

        await app.CallAsync(HttpMethod.Post, "/api/resume");
        await app.PassAsync(TimeSpan.FromHours(1));
        Assert.Equal(Guests, app.Tenant.Log.Mails.Select(mail => mail.To).Order(StringComparer.Ordinal));
        Assert.Equal((0, 0), (app.World.Host.PendingMessages, app.World.Host.Poisoned));
    }

    [Fact]
    public async Task One_call_stops_every_wave_and_one_resumes_those_it_stopped_and_no_other()
    {
        await using var app = await StartAsync();
        await app.CallAsync(HttpMethod.Post, "/api/waves/first/start");
        await app.CallAsync(HttpMethod.Post, "/api/waves/second/start");
        Assert.Equal(200, (await app.CallAsync(HttpMethod.Post, "/api/waves/second/pause?why=By%20itself")).Status);

        var (status, body) = await app.CallAsync(HttpMethod.Post, "/api/pause?why=The%20merger");
        Assert.Equal(200, status);
        var stopped = Assert.Single(body.GetProperty("waves").EnumerateArray());
        Assert.Equal(("first", "paused"), (stopped.GetProperty("wave").GetString(), stopped.GetProperty("state").GetString()));
        Assert.Equal("The merger", body.GetProperty("paused").GetProperty("why").GetString());
        await app.PassAsync(TimeSpan.FromDays(1));
        Assert.Empty(app.Tenant.Log.Mails);
        Assert.Equal("the whole campaign is paused: The merger", (await PauseWaveTests.ShowAsync(app)).GetProperty("held").GetString());
        Assert.Equal(409, (await app.CallAsync(HttpMethod.Post, "/api/waves/first/resume")).Status);

        (status, body) = await app.CallAsync(HttpMethod.Post, "/api/resume");
        Assert.Equal((202, "first"), (status, Assert.Single(body.GetProperty("waves").EnumerateArray()).GetProperty("wave").GetString()));
        await app.PassAsync(TimeSpan.FromHours(1));
        Assert.Equal(["completed", "paused"], await StatesAsync(app));
        Assert.Empty((await app.CallAsync(HttpMethod.Post, "/api/resume")).Body.GetProperty("waves").EnumerateArray());
        WaveTests.AssertInvited(app, person => person is { AccountEnabled: true, IsGuest: false });
    }

    [Fact]
    public async Task A_wave_that_is_paused_by_itself_meanwhile_stays_so()
    {
        await using var app = await StartAsync();
        await app.CallAsync(HttpMethod.Post, "/api/waves/first/start");
        await app.CallAsync(HttpMethod.Post, "/api/pause");
        Assert.Equal(200, (await app.CallAsync(HttpMethod.Post, "/api/waves/first/pause?why=This%20one%20longer")).Status);

        await app.CallAsync(HttpMethod.Post, "/api/pause");
        await app.CallAsync(HttpMethod.Post, "/api/resume");

        var wave = await PauseWaveTests.ShowAsync(app);
        Assert.Equal(("paused", "This one longer"), (PauseWaveTests.StateOf(wave), wave.GetProperty("held").GetString()));
    }

    [Fact]
    public async Task No_wave_starts_while_the_campaign_is_paused()
    {
        await using var app = await StartAsync();
        await Task.WhenAll(Enumerable.Range(0, 2).Select(i => app.Get<CampaignPausing>().PauseAsync("small", new($"caller{i}"), null, default)));

        var (status, body) = await app.CallAsync(HttpMethod.Post, "/api/waves/first/start");

        Assert.Equal(409, status);
        Assert.Contains("POST /api/resume", body.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal("planned", PauseWaveTests.StateOf(await PauseWaveTests.ShowAsync(app)));
    }

    /// <summary>A pause that died after its row, or a wave that opened while it was written.</summary>
    [Fact]
    public async Task A_wave_that_runs_in_a_paused_campaign_waits_and_loses_nobody()
    {
        await using var app = await StartAsync();
        await app.CallAsync(HttpMethod.Post, "/api/waves/first/start");
        await app.Get<PausesTable>().SetAsync("small", new("key", app.World.Clock.GetUtcNow(), null), default);
        await app.PassAsync(TimeSpan.FromHours(5));
        Assert.Empty(app.Tenant.Log.Mails);

        await app.CallAsync(HttpMethod.Post, "/api/resume");
        await app.PassAsync(TimeSpan.FromMinutes(30));

        WaveTests.AssertInvited(app, person => person is { AccountEnabled: true, IsGuest: false });
        Assert.Equal("completed", PauseWaveTests.StateOf(await PauseWaveTests.ShowAsync(app)));
    }

    private async Task<AppTest> StartAsync()
    {
        var app = await AppTest.StartAsync(azurite.NewAccount(), TenantHost.Calm with { Employees = 60 });
        await app.ProvisionAsync();
        return app;
    }

    private static async Task<IEnumerable<string?>> StatesAsync(AppTest app) =>
        (await app.CallAsync(HttpMethod.Get, "/api/waves")).Body.GetProperty("waves").EnumerateArray().Select(PauseWaveTests.StateOf);
}
