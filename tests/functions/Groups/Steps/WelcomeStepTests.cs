using System.Text.Json;
using AdoptionAutomation.Effects;
using AdoptionAutomation.Groups;
using AdoptionAutomation.Groups.Steps;
using AdoptionAutomation.Sandbox.Faults;
using AdoptionAutomation.Sandbox.Tenant;
using AdoptionAutomation.Tests.Sandbox.Storage;
using AdoptionAutomation.Tests.Sandbox.Tenant;

namespace AdoptionAutomation.Tests.Functions.Groups.Steps;

public sealed class WelcomeStepTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private const string Posts = """
        , "welcome": [
            { "title": { "fr": "Un", "en": "One" }, "text": { "fr": "Premier.", "en": "First." } },
            { "title": { "fr": "Deux", "en": "Two" }, "text": { "fr": "Second.", "en": "Second." }, "by": "sponsor",
              "picture": { "file": "hello.png", "alt": { "fr": "Bonjour", "en": "Hello" } } } ]
        """;

    private static readonly SmallCampaign Campaign = new()
    {
        Groups = SmallCampaign.GroupsWith(Posts),
        Files = new Dictionary<string, byte[]> { ["hello.png"] = [0x89, 0x50, 0x4E, 0x47] },
    };

    private static readonly SmallCampaign MembersOnly = Campaign with { Groups = SmallCampaign.GroupsWith($"{Posts}, \"posting\": \"members\"") };

    private static readonly TenantOptions Tenant = TenantHost.Calm with { Employees = 60 };

    private static readonly TenantOptions Lagging = new() { Employees = 60, LeastReadLag = TimeSpan.FromSeconds(30), MostReadLag = TimeSpan.FromMinutes(3) };

    [Fact]
    public async Task Posts_go_out_in_order_once_each_with_their_picture_and_never_again()
    {
        await using var app = await StartAsync(Campaign, Lagging);
        await app.ProvisionAsync();
        await app.ApplyAsync();
        await app.PassAsync(TimeSpan.FromHours(1));

        foreach (var group in app.Campaign.Groups)
        {
            Assert.Empty((await app.Get<GroupsTable>().FindAsync("small", group.Id, default))!.Refused);
            var posts = PostsOf(app, group.Id);
            Assert.Equal(["Un", "Deux"], posts.Select(post => post.Subject));
            Assert.All(posts, post => Assert.Equal((true, TenantDirectory.MailboxId), (post.Delivered, post.From)));
            Assert.Equal([0, 1], posts.Select(post => post.Pictures.Count));
            Assert.Contains("src=\"cid:picture\"", posts[1].Html, StringComparison.Ordinal);
        }

        Assert.Equal(4, app.Tenant.Log.Posts.Count);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_mailbox_is_a_member_where_only_members_post(bool adopted)
    {
        await using var app = await StartAsync(MembersOnly, Tenant);
        if (adopted)
        {
            app.World.Faults.Strike(target => target is { Method: "POST", Path: "/v1.0/groups" }, 1, new(FaultKind.AnswerLost));
        }

        await app.ProvisionAsync();

        Assert.Equal(4, app.Tenant.Log.Posts.Count);
        Assert.All(app.Tenant.Log.Posts, post => Assert.True(post.Delivered, post.Why));
    }

    [Fact]
    public async Task A_group_that_somebody_made_members_only_without_the_mailbox_gets_it_before_the_first_post()
    {
        await using var app = await StartAsync(MembersOnly, Tenant, new() { ["Posts:MailboxId"] = "" });
        await app.ProvisionAsync();
        var group = GroupOf(app, "few");
        Assert.False(group.Members.Contains(TenantDirectory.MailboxId));
        var step = StepOf(app, TenantDirectory.MailboxId.ToString());
        var row = (await app.Get<GroupsTable>().FindAsync("small", "few", default))!;

        var joined = Assert.IsType<StepResult.More>(await step.TakeAsync(new(app.Campaign, app.Campaign.FindGroup("few")!, row), default));
        Assert.IsType<StepResult.More>(await step.TakeAsync(new(app.Campaign, app.Campaign.FindGroup("few")!, joined.Row), default));

        Assert.True(Assert.Single(app.Tenant.Log.Posts).Delivered);
    }

    [Fact]
    public async Task Without_a_mailbox_the_part_is_refused_and_names_the_setting()
    {
        await using var app = await StartAsync(Campaign, Tenant, new() { ["Posts:MailboxId"] = "" });

        await app.ProvisionAsync();

        var row = await app.Get<GroupsTable>().FindAsync("small", "few", default);
        Assert.Contains("Posts:MailboxId", row!.Refused[GroupPart.Welcome], StringComparison.Ordinal);
        Assert.Empty(app.Tenant.Log.Posts);
    }

    [Fact]
    public async Task A_mailbox_that_does_not_exist_is_refused_and_the_next_apply_may_try_again()
    {
        await using var app = await StartAsync(Campaign, Tenant, new() { ["Posts:MailboxId"] = Guid.Empty.ToString() });

        await app.ProvisionAsync();

        var row = await app.Get<GroupsTable>().FindAsync("small", "few", default);
        Assert.StartsWith("welcome post 1: 404 ErrorInvalidUser", row!.Refused[GroupPart.Welcome], StringComparison.Ordinal);
        var claims = await app.Get<Ledger>().ClaimAsync(WelcomeStep.ScopeOf("small"), [WelcomeStep.SubjectOf(row.GraphId!, 1)], Evidence.None, default);
        Assert.Single(claims.Claimed);
    }

    [Fact]
    public async Task A_mailbox_that_does_not_exist_is_refused_where_only_members_post_and_the_groups_stand()
    {
        await using var app = await StartAsync(MembersOnly, Tenant, new() { ["Posts:MailboxId"] = Guid.NewGuid().ToString() });
        await app.ApplyAsync();
        await app.PassAsync(TimeSpan.FromHours(2));

        var row = await app.Get<GroupsTable>().FindAsync("small", "few", default);
        Assert.Equal(GroupState.Ready, row!.State);
        Assert.Contains("Posts:MailboxId", row.Refused[GroupPart.Welcome], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_permission_stops_the_lane_and_names_it()
    {
        await using var app = await StartAsync(Campaign, Tenant with { MissingPermissions = ["Mail.Send"] });

        await app.ApplyAsync();
        await app.PassAsync(TimeSpan.FromMinutes(10));

        Assert.Contains("Mail.Send", await app.Get<RateGovernor>().StoppedAsync(Lane.Mailbox, default), StringComparison.Ordinal);
        var row = await app.Get<GroupsTable>().FindAsync("small", "few", default);
        Assert.Empty(row!.Refused);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task IT_settles_a_post_of_unknown_outcome_and_only_then_it_may_go_out_again(bool sent)
    {
        await using var app = await StartAsync(Campaign, Tenant);
        app.World.Faults.Strike(IsPost, 1, new(sent ? FaultKind.AnswerLost : FaultKind.Unavailable));
        await app.ProvisionAsync();
        await app.PassAsync(TimeSpan.FromHours(12));
        var shown = await UncertainAsync(app);
        Assert.Equal(3 + (sent ? 1 : 0), app.Tenant.Log.Posts.Count);
        Assert.Equal([1], Assert.Single(shown, group => group.Value.Count > 0).Value);
        var uncertain = shown.Single(group => group.Value.Count > 0).Key;

        var (status, body) = await app.CallAsync(HttpMethod.Post, $"/api/groups/{uncertain}/welcome?sent={sent}");
        await app.PassAsync(TimeSpan.FromHours(1));

        Assert.Equal((200, 1), (status, body.GetProperty("settled").GetArrayLength()));
        Assert.All(await UncertainAsync(app), group => Assert.Empty(group.Value));
        Assert.Equal(["Deux", "Un"], PostsOf(app, uncertain).Select(post => post.Subject).Order(StringComparer.Ordinal));
        Assert.Equal(4, app.Tenant.Log.Posts.Count);

        await app.CallAsync(HttpMethod.Post, $"/api/groups/{uncertain}/welcome?sent=false");
        await app.PassAsync(TimeSpan.FromHours(1));
        Assert.Equal(4, app.Tenant.Log.Posts.Count);
    }

    [Fact]
    public async Task A_post_of_unknown_outcome_rests_the_lane_before_the_next_group_posts()
    {
        await using var app = await StartAsync(Campaign, Tenant);
        app.World.Faults.Strike(IsPost, 1, new(FaultKind.Unavailable));
        await app.ApplyAsync();
        for (var second = 0; second < 1200 && app.World.Faults.Injected.Count == 0; second++)
        {
            await app.PassAsync(TimeSpan.FromSeconds(1));
        }

        var before = app.Tenant.Log.Posts.Count;
        await app.PassAsync(TimeSpan.FromSeconds(15));
        Assert.Equal(before, app.Tenant.Log.Posts.Count);
    }

    [Fact]
    public async Task A_directory_that_will_not_take_the_mailbox_stops_its_own_lane_and_no_post()
    {
        await using var app = await StartAsync(MembersOnly, Tenant, new() { ["Posts:MailboxId"] = "" });
        await app.ProvisionAsync();
        app.World.Faults.Strike(target => target.Method == "PATCH", 1, new(FaultKind.Throttled, 600));
        var row = (await app.Get<GroupsTable>().FindAsync("small", "few", default))!;

        await StepOf(app, TenantDirectory.MailboxId.ToString()).TakeAsync(new(app.Campaign, app.Campaign.FindGroup("few")!, row), default);

        Assert.True((await app.Get<RateGovernor>().TakeAsync(Lane.GraphWrites, 1, null, default))!.At > app.World.Clock.GetUtcNow().AddMinutes(9));
        Assert.Null(await app.Get<RateGovernor>().TakeAsync(Lane.Mailbox, 1, null, default));
    }

    [Fact]
    public async Task Posts_that_go_out_again_do_so_although_a_later_one_was_refused()
    {
        await using var app = await StartAsync(Campaign, Tenant);
        app.World.Faults.Strike(IsPost, 1, new(FaultKind.Unavailable));
        await app.ProvisionAsync();
        await app.PassAsync(TimeSpan.FromHours(1));
        var groups = app.Get<GroupsTable>();
        var uncertain = (await UncertainAsync(app)).Single(group => group.Value.Count > 0).Key;
        var row = (await groups.FindAsync("small", uncertain, default))!;
        await groups.TryWriteAsync("small", row with { Refused = row.Refused.Add(GroupPart.Welcome, "welcome post 2: mended since") }, default);

        await app.CallAsync(HttpMethod.Post, $"/api/groups/{uncertain}/welcome?sent=false&post=1");
        await app.PassAsync(TimeSpan.FromHours(1));

        var settled = (await groups.FindAsync("small", uncertain, default))!;
        Assert.Equal([1, 2], settled.Posts.Keys);
        Assert.Empty(settled.Refused);
    }

    [Theory]
    [InlineData("everybody", "", 400)]
    [InlineData("everybody", "?sent=perhaps", 400)]
    [InlineData("everybody", "?sent=true&post=first", 400)]
    [InlineData("nobody", "?sent=true", 404)]
    public async Task A_decision_that_says_nothing_is_turned_away(string group, string query, int status)
    {
        await using var app = await StartAsync(Campaign, Tenant);
        await app.ProvisionAsync();

        Assert.Equal(status, (await app.CallAsync(HttpMethod.Post, $"/api/groups/{group}/welcome{query}")).Status);
    }

    [Theory]
    [InlineData(DeathPoint.Before)]
    [InlineData(DeathPoint.After)]
    [InlineData(DeathPoint.BeforeRecord)]
    [InlineData(DeathPoint.AfterRecord)]
    public async Task A_death_around_a_post_never_doubles_it_and_never_passes_in_silence(object point)
    {
        await using var app = await StartAsync(Campaign, Tenant);
        app.World.Faults.Strike(IsPost, 2, new(FaultKind.ProcessDeath, Point: (DeathPoint)point));
        await app.ProvisionAsync();
        await app.PassAsync(TimeSpan.FromHours(2));

        Assert.Equal(1, app.World.Host.Deaths);
        var uncertain = await UncertainAsync(app);
        foreach (var group in app.Campaign.Groups)
        {
            var subjects = PostsOf(app, group.Id).Select(post => post.Subject).ToList();
            Assert.Equal(subjects.Count, subjects.Distinct().Count());
            Assert.True(subjects.Count + uncertain[group.Id].Count >= 2);
        }
    }

    private static bool IsPost(FaultTarget target) => target.Path.EndsWith("/sendMail", StringComparison.Ordinal);

    private Task<AppTest> StartAsync(SmallCampaign campaign, TenantOptions tenant, Dictionary<string, string?>? settings = null) =>
        AppTest.StartAsync(azurite.NewAccount(), tenant, campaign: campaign, settings: settings);

    private static WelcomeStep StepOf(AppTest app, string mailboxId)
    {
        var mailbox = new AdoptionAutomation.Graph.ServiceMailbox(
            app.Get<AdoptionAutomation.Graph.GraphConnection>(),
            app.Get<AdoptionAutomation.Graph.GroupMembers>(),
            app.Get<RateGovernor>(),
            Microsoft.Extensions.Options.Options.Create(new AdoptionAutomation.Graph.PostsOptions { MailboxId = mailboxId }));
        return new(
            new(app.Get<TenantGroups>(), mailbox, app.Get<RateGovernor>(), app.World.Clock),
            mailbox,
            app.Get<AdoptionAutomation.Mail.Posts.PostWriter>(),
            app.Get<Ledger>(),
            app.World.Clock,
            Microsoft.Extensions.Logging.Abstractions.NullLogger<WelcomeStep>.Instance);
    }

    private static Group GroupOf(AppTest app, string group) => app.Tenant.Directory.GroupByNickname(Nickname.Of("small", group))!;

    private static List<GroupPost> PostsOf(AppTest app, string group) =>
        [.. app.Tenant.Log.Posts.Where(post => post.Group == GroupOf(app, group).Id)];

    private static async Task<Dictionary<string, IReadOnlyList<int>>> UncertainAsync(AppTest app)
    {
        var (_, body) = await app.CallAsync(HttpMethod.Get, "/api/groups");
        return body.GetProperty("groups").EnumerateArray().ToDictionary(
            group => group.GetProperty("id").GetString()!,
            group => (IReadOnlyList<int>)[.. group.GetProperty("uncertainPosts").EnumerateArray().Select(number => number.GetInt32())]);
    }
}
