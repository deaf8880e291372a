using System.Text.Json;
using AdoptionAutomation.Operations;
using AdoptionAutomation.Storage;
using AdoptionAutomation.Tests.Sandbox.Storage;
using AdoptionAutomation.Waves.Dates;
using AdoptionAutomation.Waves.Life;

namespace AdoptionAutomation.Tests.Functions.Waves.Dates;

/// <summary>Waves that open by date. Worlds begin on Monday 2026-09-07 at 08:00 in Paris (06:00 UTC).</summary>
public sealed class WaveDateTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private const string Few = """{ "attributes": [ { "attribute": "department", "in": ["Communication", "Ressources humaines"] } ] }""";

    private static readonly TimeSpan Prompt = TimeSpan.FromSeconds(30);

    [Theory]
    // The same clock in Paris, before and after the change of 2026-10-25.
    [InlineData("2026-09-09T09:17", "2026-09-09T07:17:00Z")]
    [InlineData("2026-10-26T09:00", "2026-10-26T08:00:00Z")]
    public async Task A_wave_opens_on_the_minute_of_its_campaigns_clock(string opens, string expected)
    {
        await using var app = await AppTest.StartAsync(azurite.NewAccount(), campaign: Opening(opens));
        await app.ProvisionAsync();
        var instant = DateTimeOffset.Parse(expected, System.Globalization.CultureInfo.InvariantCulture);

        await PassUntilAsync(app, instant - TimeSpan.FromSeconds(2));
        Assert.Empty(app.Tenant.Log.Mails);
        Assert.Equal("planned", (await ShowAsync(app)).GetProperty("state").GetString());
        await PassUntilAsync(app, instant.AddMinutes(30));

        var wave = await ShowAsync(app);
        Assert.Equal(("completed", "date"), (wave.GetProperty("state").GetString(), wave.GetProperty("startedBy").GetString()));
        Assert.InRange(wave.GetProperty("startedAt").GetDateTimeOffset() - instant, TimeSpan.Zero, Prompt);
        AssertMailedOnce(app);
    }

    [Fact]
    public async Task A_date_that_is_near_is_planned_when_somebody_looks()
    {
        await using var app = await AppTest.StartAsync(azurite.NewAccount(), campaign: Opening("2026-09-07T09:20"));
        await app.ProvisionAsync();
        await app.PassAsync(TimeSpan.FromMinutes(35));
        await ShowAsync(app);
        var requests = app.Requests;
        await ShowAsync(app);
        var looking = app.Requests - requests;
        await app.PassAsync(TimeSpan.FromMinutes(30));

        var wave = await ShowAsync(app);
        Assert.InRange(wave.GetProperty("startedAt").GetDateTimeOffset() - Utc(7, 7, 20), TimeSpan.Zero, Prompt);
        Assert.InRange(looking, 0, 6);
        AssertMailedOnce(app);
    }

    [Fact]
    public async Task A_wave_that_is_held_says_by_what_and_opens_by_itself_when_it_no_longer_is()
    {
        await using var app = await AppTest.StartAsync(azurite.NewAccount(), campaign: Opening("2026-09-09T09:00"));
        await PassUntilAsync(app, Utc(9, 7, 30));

        var wave = await ShowAsync(app);
        Assert.Equal("planned", wave.GetProperty("state").GetString());
        Assert.Contains("everybody", wave.GetProperty("held").GetString(), StringComparison.Ordinal);

        await app.ProvisionAsync();
        await app.PassAsync(TimeSpan.FromHours(2));

        wave = await ShowAsync(app);
        Assert.Equal(("completed", JsonValueKind.Null), (wave.GetProperty("state").GetString(), wave.GetProperty("held").ValueKind));
        var started = wave.GetProperty("startedAt").GetDateTimeOffset();
        Assert.InRange(started - Utc(9, started.Hour, 0), TimeSpan.Zero, Prompt);
        AssertMailedOnce(app);
        Assert.Empty(await DueAsync(app));
    }

    [Fact]
    public async Task A_held_wave_is_looked_at_in_open_hours_only_and_by_one_row()
    {
        await using var app = await AppTest.StartAsync(azurite.NewAccount(), campaign: Opening("2026-09-11T19:30"));
        await PassUntilAsync(app, Utc(11, 19, 0));

        var due = Assert.Single(await DueAsync(app));
        Assert.Equal(("Open.first", Utc(14, 5, 0)), (due.Name, due.At));
        await PassUntilAsync(app, Utc(14, 9, 10));
        due = Assert.Single(await DueAsync(app));
        Assert.Equal(("Open.first", Utc(14, 10, 0)), (due.Name, due.At));
        Assert.InRange(app.World.Host.PendingMessages, 0, 1);
    }

    [Fact]
    public async Task Paused_campaigns_open_no_wave_by_date_until_they_are_resumed()
    {
        await using var app = await AppTest.StartAsync(azurite.NewAccount(), campaign: Opening("2026-09-09T09:00"));
        await app.ProvisionAsync();
        await app.Get<PausesTable>().SetAsync("small", new("key", Utc(7, 7, 0), null), default);
        await PassUntilAsync(app, Utc(9, 9, 30));
        Assert.Equal("The whole campaign is paused: POST /api/resume.", (await ShowAsync(app)).GetProperty("held").GetString());

        await app.Get<PausesTable>().ClearAsync("small", default);
        await app.PassAsync(TimeSpan.FromHours(1));

        Assert.Equal("completed", (await ShowAsync(app)).GetProperty("state").GetString());
    }

    [Fact]
    public async Task A_date_put_off_before_it_comes_is_the_one_that_counts()
    {
        await using var app = await AppTest.StartAsync(azurite.NewAccount(), campaign: Opening("2026-09-09T09:00"));
        await app.ProvisionAsync();
        await PassUntilAsync(app, Utc(9, 6, 30));
        await app.EditAsync(Opening("2026-09-10T10:00"));
        await PassUntilAsync(app, Utc(10, 7, 59));
        Assert.Equal("planned", (await ShowAsync(app)).GetProperty("state").GetString());

        await PassUntilAsync(app, Utc(10, 9, 0));

        Assert.InRange((await ShowAsync(app)).GetProperty("startedAt").GetDateTimeOffset() - Utc(10, 8, 0), TimeSpan.Zero, Prompt);
        AssertMailedOnce(app);
        Assert.Empty(await DueAsync(app));
    }

    [Fact]
    public async Task A_date_brought_forward_takes_hold_when_somebody_looks()
    {
        await using var app = await AppTest.StartAsync(azurite.NewAccount(), campaign: Opening("2026-09-30T09:00"));
        await app.ProvisionAsync();
        await app.EditAsync(Opening("2026-09-07T08:15"));
        await ShowAsync(app);
        await app.PassAsync(TimeSpan.FromMinutes(10));

        Assert.Equal("completed", (await ShowAsync(app)).GetProperty("state").GetString());
    }

    [Fact]
    public async Task A_held_wave_whose_date_is_taken_away_waits_for_a_hand()
    {
        await using var app = await AppTest.StartAsync(azurite.NewAccount(), campaign: Opening("2026-09-09T09:00"));
        await PassUntilAsync(app, Utc(9, 7, 30));
        await app.EditAsync(Opening(null));
        await app.ProvisionAsync();
        await app.PassAsync(TimeSpan.FromHours(5));

        var wave = await ShowAsync(app);
        Assert.Equal(("planned", JsonValueKind.Null), (wave.GetProperty("state").GetString(), wave.GetProperty("held").ValueKind));
        Assert.Empty(await DueAsync(app));
        Assert.Equal(202, (await app.CallAsync(HttpMethod.Post, "/api/waves/first/start")).Status);
    }

    [Fact]
    public async Task A_date_does_not_open_a_wave_that_was_cancelled()
    {
        await using var app = await AppTest.StartAsync(azurite.NewAccount(), campaign: Opening("2026-09-09T09:00"));
        await app.ProvisionAsync();
        await app.Get<WaveTransitions>().ApplyAsync("small", "first", WaveAction.Cancel, new("key"), "Not this year", null, default);

        await PassUntilAsync(app, Utc(10, 9, 0));

        Assert.Equal("cancelled", (await ShowAsync(app)).GetProperty("state").GetString());
        var (status, body) = await app.CallAsync(HttpMethod.Post, "/api/waves/first/start");
        Assert.Equal(409, status);
        Assert.Contains("cancelled for good", body.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Empty(app.Tenant.Log.Mails);
        Assert.Empty(await DueAsync(app));
    }

    [Fact]
    public async Task A_campaign_that_cannot_be_read_keeps_no_other_from_opening()
    {
        await using var app = await AppTest.StartAsync(azurite.NewAccount(), campaign: Opening("2026-09-09T09:00"));
        await app.ProvisionAsync();
        var broken = Directory.CreateTempSubdirectory("campaign-");
        await File.WriteAllTextAsync(Path.Combine(broken.FullName, "campaign.json"), "{");

        // It comes before the small one in the container.
        await app.World.App.UploadAsync("broken", broken, default);
        broken.Delete(recursive: true);
        await PassUntilAsync(app, Utc(9, 9, 0));

        Assert.Equal("completed", (await ShowAsync(app)).GetProperty("state").GetString());
    }

    [Fact]
    public async Task A_date_that_passed_while_the_file_was_broken_opens_the_wave_once_it_is_mended()
    {
        await using var app = await AppTest.StartAsync(azurite.NewAccount(), campaign: Opening(null));
        await app.ProvisionAsync();
        var dated = Opening("2026-09-09T09:00");
        await app.EditAsync(dated with { SecondMore = ", \"paec\": 1" });
        await PassUntilAsync(app, Utc(10, 9, 0));
        Assert.DoesNotContain(app.Tenant.Log.Mails, mail => mail.Categories.Contains("welcome"));

        await app.EditAsync(dated);
        await PassUntilAsync(app, Utc(11, 7, 0));

        Assert.InRange((await ShowAsync(app)).GetProperty("startedAt").GetDateTimeOffset() - Utc(11, 3, 10), TimeSpan.Zero, Prompt);
    }

    [Fact]
    public async Task Two_that_plan_at_once_open_it_once()
    {
        await using var app = await AppTest.StartAsync(azurite.NewAccount(), campaign: Opening("2026-09-07T08:50"));
        await app.ProvisionAsync();
        var other = app.World.App.Build(new());
        await using var disposing = (IAsyncDisposable)other;
        var dates = (WaveDates)other.GetService(typeof(WaveDates))!;

        await Task.WhenAll(app.Get<WaveDates>().PlanAsync(app.Campaign, default), dates.PlanAsync(app.Campaign, default));
        await app.PassAsync(TimeSpan.FromHours(2));

        var history = await app.Get<WavesTable>().HistoryAsync("small", "first", default).ToListAsync();
        Assert.Single(history, transition => transition.Action == WaveAction.Start);
        AssertMailedOnce(app);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Wherever_the_process_dies_the_date_opens_the_wave_once(int part)
    {
        var deaths = await CrashMatrix.RunAsync(
            async () =>
            {
                var tenant = new AdoptionAutomation.Sandbox.Tenant.TenantOptions
                {
                    Employees = 24,
                    LeastReadLag = TimeSpan.Zero,
                    MostReadLag = TimeSpan.Zero,
                    SuppressedShare = 0,
                    InvalidMailboxShare = 0,
                };
                var app = await AppTest.StartAsync(azurite.NewAccount(), tenant, campaign: Opening("2026-09-08T09:00"));
                await app.ProvisionAsync();
                await PassUntilAsync(app, Utc(8, 3, 0));
                return app;
            },
            _ => Task.CompletedTask,
            async app =>
            {
                var wave = await ShowAsync(app);
                var uncertain = wave.GetProperty("progress").GetProperty("uncertain").GetInt32();
                WaveTests.AssertInvited(
                    app,
                    person => person is { AccountEnabled: true, IsGuest: false, Department: "Communication" or "Ressources humaines" },
                    uncertain);
                await app.AssertAtRestAsync(goesOn: uncertain > 0);
                Assert.Empty(await DueAsync(app));
            },
            TimeSpan.FromHours(16),
            (part, 2));

        Assert.True(deaths >= 6, $"only {deaths} deaths were tried");
    }

    private static SmallCampaign Opening(string? opens) =>
        new() { FirstAudience = Few, FirstMore = opens is null ? "" : $", \"opens\": \"{opens}\"" };

    /// <summary>A moment of September 2026.</summary>
    private static DateTimeOffset Utc(int day, int hour, int minute) => new(2026, 9, day, hour, minute, 0, TimeSpan.Zero);

    private static Task PassUntilAsync(AppTest app, DateTimeOffset until) => app.PassAsync(until - app.World.Clock.GetUtcNow());

    private static async Task<JsonElement> ShowAsync(AppTest app) => (await app.CallAsync(HttpMethod.Get, "/api/waves/first")).Body;

    private static ValueTask<List<DueWork>> DueAsync(AppTest app) =>
        app.Get<DueTable>().ReadAsync(app.World.Clock.GetUtcNow() + TimeSpan.FromDays(30), default)
            .Where(work => work.Name.EndsWith(".first", StringComparison.Ordinal) && !work.Name.StartsWith("Watch.", StringComparison.Ordinal))
            .ToListAsync();

    private static void AssertMailedOnce(AppTest app)
    {
        Assert.NotEmpty(app.Tenant.Log.Mails);
        Assert.All(app.Tenant.Log.Mails.GroupBy(mail => mail.To), mails => Assert.Single(mails));
    }
}
