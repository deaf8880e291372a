using System.Text.Json;
using AdoptionAutomation.Effects;
using AdoptionAutomation.Sandbox.Faults;
using AdoptionAutomation.Sandbox.Tenant;
using AdoptionAutomation.Storage;
using AdoptionAutomation.Tests.Sandbox.Storage;
using AdoptionAutomation.Waves.Life;
using Azure.Storage.Queues;

namespace AdoptionAutomation.Tests.Functions.Operations.Stuck;

public sealed class StuckTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Fact]
    public async Task Where_all_is_well_nothing_is_stuck()
    {
        await using var app = await StartAsync([]);
        await app.CallAsync(HttpMethod.Post, "/api/waves/first/start");
        await app.PassAsync(TimeSpan.FromHours(4));

        Assert.Empty(await StuckAsync(app));
        Assert.Null((await WaveAsync(app)).Held);
    }

    /// <summary>Peers left such waves "queued" for ever.</summary>
    [Theory]
    [InlineData("Graph", "graph-reads", "is not accepted by Graph")]
    [InlineData("SendGrid", "mail", "Mail:SendGridApiKey is wrong or revoked")]
    public async Task A_wrong_credential_is_told_within_minutes_and_the_wave_goes_on_at_once_when_it_is_mended(string service, string lane, string words)
    {
        var refused = new List<RemoteService>();
        await using var app = await StartAsync(refused);
        refused.Add(Enum.Parse<RemoteService>(service));
        await app.CallAsync(HttpMethod.Post, "/api/waves/first/start");
        await app.PassAsync(TimeSpan.FromMinutes(3));

        var stuck = await StuckAsync(app);
        Assert.All(["wave", "lane"], kind => Assert.Contains(stuck, one => one.GetProperty("kind").GetString() == kind));
        Assert.All(stuck, one =>
        {
            Assert.Equal(("laneStopped", $"POST /api/lanes/{lane}/release"), (one.GetProperty("cause").GetString(), one.GetProperty("call").GetString()));
            Assert.Contains(words, one.GetProperty("text").GetString(), StringComparison.Ordinal);
        });
        Assert.Contains(words, (await app.CallAsync(HttpMethod.Get, "/api/waves/first")).Body.GetProperty("stopped")[0].GetString(), StringComparison.Ordinal);
        await app.PassAsync(TimeSpan.FromHours(3));
        Assert.Contains(words, (await WaveAsync(app)).Held, StringComparison.Ordinal);

        refused.Clear();
        Assert.Equal(202, (await app.CallAsync(HttpMethod.Post, $"/api/lanes/{lane}/release")).Status);
        await app.PassAsync(TimeSpan.FromMinutes(2));

        Assert.Empty(await StuckAsync(app));
        Waves.WaveTests.AssertInvited(app, person => person is { AccountEnabled: true, IsGuest: false });
        await app.PassAsync(TimeSpan.FromHours(2));
        Assert.Equal((WaveState.Completed, 0), ((await WaveAsync(app)).State, app.World.Host.Poisoned));
    }

    [Fact]
    public async Task People_for_whom_no_message_is_left_are_brought_back_by_the_watch()
    {
        await using var app = await StartAsync([]);
        app.World.Faults.Strike(target => target.Service == RemoteService.Graph && target.Method == "PATCH", 1, new(FaultKind.Throttled, 60));
        await app.CallAsync(HttpMethod.Post, "/api/waves/first/start");
        await app.PassAsync(TimeSpan.FromSeconds(30));
        await app.Get<QueueServiceClient>().GetQueueClient(QueueNames.InvitePeople).ClearMessagesAsync();
        var joined = app.Tenant.Log.Mails.Count;
        await app.PassAsync(TimeSpan.FromMinutes(80));
        Assert.Equal(joined, app.Tenant.Log.Mails.Count);

        await app.PassAsync(TimeSpan.FromHours(3));

        Waves.WaveTests.AssertInvited(app, person => person is { AccountEnabled: true, IsGuest: false });
        Assert.Equal(WaveState.Completed, (await WaveAsync(app)).State);
    }

    [Fact]
    public async Task A_watch_ends_with_its_wave_and_quiet_hours_are_quiet_again()
    {
        await using var app = await StartAsync([]);
        await app.CallAsync(HttpMethod.Post, "/api/waves/first/start");
        await app.PassAsync(TimeSpan.FromHours(3.5));
        var before = app.Requests;

        await app.PassAsync(TimeSpan.FromHours(1));

        // The planner, and the watch of the files.
        Assert.Equal(2, app.Requests - before);
        Assert.Empty(await app.Get<DueTable>().ReadAsync(DateTimeOffset.MaxValue, default).ToListAsync());
    }

    [Fact]
    public async Task A_group_that_was_approved_long_ago_and_does_not_stand_is_named()
    {
        await using var app = await AppTest.StartAsync(azurite.NewAccount(), Tenant([]) with { MissingPermissions = ["Group.ReadWrite.All"] });
        await app.Get<AdoptionAutomation.Groups.GroupsTable>().TryWriteAsync(
            "small", new AdoptionAutomation.Groups.GroupRow("few") { State = AdoptionAutomation.Groups.GroupState.Approved, Approved = "x" }, default);
        Assert.Empty(await StuckAsync(app));

        await app.PassAsync(TimeSpan.FromHours(2));

        var one = Assert.Single(await StuckAsync(app));
        Assert.Equal(("group", "few", "POST /api/groups/apply"), (one.GetProperty("kind").GetString(), one.GetProperty("id").GetString(), one.GetProperty("call").GetString()));
    }

    [Fact]
    public async Task An_unknown_lane_is_404_and_the_known_ones_are_named()
    {
        await using var app = await AppTest.StartAsync(azurite.NewAccount());

        var (status, body) = await app.CallAsync(HttpMethod.Post, "/api/lanes/fax/release");

        Assert.Equal(404, status);
        Assert.All(Lane.All, lane => Assert.Contains(lane.Name, body.GetProperty("detail").GetString(), StringComparison.Ordinal));
    }

    [Fact]
    public void Every_lane_is_among_all() => Assert.Equal(
        typeof(Lane).GetFields().Where(field => field.FieldType == typeof(Lane)).Select(field => ((Lane)field.GetValue(null)!).Name).Order(StringComparer.Ordinal),
        Lane.All.Select(lane => lane.Name).Order(StringComparer.Ordinal));

    [Fact]
    public async Task A_released_lane_gives_turns_of_now()
    {
        await using var parts = await AppParts.StartAsync(azurite.NewAccount());
        var governor = parts.Get<RateGovernor>();
        await governor.StopAsync(Lane.GraphWrites, "403", default);
        Assert.NotNull(await governor.TakeAsync(Lane.GraphWrites, 5, null, default));

        await governor.ReleaseAsync(Lane.GraphWrites, default);

        Assert.Null(await governor.StoppedAsync(Lane.GraphWrites, default));
        Assert.Null(await governor.TakeAsync(Lane.GraphWrites, 5, null, default));
    }

    private async Task<AppTest> StartAsync(IReadOnlyCollection<RemoteService> refused)
    {
        var app = await AppTest.StartAsync(azurite.NewAccount(), Tenant(refused));
        await app.ProvisionAsync();
        return app;
    }

    private static TenantOptions Tenant(IReadOnlyCollection<RemoteService> refused) =>
        new() { Employees = 120, LeastReadLag = TimeSpan.Zero, MostReadLag = TimeSpan.Zero, CredentialRefusedBy = refused };

    private static async Task<IReadOnlyList<JsonElement>> StuckAsync(AppTest app)
    {
        var (status, body) = await app.CallAsync(HttpMethod.Get, "/api/stuck");
        Assert.Equal(200, status);
        return [.. body.GetProperty("stuck").EnumerateArray()];
    }

    private static async Task<WaveRow> WaveAsync(AppTest app) => (await app.Get<WavesTable>().FindAsync("small", "first", default))!;
}
