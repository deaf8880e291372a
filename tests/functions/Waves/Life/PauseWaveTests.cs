using System.Text;
using System.Text.Json;
using AdoptionAutomation.Sandbox.Faults;
using AdoptionAutomation.Sandbox.People;
using AdoptionAutomation.Sandbox.Tenant;
using AdoptionAutomation.Tests.Sandbox.Storage;
using AdoptionAutomation.Tests.Sandbox.Tenant;
using AdoptionAutomation.Waves;
using AdoptionAutomation.Waves.Life;
using AdoptionAutomation.Waves.People;
using Microsoft.Extensions.DependencyInjection;

namespace AdoptionAutomation.Tests.Functions.Waves.Life;

public sealed class PauseWaveTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private const string Few = """{ "attributes": [ { "attribute": "department", "in": ["Communication"] } ] }""";

    [Fact]
    public async Task A_wave_paused_in_the_middle_does_nothing_more_and_once_resumed_invites_everybody_once()
    {
        await using var app = await InTheMiddleAsync(350);
        var (status, body) = await app.CallAsync(HttpMethod.Post, "/api/waves/first/pause?why=The%20hotline%20is%20full");
        Assert.Equal((200, "paused", 0), (status, StateOf(body), body.GetProperty("inFlight").GetInt32()));
        var (links, mails) = (app.Tenant.Log.Links.Count, app.Tenant.Log.Mails.Count);
        await app.PassAsync(TimeSpan.FromHours(30));

        Assert.Equal((links, mails), (app.Tenant.Log.Links.Count, app.Tenant.Log.Mails.Count));
        Assert.Equal(0, app.World.Host.PendingMessages);
        var wave = await ShowAsync(app);
        Assert.Equal(("paused", "The hotline is full"), (StateOf(wave), wave.GetProperty("held").GetString()));
        Assert.Equal(JsonValueKind.Null, wave.GetProperty("expectedEnd").ValueKind);

        Assert.Equal(202, (await app.CallAsync(HttpMethod.Post, "/api/waves/first/resume")).Status);
        await app.PassAsync(TimeSpan.FromHours(2));
        WaveTests.AssertInvited(app, person => person is { AccountEnabled: true, IsGuest: false });
        wave = await ShowAsync(app);
        Assert.Equal(("completed", JsonValueKind.Null), (StateOf(wave), wave.GetProperty("held").ValueKind));
    }

    [Fact]
    public async Task After_a_cancel_no_effect_starts_and_nothing_brings_the_wave_back()
    {
        await using var app = await InTheMiddleAsync(350);
        var (status, body) = await app.CallAsync(HttpMethod.Post, "/api/waves/first/cancel");
        Assert.Equal((200, "cancelled"), (status, StateOf(body)));
        var (links, mails) = (app.Tenant.Log.Links.Count, app.Tenant.Log.Mails.Count);

        foreach (var action in new[] { "start", "pause", "resume", "retry-failed" })
        {
            (status, body) = await app.CallAsync(HttpMethod.Post, $"/api/waves/first/{action}");
            Assert.Equal(409, status);
        }

        Assert.Contains("cancelled for good", body.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal(200, (await app.CallAsync(HttpMethod.Post, "/api/waves/first/cancel")).Status);
        await app.PassAsync(TimeSpan.FromDays(2));
        Assert.Equal((links, mails), (app.Tenant.Log.Links.Count, app.Tenant.Log.Mails.Count));
        Assert.Equal((0, 0), (app.World.Host.PendingMessages, app.World.Host.Poisoned));
    }

    /// <summary>Company Communicator 1453: a cancelled message was still being sent.</summary>
    [Theory]
    [InlineData(RemoteService.Graph, "PATCH")]
    [InlineData(RemoteService.SendGrid, "POST")]
    public async Task A_cancel_in_the_midst_of_a_chunk_lets_that_chunk_end_and_starts_no_other(object service, string method)
    {
        await using var app = await StartAsync(350);
        var during = new TaskCompletionSource<(Stopped Stopped, int Links)>();
        app.World.Faults.Strike(
            target =>
            {
                if (target.Service == (RemoteService)service && target.Method == method && !during.Task.IsCompleted)
                {
                    during.SetResult((Task.Run(() => CancelAsync(app)).GetAwaiter().GetResult(), app.Tenant.Log.Links.Count));
                }

                return false;
            },
            1,
            new(FaultKind.ProcessDeath));
        await app.CallAsync(HttpMethod.Post, "/api/waves/first/start");
        await app.PassAsync(TimeSpan.FromMinutes(1));

        var (stopped, links) = await during.Task;
        Assert.Equal((WaveState.Pausing, WaveState.Cancelled, 1), (stopped.Wave.Wave.State, stopped.Wave.Wave.Next, stopped.InFlight));
        Assert.Equal("cancelled", StateOf(await ShowAsync(app)));
        Assert.InRange(app.Tenant.Log.Links.Count - links, 0, PeopleTable.ChunkSize);
        Assert.InRange(app.Tenant.Log.Mails.Count, 0, PeopleTable.ChunkSize);
        var (end, mails) = (app.Tenant.Log.Links.Count, app.Tenant.Log.Mails.Count);
        await app.PassAsync(TimeSpan.FromDays(1));
        Assert.Equal((end, mails), (app.Tenant.Log.Links.Count, app.Tenant.Log.Mails.Count));
    }

    [Fact]
    public async Task A_wave_that_is_paused_before_its_audience_is_read_reads_it_when_it_is_resumed()
    {
        await using var app = await StartAsync(60);
        await app.CallAsync(HttpMethod.Post, "/api/waves/first/start");
        Assert.Equal("paused", StateOf((await app.CallAsync(HttpMethod.Post, "/api/waves/first/pause")).Body));
        await app.PassAsync(TimeSpan.FromHours(3));
        Assert.Empty(app.Tenant.Log.Mails);

        Assert.Equal(202, (await app.CallAsync(HttpMethod.Post, "/api/waves/first/resume")).Status);
        await app.PassAsync(TimeSpan.FromHours(1));

        WaveTests.AssertInvited(app, person => person is { AccountEnabled: true, IsGuest: false });
        Assert.Equal("completed", StateOf(await ShowAsync(app)));
    }

    [Fact]
    public async Task A_mail_of_unknown_outcome_is_looked_at_again_after_the_pause()
    {
        await using var app = await StartAsync(60, Few);
        app.World.Faults.Strike(target => target.Service == RemoteService.SendGrid, 1, new(FaultKind.AnswerLost));
        app.Tenant.WebhookSender = null;
        await app.CallAsync(HttpMethod.Post, "/api/waves/first/start");
        await app.PassAsync(TimeSpan.FromMinutes(10));
        Assert.Equal("paused", StateOf((await app.CallAsync(HttpMethod.Post, "/api/waves/first/pause")).Body));

        // The look that was due falls into the pause.
        await app.PassAsync(TimeSpan.FromHours(10));
        var uncertain = (await ShowAsync(app)).GetProperty("progress").GetProperty("uncertain").GetInt32();
        Assert.True(uncertain > 0);
        await app.CallAsync(HttpMethod.Post, "/api/waves/first/resume");
        await app.PassAsync(TimeSpan.FromMinutes(10));

        var due = await app.Get<AdoptionAutomation.Storage.DueTable>().ReadAsync(app.World.Clock.GetUtcNow().AddHours(12), default).ToListAsync();
        Assert.Contains(due, work => work.Name.StartsWith("welcome.first", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Every_transition_is_kept_with_who_when_and_why()
    {
        var signedIn = new Dictionary<string, string?>(StringComparer.Ordinal) { ["Access:TrustClientPrincipal"] = "true" };
        await using var app = await StartAsync(60, Few, signedIn);
        var start = app.World.Clock.GetUtcNow();
        await app.CallAsync(HttpMethod.Post, "/api/waves/first/start");
        Assert.Equal(403, await CallAsAsync(app, "community", "pause?why=Please"));
        Assert.Equal(200, await CallAsAsync(app, "it", "pause?why=%20Wait%20for%20the%20board%20"));
        Assert.Equal(202, await CallAsAsync(app, "it", "resume"));
        await app.PassAsync(TimeSpan.FromHours(1));

        var history = (await ShowAsync(app)).GetProperty("history").EnumerateArray().ToList();

        Assert.Equal(
            [
                "start planned>running key - -",
                "pause running>pausing 7 it Wait for the board",
                "settle pausing>paused app - -",
                "resume paused>running 7 it -",
                "complete running>completed app - -",
            ],
            history.Select(step => string.Join(
                ' ',
                Text(step, "action"),
                $"{Text(step, "from")}>{Text(step, "to")}",
                Text(step, "by"),
                Text(step, "role"),
                Text(step, "why"))));
        var times = history.ConvertAll(step => step.GetProperty("at").GetDateTimeOffset());
        Assert.Equal(times.Order(), times);
        Assert.True(times[0] >= start);
    }

    [Fact]
    public async Task What_cannot_be_done_is_refused_and_says_why()
    {
        await using var app = await AppTest.StartAsync(azurite.NewAccount());
        foreach (var action in new[] { "pause", "resume", "cancel", "retry-failed" })
        {
            var (unknown, body) = await app.CallAsync(HttpMethod.Post, $"/api/waves/frist/{action}");
            Assert.Equal(404, unknown);
            Assert.Contains("first, second", body.GetProperty("detail").GetString(), StringComparison.Ordinal);
            Assert.Equal(404, (await app.CallAsync(HttpMethod.Post, $"/api/waves/a%7Cb/{action}")).Status);
            Assert.Equal(404, (await app.CallAsync(HttpMethod.Post, $"/api/waves/!pause/{action}")).Status);
            Assert.Equal(401, (await app.CallAsync(HttpMethod.Post, $"/api/waves/first/{action}", key: null)).Status);
            Assert.Equal(400, (await app.CallAsync(HttpMethod.Post, $"/api/waves/first/{action}?why=no")).Status);
            Assert.Equal(400, (await app.CallAsync(HttpMethod.Post, $"/api/waves/first/{action}?why={new string('x', 301)}")).Status);
        }

        foreach (var action in new[] { "pause", "resume", "retry-failed" })
        {
            var (refused, body) = await app.CallAsync(HttpMethod.Post, $"/api/waves/first/{action}?why=Too%20soon");
            Assert.Equal(409, refused);
            Assert.Contains("'first': it has not been started", body.GetProperty("detail").GetString(), StringComparison.Ordinal);
        }

        Assert.Equal(200, (await app.CallAsync(HttpMethod.Post, "/api/waves/first/cancel")).Status);
        await app.ProvisionAsync();
        var (status, cancelled) = await app.CallAsync(HttpMethod.Post, "/api/waves/first/start");
        Assert.Equal(409, status);
        Assert.Equal("cancelled", StateOf(await ShowAsync(app)));
    }

    [Fact]
    public async Task Of_two_pauses_at_once_one_is_kept_and_both_are_answered()
    {
        await using var app = await InTheMiddleAsync(250);
        var pausing = app.Get<WavePausing>();

        var both = await Task.WhenAll(Enumerable.Range(0, 2).Select(i =>
            pausing.StopAsync("small", "first", WaveAction.Pause, new($"caller{i}"), null, withAll: false, default)));

        Assert.Single(both, stopped => stopped.Wave.Moved);
        await app.PassAsync(TimeSpan.FromMinutes(1));
        var wave = await ShowAsync(app);
        Assert.Equal("paused", StateOf(wave));
        Assert.Equal(["start", "pause", "settle"], wave.GetProperty("history").EnumerateArray().Select(step => Text(step, "action")));
        Assert.Equal(200, (await app.CallAsync(HttpMethod.Post, "/api/waves/first/pause")).Status);
    }

    [Fact]
    public async Task A_wave_that_was_taken_out_of_the_file_can_be_stopped_still()
    {
        await using var app = await StartAsync(60);
        var waves = app.Get<WavesTable>();
        await waves.TryWriteAsync("small", new("gone") { State = WaveState.Running, StartedAt = app.World.Clock.GetUtcNow() }, null, default);

        Assert.Equal((200, "cancelled"), await app.CallAsync(HttpMethod.Post, "/api/waves/gone/cancel") is var (status, body) ? (status, StateOf(body)) : default);
        Assert.Equal("gone", Assert.Single((await app.CallAsync(HttpMethod.Get, "/api/waves")).Body.GetProperty("noLongerInFile").EnumerateArray()).GetString());
    }

    internal static string? StateOf(JsonElement wave) => wave.GetProperty("state").GetString();

    internal static async Task<JsonElement> ShowAsync(AppTest app) => (await app.CallAsync(HttpMethod.Get, "/api/waves/first")).Body;

    private static string Text(JsonElement step, string name) => step.GetProperty(name).GetString() ?? "-";

    private async Task<AppTest> StartAsync(int people, string? audience = null, IReadOnlyDictionary<string, string?>? settings = null)
    {
        var campaign = audience is null ? new SmallCampaign() : new() { FirstAudience = audience };
        var app = await AppTest.StartAsync(azurite.NewAccount(), TenantHost.Calm with { Employees = people }, campaign: campaign, settings: settings);
        await app.ProvisionAsync();
        return app;
    }

    /// <summary>Some chunks are through, some are not.</summary>
    private async Task<AppTest> InTheMiddleAsync(int people)
    {
        var app = await StartAsync(people);
        var before = app.Tenant.Log.Links.Count;
        await app.CallAsync(HttpMethod.Post, "/api/waves/first/start");
        for (var look = 0; look < 200 && app.Tenant.Log.Links.Count == before; look++)
        {
            await app.PassAsync(TimeSpan.FromMilliseconds(50));
        }

        Assert.InRange(app.Tenant.Log.Links.Count - before, 1, people * 2 / 3);
        return app;
    }

    private static async Task<Stopped> CancelAsync(AppTest app)
    {
        await using var other = (app.World.App with { Faults = new(FaultScript.None, 1, app.World.Clock) }).Build(new());
        return await other.GetRequiredService<WavePausing>().StopAsync("small", "first", WaveAction.Cancel, new("key"), null, withAll: false, default);
    }

    private static async Task<int> CallAsAsync(AppTest app, string role, string act)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"http://sandbox/api/waves/first/{act}"));
        request.Headers.Add("X-MS-CLIENT-PRINCIPAL", Convert.ToBase64String(Encoding.UTF8.GetBytes(
            $$"""{ "claims": [ { "typ": "oid", "val": "7" }, { "typ": "roles", "val": "{{role}}" } ] }""")));
        using var answer = await app.World.Host.SendAsync(request, default);
        return (int)answer.StatusCode;
    }
}
