using System.Text.Json;
using AdoptionAutomation.Effects;
using AdoptionAutomation.Groups;
using AdoptionAutomation.Groups.Steps;
using AdoptionAutomation.Sandbox.Faults;
using AdoptionAutomation.Sandbox.Tenant;
using AdoptionAutomation.Tests.Sandbox.Storage;

namespace AdoptionAutomation.Tests.Functions.Groups;

/// <summary>A group with every part, from the apply to the last tab.</summary>
public sealed class TeamGroupTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private static readonly TenantOptions Prompt = new() { Employees = 120, LeastReadLag = TimeSpan.Zero, MostReadLag = TimeSpan.Zero };

    [Fact]
    public async Task A_group_gets_every_part_and_a_second_apply_writes_nothing()
    {
        await using var app = await StartAsync(new() { Members = 25, MembersFrom = """{ "attributes": [ { "attribute": "usageLocation", "in": ["IE"] } ] }""" });
        await app.ProvisionAsync();

        var whole = Whole(app);
        Assert.Equal(["General", "Ideas", "Help", "News"], whole.Team!.Channels.Select(channel => channel.Name));
        Assert.Equal("Charter", Assert.Single(whole.Team.ChannelNamed("General")!.Tabs).Name);
        Assert.Equal("https://agora.example/charte", Assert.Single(whole.Team.ChannelNamed("News")!.Tabs).WebsiteUrl);
        Assert.Equal("false", Assert.Single(whole.Settings).Values["AllowToAddGuests"]);
        Assert.All(TeamCampaign.Addresses(25), mail => Assert.True(whole.Members.Contains(app.Tenant.Directory.User(mail)!.Id)));
        var people = app.Tenant.Directory.Employees.From(0).ToLookup(person => person is { AccountEnabled: true, IsGuest: false });
        Assert.All(people[true].Where(person => person.Site.Country == "IE"), person => Assert.True(whole.Members.Contains(person.Id)));
        Assert.All(people[false], person => Assert.False(whole.Members.Contains(person.Id)));
        var writes = app.Tenant.Log.Writes(RemoteService.Graph);

        Assert.Equal(0, (await app.ApplyAsync()).GetProperty("queued").GetArrayLength());
        await app.PassAsync(TimeSpan.FromHours(1));

        Assert.Equal(writes, app.Tenant.Log.Writes(RemoteService.Graph));
        Assert.Equal(0, app.World.Host.Poisoned);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(3, 0)]
    [InlineData(7, 0)]
    [InlineData(3, 19)]
    [InlineData(3, 20)]
    [InlineData(3, 45)]
    public async Task A_group_with_team_takes_six_requests_and_one_per_channel_and_twenty_members(int channels, int members)
    {
        string[] names = ["Ideas", "Help", "News", "Quality", "Sites", "Tools", "Wins"];
        await using var app = await StartAsync(new() { Channels = names[..channels], Members = members });
        await using var without = await StartAsync(new() { Groups = [] });

        var requests = await CountAsync(app) - await CountAsync(without);

        Assert.InRange(requests, 1, 6 + channels + ((members + 19) / 20));
        Assert.Empty(app.Tenant.Log.Refusals);
    }

    [Fact]
    public async Task The_first_try_at_a_team_waits_a_quarter_of_an_hour_to_the_second()
    {
        await using var app = await StartAsync(new());
        await app.ProvisionAsync();

        var made = app.Tenant.Log.Groups.Single(group => group.Id == Whole(app).Id).At;
        Assert.InRange(app.Tenant.Log.Teams.Single().At - made, TeamStep.FirstWait, TeamStep.FirstWait + TimeSpan.FromSeconds(3));
        Assert.DoesNotContain(app.Tenant.Log.Refusals, refusal => refusal.Path.EndsWith("/team", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Sixty_groups_with_teams_keep_to_every_published_quota()
    {
        var ids = Enumerable.Range(1, Many).Select(i => $"team-{i}").ToList();
        await using var app = await StartAsync(new() { Groups = ids });
        await using var without = await StartAsync(new() { Groups = [] });

        var requests = await CountAsync(app, TimeSpan.FromHours(2)) - await CountAsync(without);

        Assert.Equal((Many, 3 * Many, 2 * Many), (app.Tenant.Log.Teams.Count, app.Tenant.Log.Channels.Count, app.Tenant.Log.Tabs.Count));
        Assert.Empty(app.Tenant.Log.QuotaExceeded);
        Assert.InRange(requests, 1, Many * (6 + 3));
        Assert.Equal((0, 0), (app.World.Host.Poisoned, app.World.Host.PendingMessages));
    }

    [Fact]
    public async Task External_senders_that_Exchange_keeps_from_apps_are_refused_with_what_an_owner_does()
    {
        await using var app = await StartAsync(new() { Settings = """ "guests": "allowed", "externalSenders": true """ });
        await app.ProvisionAsync();

        var refused = Assert.Single((await ShownAsync(app)).GetProperty("refused").EnumerateArray());
        Assert.Equal("settings", refused.GetProperty("part").GetString());
        Assert.Contains("owner", refused.GetProperty("reason").GetString(), StringComparison.Ordinal);
        Assert.Equal("true", Assert.Single(Whole(app).Settings).Values["AllowToAddGuests"]);
        Assert.NotNull(Whole(app).Team);
    }

    [Fact]
    public async Task External_senders_are_set_where_Exchange_lets_apps()
    {
        await using var app = await StartAsync(
            new() { Settings = """ "guests": "allowed", "externalSenders": true """ }, Prompt with { AppMayChangeExchangeSettings = true });
        await app.ProvisionAsync();

        Assert.Empty((await ShownAsync(app)).GetProperty("refused").EnumerateArray());
        Assert.True(Whole(app).Flag("allowExternalSenders"));
    }

    [Fact]
    public async Task A_guest_setting_that_is_there_already_is_changed()
    {
        await using var app = await StartAsync(new());
        // The answer is lost, so the same setting is asked for again.
        app.World.Faults.Strike(target => target.Path == "/v1.0/$batch" && target.Method == "POST" && app.Tenant.Log.Groups.Count == 3, 1, new(FaultKind.AnswerLost));
        await app.ProvisionAsync();

        Assert.Equal("false", Assert.Single(Whole(app).Settings).Values["AllowToAddGuests"]);
        Assert.Empty((await ShownAsync(app)).GetProperty("refused").EnumerateArray());
    }

    [Theory]
    [InlineData("GroupSettings.ReadWrite.All")]
    [InlineData("Channel.Create")]
    [InlineData("TeamsTab.ReadWrite.All")]
    public async Task A_missing_permission_fails_nothing_and_is_named(string permission)
    {
        await using var app = await StartAsync(new(), Prompt with { MissingPermissions = [permission] });
        await app.ApplyAsync();
        await app.PassAsync(TimeSpan.FromHours(1));

        var shown = await ShownAsync(app);
        Assert.Equal("created", shown.GetProperty("state").GetString());
        Assert.Empty(shown.GetProperty("refused").EnumerateArray());
        var stopped = new[] { Lane.GraphWrites, Lane.Teams, Lane.TeamContent }.Select(lane => app.Get<RateGovernor>().StoppedAsync(lane, default));
        Assert.Contains(permission, string.Join('\n', await Task.WhenAll(stopped)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_full_tenant_stops_the_lane_and_says_so()
    {
        await using var app = await StartAsync(new(), Prompt with { ObjectsLeft = 1 });
        await app.ApplyAsync();
        await app.PassAsync(TimeSpan.FromMinutes(10));

        Assert.Contains("tenant is full", await app.Get<RateGovernor>().StoppedAsync(Lane.GraphWrites, default), StringComparison.Ordinal);
        var (_, body) = await app.CallAsync(HttpMethod.Get, "/api/groups");
        Assert.DoesNotContain(body.GetProperty("groups").EnumerateArray(), group => group.GetProperty("state").GetString() == "failed");
    }

    [Fact]
    public async Task A_channel_that_is_refused_keeps_nobody_elses_tabs_away_and_the_next_apply_tries_again()
    {
        await using var app = await StartAsync(new() { Channels = ["News", "One too many"] });
        app.World.Faults.Strike(target => target is { Method: "POST" } && target.Path.EndsWith("/channels", StringComparison.Ordinal), 1, new(FaultKind.Throttled, RetryAfter: 600));
        await app.ApplyAsync();
        await app.PassAsync(TimeSpan.FromMinutes(20));
        // While Teams rests, people fill the team up to one channel below its limit.
        for (var i = 0; i < 998; i++)
        {
            app.Tenant.Directory.MakeChannel(Whole(app).Team!, $"Filler {i}", null, app.World.Clock.GetUtcNow());
        }

        await app.PassAsync(TimeSpan.FromMinutes(30));

        var refused = (await ShownAsync(app)).GetProperty("refused").EnumerateArray().ToDictionary(one => one.GetProperty("part").GetString()!, one => one.GetProperty("reason").GetString()!);
        Assert.Equal(["channels", "tabs"], refused.Keys);
        Assert.StartsWith("channels[1]: 400", refused["channels"], StringComparison.Ordinal);
        Assert.StartsWith("channels[1].tabs[0]:", refused["tabs"], StringComparison.Ordinal);
        Assert.Equal("Charter", Assert.Single(app.Tenant.Log.Tabs).Name);

        Assert.Equal(1, (await app.ApplyAsync()).GetProperty("queued").GetArrayLength());
        await app.PassAsync(TimeSpan.FromMinutes(5));

        Assert.Equal(2, app.Tenant.Log.Refusals.Count(refusal => refusal.Path.EndsWith("/channels", StringComparison.Ordinal)));
        Assert.Single(app.Tenant.Log.Tabs);
    }

    [Fact]
    public async Task Without_a_team_its_channels_and_tabs_are_refused_at_once()
    {
        await using var app = await StartAsync(new());
        await app.ApplyAsync();
        await app.PassAsync(TimeSpan.FromMinutes(5));
        foreach (var owner in Whole(app).Owners.Stored.ToList())
        {
            app.Tenant.Hands.RemoveOwner(Whole(app).Id, owner);
        }

        await app.PassAsync(TimeSpan.FromMinutes(15));

        var shown = await ShownAsync(app);
        var refused = shown.GetProperty("refused").EnumerateArray().ToDictionary(one => one.GetProperty("part").GetString()!, one => one.GetProperty("reason").GetString()!);
        Assert.Equal("ready", shown.GetProperty("state").GetString());
        Assert.StartsWith("400", refused["team"], StringComparison.Ordinal);
        Assert.Equal(("no team", "no team"), (refused["channels"], refused["tabs"]));
    }

    [Fact]
    public async Task A_throttled_Teams_rests_its_own_lane_only()
    {
        await using var app = await StartAsync(new());
        app.World.Faults.Strike(target => target is { Method: "PUT" } && target.Path.EndsWith("/team", StringComparison.Ordinal), 1, new(FaultKind.Throttled, RetryAfter: 600));
        await app.ApplyAsync();
        await app.PassAsync(TimeSpan.FromMinutes(16));

        Assert.NotNull(await app.Get<RateGovernor>().TakeAsync(Lane.Teams, 1, null, default));
        Assert.Null(await app.Get<RateGovernor>().TakeAsync(Lane.GraphWrites, 1, null, default));
        Assert.Empty(app.Tenant.Log.Teams);
        await app.PassAsync(TimeSpan.FromMinutes(30));
        Assert.Equal("ready", (await ShownAsync(app)).GetProperty("state").GetString());
    }

    [Fact]
    public async Task Two_deliveries_of_one_message_make_one_of_everything()
    {
        await using var app = await StartAsync(new());
        await app.ApplyAsync();
        await app.PassAsync(TimeSpan.FromMinutes(16));
        var message = new ProvisionGroupMessage("small", "whole");
        var queue = app.Get<AdoptionAutomation.Storage.WorkQueue>();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => queue.PutAsync(AdoptionAutomation.Storage.QueueNames.ProvisionGroup, message, default)));
        await app.PassAsync(TimeSpan.FromMinutes(1));
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => app.Get<GroupProvisioning>().AdvanceAsync("small", "whole", null, default)));
        await app.PassAsync(TimeSpan.FromHours(1));

        Assert.Equal((1, 3, 2), (app.Tenant.Log.Teams.Count, app.Tenant.Log.Channels.Count, app.Tenant.Log.Tabs.Count));
        Assert.Equal("ready", (await ShownAsync(app)).GetProperty("state").GetString());
    }

    [Fact]
    public async Task Under_harsh_faults_each_channel_and_tab_is_made_once()
    {
        var faults = FaultScript.Harsh with { MonthlyOutage = TimeSpan.Zero };
        await using var app = await StartAsync(new() { Groups = ["one", "two", "three"], Members = 25 }, Prompt with { LeastReadLag = TimeSpan.FromSeconds(3), MostReadLag = TimeSpan.FromSeconds(60) }, faults);
        await app.ApplyAsync();
        await app.PassAsync(TimeSpan.FromHours(6));

        Assert.Equal((3, 9, 6), (app.Tenant.Log.Teams.Count, app.Tenant.Log.Channels.Count, app.Tenant.Log.Tabs.Count));
        Assert.Equal((0, 0), (app.World.Host.Poisoned, app.World.Host.PendingMessages));
    }

    private const int Many = 60;

    private Task<AppTest> StartAsync(TeamCampaign campaign, TenantOptions? tenant = null, FaultScript? faults = null) =>
        AppTest.StartAsync(azurite.NewAccount(), tenant ?? Prompt, faults, campaign.Build());

    private static Group Whole(AppTest app) => app.Tenant.Directory.GroupByNickname(Nickname.Of("small", "whole"))!;

    private static async Task<JsonElement> ShownAsync(AppTest app)
    {
        var (_, body) = await app.CallAsync(HttpMethod.Get, "/api/groups");
        return body.GetProperty("groups").EnumerateArray().Single(group => group.GetProperty("id").GetString() == "whole");
    }

    /// <summary>Requests to Graph from the apply on until everything stands.</summary>
    private static async Task<long> CountAsync(AppTest app, TimeSpan? settle = null)
    {
        await app.ApplyAsync();
        var before = app.Tenant.Log.Requests(RemoteService.Graph);
        await app.PassAsync(settle ?? TimeSpan.FromMinutes(30));
        var (_, body) = await app.CallAsync(HttpMethod.Get, "/api/groups");
        Assert.All(body.GetProperty("groups").EnumerateArray(), group => Assert.Equal("ready", group.GetProperty("state").GetString()));
        return app.Tenant.Log.Requests(RemoteService.Graph) - before;
    }
}
