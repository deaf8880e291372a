using AdoptionAutomation.Graph;
using AdoptionAutomation.Sandbox.Faults;
using AdoptionAutomation.Tests.Sandbox.Storage;

namespace AdoptionAutomation.Tests.Functions.Calendar.Publishing;

public sealed class PublishPostTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private const string ToBoth = """["everybody", "few"]""";

    [Fact]
    public async Task Posts_go_out_at_their_second_once_and_their_rows_go_with_the_next_round()
    {
        await using var app = await StartAsync(
            CalendarApp.Post("soon", "2026-09-07T08:45"), CalendarApp.Post("both", "2026-09-07T10:00", groups: ToBoth), CalendarApp.Post("tomorrow", "2026-09-08T09:31"));
        await app.ReplanAsync();
        await app.PassToAsync(12, day: 8);

        // Two on one paced lane come one after the other.
        Assert.Equal(["soon 07 06:45:00", "both 07 08:00:00", "both 07 08:00:03", "tomorrow 08 07:31:00"], app.Sent());
        Assert.Empty(await app.Get<AdoptionAutomation.Storage.DueTable>().ReadAsync(DateTimeOffset.MaxValue.AddYears(-1), default)
            .Where(work => work.Queue == AdoptionAutomation.Storage.QueueNames.PublishPost).ToListAsync());
        Assert.Equal("published", await app.StateAsync("both.post.conversation.few"));
    }

    [Fact]
    public async Task A_draft_that_is_approved_and_moved_goes_out_once_at_its_last_time()
    {
        await using var app = await StartAsync(CalendarApp.Post(more: """, "status": "draft" """));
        await app.ReplanAsync();
        await app.ReplaceAsync(CalendarApp.Post());
        await app.ReplaceAsync(CalendarApp.Post(at: "2026-09-07T11:00"));
        await app.ReplaceAsync(CalendarApp.Post(at: "2026-09-07T10:30"));
        await app.PassToAsync(9, 30);
        await app.ReplaceAsync(CalendarApp.Post(at: "2026-09-07T14:00"));
        await app.PassToAsync(14);

        Assert.Equal(["hello 07 08:30:00"], app.Sent());
    }

    [Fact]
    public async Task What_is_new_in_the_past_or_taken_out_is_never_published()
    {
        await using var app = await StartAsync(CalendarApp.Post("gone", "2026-09-07T12:00"));
        await app.ReplanAsync();
        await app.ReplaceAsync(CalendarApp.Post("past", "2026-09-07T08:00"));
        await app.PassToAsync(14);

        Assert.Empty(app.Sent());
        Assert.Equal((0, 0), (app.World.Host.Poisoned, app.World.Host.PendingMessages));
    }

    [Theory]
    [InlineData("publish", "published", 1)]
    [InlineData("skip", "skipped", 0)]
    [InlineData("ask", "asked", 0)]
    public async Task After_an_outage_the_rule_fires_once(string then, string state, int sent)
    {
        await using var app = await StartAsync(CalendarApp.Post(more: $$""", "ifLate": { "then": "{{then}}", "afterHours": 2 }"""));
        await app.ReplanAsync();
        app.World.Clock.Advance(TimeSpan.FromHours(40));
        await app.PassAsync(TimeSpan.FromHours(30));

        Assert.Equal(state, await app.StateAsync());
        Assert.Equal(sent, app.Sent().Count);
    }

    [Fact]
    public async Task An_outage_within_the_rule_s_hours_only_delays()
    {
        await using var app = await StartAsync(CalendarApp.Post());
        await app.ReplanAsync();
        app.World.Clock.Advance(TimeSpan.FromHours(6));
        await app.PassAsync(TimeSpan.FromHours(3));

        Assert.Single(app.Sent());
    }

    [Fact]
    public async Task A_community_manager_decides_about_what_came_late()
    {
        await using var app = await StartAsync(CalendarApp.Post(more: """, "ifLate": { "then": "ask", "afterHours": 2 }"""), CalendarApp.Post("later", "2026-09-20T10:00"));
        await app.ReplanAsync();
        app.World.Clock.Advance(TimeSpan.FromHours(10));
        await app.PassAsync(TimeSpan.FromHours(2));

        Assert.Equal(202, await DecideAsync(app, "skip"));
        Assert.Equal("skipped", await app.StateAsync());
        Assert.Equal(202, await DecideAsync(app, "publish"));
        await app.PassAsync(TimeSpan.FromMinutes(1));
        Assert.Equal("published", await app.StateAsync());
        Assert.Equal(409, await DecideAsync(app, "publish"));
        Assert.Equal(409, await DecideAsync(app, "skip"));
        Assert.Equal(409, await DecideAsync(app, "publish", "later.post.conversation.everybody"));
        Assert.Equal(404, await DecideAsync(app, "publish", "nothing.post.conversation.everybody"));
        await app.PassAsync(TimeSpan.FromHours(3));
        Assert.Single(app.Sent());
    }

    [Theory]
    [InlineData("publish", 2)]
    [InlineData("skip?there=true", 1)]
    public async Task One_that_may_have_gone_out_waits_for_a_person(string decision, int sent)
    {
        await using var app = await StartAsync(CalendarApp.Post());
        StrikeSend(app, FaultKind.AnswerLost);
        await app.ReplanAsync();
        await app.PassToAsync(11);
        Assert.Equal("uncertain", await app.StateAsync());
        Assert.Single(app.Sent());

        Assert.Equal(202, await DecideAsync(app, decision));
        await app.PassAsync(TimeSpan.FromHours(2));

        Assert.Equal((sent, "published"), (app.Sent().Count, await app.StateAsync()));
    }

    [Fact]
    public async Task A_throttled_post_is_released_and_sent_later_and_its_neighbour_too()
    {
        await using var app = await StartAsync(CalendarApp.Post(groups: ToBoth));
        StrikeSend(app, FaultKind.Throttled);
        await app.ReplanAsync();
        await app.PassToAsync(9);

        Assert.Equal(2, app.Tenant.Log.Posts.Select(post => post.To).Distinct().Count());
        Assert.Equal(2, app.Sent().Count);
    }

    [Fact]
    public async Task Nothing_goes_out_while_the_campaign_is_paused_and_all_within_minutes_after()
    {
        await using var app = await StartAsync(CalendarApp.Post());
        await app.ReplanAsync();
        await app.PassToAsync(7, 59);
        Assert.InRange((await app.CallAsync(HttpMethod.Post, "/api/pause")).Status, 200, 299);
        await app.PassToAsync(11, 5);
        Assert.Empty(app.Sent());

        Assert.InRange((await app.CallAsync(HttpMethod.Post, "/api/resume")).Status, 200, 299);
        await app.PassToAsync(11, 21);
        Assert.Single(app.Sent());
    }

    [Fact]
    public async Task A_missing_permission_is_named_within_minutes_and_nothing_fails()
    {
        await using var app = await StartAsync(CalendarApp.Calm with { MissingPermissions = [Permissions.SendMail] }, CalendarApp.Post());
        await app.ReplanAsync();
        await app.PassToAsync(8, 5);

        var (_, stuck) = await app.CallAsync(HttpMethod.Get, "/api/stuck");
        Assert.Contains(Permissions.SendMail, stuck.ToString(), StringComparison.Ordinal);
        Assert.Equal("due", await app.StateAsync());
    }

    [Fact]
    public async Task Redirected_posts_go_to_the_test_group_and_leave_the_real_run_untouched()
    {
        const string Address = "test-group@lumen.example";
        var settings = new Dictionary<string, string?>(StringComparer.Ordinal) { ["Posts:RedirectAllTo"] = Address };
        await using var app = await CalendarApp.StartAsync(azurite.NewAccount(), CalendarApp.With(CalendarApp.Post(groups: ToBoth)), settings: settings);
        await app.ReplanAsync();
        await app.PassToAsync(9);

        Assert.All(app.Tenant.Log.Posts, post => Assert.Equal(Address, post.To));
        Assert.Equal(
            ["[Redirected: conversation, everybody] hello", "[Redirected: conversation, few] hello"], app.Tenant.Log.Posts.Select(post => post.Subject).Order());
        var ledger = app.Get<AdoptionAutomation.Effects.LedgerTable>();
        Assert.Empty(await ledger.ListAsync("small", "post.single", default).ToListAsync());
        Assert.Equal(2, await ledger.ListAsync("small~dress", "post.single", default).CountAsync());
    }

    [Fact]
    public async Task Restarted_on_the_first_of_the_month_it_posts_once()
    {
        await using var app = await CalendarApp.StartAsync(azurite.NewAccount(), new()
        {
            Groups = SmallCampaign.GroupsWith(),
            Calendar = """
                { "rhythms": [ { "id": "month", "to": { "groups": ["everybody"] }, "channels": ["conversation"], "theme": { "fr": "Mois", "en": "Month" },
                  "recurs": { "monthly": { "workingDay": 1 } }, "at": "10:00", "rotation": "again",
                  "posts": [ { "title": { "fr": "Mois", "en": "Month" }, "text": { "fr": "a", "en": "a" } } ] } ] }
                """,
        });
        await app.ReplanAsync();
        await app.PassToAsync(8, 30, day: 30);
        await app.PassAsync(TimeSpan.FromHours(24));
        app.World.Faults.DieAt(app.Get<AdoptionAutomation.Sandbox.Faults.InstanceFaults>().Requests + 1, DeathPoint.Before);
        await app.ReplanAsync().ContinueWith(_ => { }, TaskScheduler.Default);
        await app.PassAsync(TimeSpan.FromHours(30));

        Assert.Equal(["Mois 01 08:00:00"], app.Sent());
    }

    private static async Task<int> DecideAsync(AppTest app, string decision, string key = CalendarApp.Key) =>
        (await app.CallAsync(HttpMethod.Post, $"/api/calendar/posts/{key}/{decision}")).Status;

    private static void StrikeSend(AppTest app, FaultKind kind) =>
        app.World.Faults.Strike(target => target is { Method: "POST" } && target.Path.EndsWith("/sendMail", StringComparison.Ordinal), 1, new(kind, RetryAfter: 20));

    private Task<AppTest> StartAsync(params string[] posts) => CalendarApp.StartAsync(azurite.NewAccount(), CalendarApp.With(posts));

    private Task<AppTest> StartAsync(AdoptionAutomation.Sandbox.Tenant.TenantOptions tenant, params string[] posts) =>
        CalendarApp.StartAsync(azurite.NewAccount(), CalendarApp.With(posts), tenant);
}
