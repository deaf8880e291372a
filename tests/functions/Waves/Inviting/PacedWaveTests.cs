using AdoptionAutomation.Sandbox.People;
using AdoptionAutomation.Sandbox.Tenant;
using AdoptionAutomation.Storage;
using AdoptionAutomation.Tests.Sandbox.Storage;
using AdoptionAutomation.Waves.Life;

namespace AdoptionAutomation.Tests.Functions.Waves.Inviting;

/// <summary>Waves with a pace, by the tenant's log. Small campaigns are open from 07:00 to 20:00 in Paris, Monday to Friday.</summary>
public sealed class PacedWaveTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private const string Few = """{ "attributes": [ { "attribute": "department", "in": ["Communication", "Ressources humaines"] } ] }""";

    [Fact]
    public async Task A_wave_over_a_weekend_keeps_its_pace_and_rests_when_people_do()
    {
        const int Pace = 60;
        var campaign = new SmallCampaign { FirstMore = """, "pacePerHour": 60""" };
        await using var app = await AppTest.StartAsync(azurite.NewAccount(), new() { Employees = 190, SuppressedShare = 0 }, campaign: campaign);
        await app.ProvisionAsync();
        var friday = new DateTimeOffset(2026, 9, 11, 16, 30, 0, TimeSpan.Zero);
        await PassUntilAsync(app, friday);
        var before = app.Tenant.Log.Links.Count;

        Assert.Equal(202, (await app.CallAsync(HttpMethod.Post, "/api/waves/first/start")).Status);
        await PassUntilAsync(app, friday.AddHours(1));
        var firstHour = app.Tenant.Log.Links.Count - before;
        await PassUntilAsync(app, friday.AddDays(4));

        WaveTests.AssertInvited(app, person => person is { AccountEnabled: true, IsGuest: false });
        var invited = app.Tenant.Log.Links.Skip(before).Select(link => link.At).Order().ToList();
        Assert.InRange(firstHour, Pace - 10, Pace);
        Assert.InRange(invited.Max(at => invited.Count(other => other >= at && other < at.AddHours(1).AddSeconds(-30))), Pace - 10, Pace);
        var closes = new DateTimeOffset(2026, 9, 11, 18, 0, 0, TimeSpan.Zero);
        var opens = new DateTimeOffset(2026, 9, 14, 5, 0, 0, TimeSpan.Zero);
        Assert.DoesNotContain(invited, at => at >= closes.AddSeconds(30) && at < opens);
        Assert.InRange(invited.First(at => at >= opens) - opens, TimeSpan.Zero, TimeSpan.FromSeconds(30));
        Assert.Empty(app.Tenant.Log.QuotaExceeded);
        Assert.Equal("completed", await StateAsync(app));
    }

    [Fact]
    public async Task An_edited_pace_takes_hold_with_the_next_slot()
    {
        await using var app = await AppTest.StartAsync(azurite.NewAccount(), campaign: new() { FirstMore = """, "pacePerHour": 12""" });
        await app.ProvisionAsync();
        var before = app.Tenant.Log.Links.Count;
        await app.CallAsync(HttpMethod.Post, "/api/waves/first/start");
        await app.PassAsync(TimeSpan.FromMinutes(40));

        await app.EditAsync(new() { FirstMore = """, "pacePerHour": 24""" });
        var start = app.World.Clock.GetUtcNow().AddMinutes(-51);
        await app.PassAsync(TimeSpan.FromMinutes(68));

        var minutes = app.Tenant.Log.Links.Skip(before).Select(link => (link.At - start).TotalMinutes).ToList();
        Assert.Equal((12, 24), (minutes.Count(minute => minute < 59.5), minutes.Count(minute => minute >= 59.5)));
    }

    [Fact]
    public async Task A_slot_that_was_put_is_not_cut_again_by_a_message_that_comes_twice()
    {
        await using var app = await AppTest.StartAsync(azurite.NewAccount(), campaign: new() { FirstMore = """, "pacePerHour": 24""" });
        await app.ProvisionAsync();
        await app.CallAsync(HttpMethod.Post, "/api/waves/first/start");
        await app.PassAsync(TimeSpan.FromMinutes(12));
        var row = (await app.Get<WavesTable>().FindAsync("small", "first", default))!;
        var messages = app.World.Host.PendingMessages;

        await app.Get<WorkQueue>().PutAsync(
            QueueNames.InvitePeople, new AdoptionAutomation.Waves.InvitePeopleMessage("small", "first", AdoptionAutomation.Waves.InviteStep.Cut), default);
        await app.PassAsync(TimeSpan.FromMinutes(1));

        Assert.Equal(messages, app.World.Host.PendingMessages);
        Assert.Equal(row, await app.Get<WavesTable>().FindAsync("small", "first", default));
    }

    [Fact]
    public async Task While_the_campaign_is_paused_no_slot_is_cut_and_the_next_comes_by_itself_after()
    {
        await using var app = await AppTest.StartAsync(azurite.NewAccount(), campaign: new() { FirstMore = """, "pacePerHour": 12""" });
        await app.ProvisionAsync();
        await app.CallAsync(HttpMethod.Post, "/api/waves/first/start");
        await app.PassAsync(TimeSpan.FromMinutes(58));
        var cut = (await app.Get<WavesTable>().FindAsync("small", "first", default))!.CutUpTo;
        await app.Get<AdoptionAutomation.Operations.PausesTable>().SetAsync("small", new("key", app.World.Clock.GetUtcNow(), null), default);

        await app.PassAsync(TimeSpan.FromHours(3));
        Assert.Equal(cut, (await app.Get<WavesTable>().FindAsync("small", "first", default))!.CutUpTo);
        await app.Get<AdoptionAutomation.Operations.PausesTable>().ClearAsync("small", default);
        await app.PassAsync(TimeSpan.FromMinutes(90));

        Assert.NotEqual(cut, (await app.Get<WavesTable>().FindAsync("small", "first", default))!.CutUpTo);
    }

    [Fact]
    public async Task An_audience_of_nobody_completes_at_once_and_says_so()
    {
        var nobody = """{ "attributes": [ { "attribute": "department", "in": ["Nulle part"] } ] }""";
        await using var app = await AppTest.StartAsync(
            azurite.NewAccount(), campaign: new() { FirstAudience = nobody, FirstMore = """, "pacePerHour": 12""" });
        await app.ProvisionAsync();

        Assert.Equal(202, (await app.CallAsync(HttpMethod.Post, "/api/waves/first/start")).Status);
        await app.PassAsync(TimeSpan.FromMinutes(1));

        var (_, wave) = await app.CallAsync(HttpMethod.Get, "/api/waves/first");
        Assert.Equal(("completed", 0), (wave.GetProperty("state").GetString(), wave.GetProperty("audience").GetProperty("people").GetInt32()));
        var history = await app.Get<WavesTable>().HistoryAsync("small", "first", default).ToListAsync();
        Assert.Equal("Its audience is empty: nobody is invited by it.", history[^1].Why);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Wherever_the_process_dies_a_paced_wave_loses_nobody_and_doubles_nobody(int part)
    {
        var deaths = await CrashMatrix.RunAsync(StartAsync, BeginAsync, CheckAsync, TimeSpan.FromHours(12), (part, 2));

        Assert.True(deaths >= 6, $"only {deaths} deaths were tried");
    }

    private async Task<AppTest> StartAsync()
    {
        var app = await AppTest.StartAsync(
            azurite.NewAccount(),
            new() { Employees = 24, LeastReadLag = TimeSpan.Zero, MostReadLag = TimeSpan.Zero, SuppressedShare = 0, InvalidMailboxShare = 0 },
            campaign: new() { FirstAudience = Few, FirstMore = """, "pacePerHour": 2""" });
        await app.ProvisionAsync();
        return app;
    }

    private static async Task BeginAsync(AppTest app)
    {
        for (var call = 0; call < 3; call++)
        {
            try
            {
                if ((await app.CallAsync(HttpMethod.Post, "/api/waves/first/start")).Status is 202 or 409)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // The app died while it answered: IT calls again.
            }
        }
    }

    private static async Task CheckAsync(AppTest app)
    {
        var (_, wave) = await app.CallAsync(HttpMethod.Get, "/api/waves/first");
        var uncertain = wave.GetProperty("progress").GetProperty("uncertain").GetInt32();
        WaveTests.AssertInvited(app, IsAsked, uncertain);
        Assert.Equal((0, 0), (app.World.Host.Poisoned, app.World.Host.PendingMessages));
    }

    private static bool IsAsked(Employee person) =>
        person is { AccountEnabled: true, IsGuest: false, Department: "Communication" or "Ressources humaines" };

    private static Task PassUntilAsync(AppTest app, DateTimeOffset until) => app.PassAsync(until - app.World.Clock.GetUtcNow());

    private static async Task<string?> StateAsync(AppTest app) =>
        (await app.CallAsync(HttpMethod.Get, "/api/waves/first")).Body.GetProperty("state").GetString();
}
