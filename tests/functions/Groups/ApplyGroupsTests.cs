using AdoptionAutomation.Effects;
using AdoptionAutomation.Groups;
using AdoptionAutomation.Groups.Plan;
using AdoptionAutomation.Groups.Steps;
using AdoptionAutomation.Sandbox.Faults;
using AdoptionAutomation.Sandbox.Tenant;
using AdoptionAutomation.Tests.Sandbox.Storage;

namespace AdoptionAutomation.Tests.Functions.Groups;

/// <summary>Applying over HTTP, of the whole app against the simulated tenant.</summary>
public sealed class ApplyGroupsTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Fact]
    public async Task Without_a_plan_nothing_is_applied_and_the_answer_says_how()
    {
        await using var app = await AppTest.StartAsync(azurite.NewAccount());

        var (status, body) = await app.CallAsync(HttpMethod.Post, "/api/groups/apply");

        Assert.Equal(400, status);
        Assert.Contains("GET /api/groups/plan", body.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal(0, app.World.Host.PendingMessages);
    }

    [Fact]
    public async Task A_plan_that_the_tenant_left_behind_is_refused_with_the_new_one()
    {
        await using var app = await AppTest.StartAsync(azurite.NewAccount());
        var seen = await HashAsync(app);
        app.Tenant.Hands.AddForeignGroup("A few", "others");

        var (status, body) = await app.CallAsync(HttpMethod.Post, $"/api/groups/apply?plan={seen}");

        Assert.Equal((409, 0), (status, app.World.Host.PendingMessages));
        Assert.Equal(await HashAsync(app), body.GetProperty("plan").GetProperty("hash").GetString());
        Assert.Equal(1, body.GetProperty("plan").GetProperty("totals").GetProperty("conflict").GetInt32());
    }

    [Fact]
    public async Task A_second_apply_queues_nothing_and_writes_nothing_to_the_tenant()
    {
        await using var app = await AppTest.StartAsync(azurite.NewAccount(), campaign: new() { Groups = PlanGroupsTests.Expanded() });
        await app.ProvisionAsync();
        await app.PassAsync(TimeSpan.FromHours(1));
        var writes = app.Tenant.Log.Writes(RemoteService.Graph);
        Assert.True(writes > 0);

        var body = await app.ApplyAsync();
        await app.PassAsync(TimeSpan.FromHours(1));

        Assert.Equal(0, body.GetProperty("queued").GetArrayLength());
        Assert.Equal((writes, 0), (app.Tenant.Log.Writes(RemoteService.Graph), app.World.Host.PendingMessages));
    }

    [Fact]
    public async Task A_conflict_is_not_queued_and_the_rest_stands()
    {
        await using var app = await AppTest.StartAsync(azurite.NewAccount());
        app.Tenant.Hands.AddForeignGroup("A few", "others");

        var body = await app.ApplyAsync();
        await app.PassAsync(TimeSpan.FromMinutes(30));

        Assert.Equal(["everybody"], body.GetProperty("queued").EnumerateArray().Select(group => group.GetString()));
        Assert.Equal(["few"], body.GetProperty("conflicts").EnumerateArray().Select(group => group.GetString()));
        Assert.NotNull(app.Tenant.Directory.GroupByNickname(Nickname.Of("small", "everybody")));
        Assert.Null(app.Tenant.Directory.GroupByNickname(Nickname.Of("small", "few")));
    }

    [Fact]
    public async Task A_group_whose_row_is_lost_is_adopted_without_a_second_one()
    {
        await using var app = await AppTest.StartAsync(azurite.NewAccount());
        var group = app.Tenant.Hands.AddForeignGroup("Everybody", Nickname.Of("small", "everybody"));

        await app.ProvisionAsync();

        var row = (await app.Get<GroupsTable>().FindAsync("small", "everybody", default))!;
        Assert.Equal((group.ToString(), GroupState.Ready), (row.GraphId, row.State));
        var adopted = app.Tenant.Directory.Group(group)!;
        Assert.Equal(("News for all.", "Public"), (adopted.Text("description"), adopted.Text("visibility")));
        Assert.True(adopted.Owners.Contains(app.Tenant.Directory.User("claire.fontaine@lumen.example")!.Id));
        Assert.Single(app.Tenant.Log.Groups);
    }

    [Fact]
    public async Task A_deleted_group_waits_in_the_bin_for_it_and_is_made_anew_once_it_is_gone()
    {
        await using var app = await AppTest.StartAsync(azurite.NewAccount());
        await app.ProvisionAsync();
        app.Tenant.Hands.DeleteGroup(app.Tenant.Directory.GroupByNickname(Nickname.Of("small", "few"))!.Id);

        Assert.Equal(["few"], (await app.ApplyAsync()).GetProperty("conflicts").EnumerateArray().Select(group => group.GetString()));
        await app.PassAsync(TimeSpan.FromDays(31));
        await app.ProvisionAsync();

        Assert.NotNull(app.Tenant.Directory.GroupByNickname(Nickname.Of("small", "few")));
        Assert.Equal(3, app.Tenant.Log.Groups.Count);
    }

    [Fact]
    public async Task A_group_that_is_made_anew_gets_its_members_by_rule_anew()
    {
        const string Rule = """, "membersFrom": { "attributes": [ { "attribute": "usageLocation", "in": ["IE"] } ] }""";
        await using var app = await AppTest.StartAsync(azurite.NewAccount(), campaign: new() { Groups = SmallCampaign.GroupsWith(few: Rule) });
        await app.ProvisionAsync();
        var before = Of(app, "few");
        var members = before.Members.Stored.Order().ToList();
        app.Tenant.Hands.DeleteGroup(before.Id);
        await app.PassAsync(TimeSpan.FromDays(31));
        await app.ProvisionAsync();

        Assert.NotEqual(before.Id, Of(app, "few").Id);
        Assert.True(members.Count > 1);
        Assert.Equal(members, Of(app, "few").Members.Stored.Order());
    }

    [Fact]
    public async Task A_group_that_was_refused_is_made_once_what_was_in_the_way_is_mended()
    {
        await using var app = await AppTest.StartAsync(azurite.NewAccount());
        var (ledger, scope) = (app.Get<Ledger>(), CreationStep.ScopeOf("small"));
        var claims = await ledger.ClaimAsync(scope, ["few"], Evidence.None, default);
        await ledger.RecordAsync(claims, new Dictionary<string, Outcome> { ["few"] = new(OutcomeKind.Refused, "400 Directory_QuotaExceeded") }, default);
        var failed = new GroupRow("few") { State = GroupState.Failed, Approved = GroupParts.Approval(app.Campaign.FindGroup("few")!), Reason = "400 Directory_QuotaExceeded" };
        await app.Get<GroupsTable>().TryWriteAsync("small", failed, default);

        await app.ProvisionAsync();

        Assert.Equal(2, app.Tenant.Log.Groups.Count);
    }

    [Fact]
    public async Task A_row_that_was_written_meanwhile_is_not_overwritten_and_the_others_are_applied()
    {
        await using var app = await AppTest.StartAsync(azurite.NewAccount());
        var reader = app.Get<PlanReader>();
        var input = await reader.ReadAsync(app.Campaign, default);
        var meanwhile = new GroupRow("few") { Approved = "another declaration", State = GroupState.Created, GraphId = "11111111-0000-0000-0000-000000000000", MadeAt = input.Now };
        Assert.NotNull(await app.Get<GroupsTable>().TryWriteAsync("small", meanwhile, default));

        var applied = await app.Get<PlanApplication>().ApplyAsync(input, GroupPlan.Of(input), default);

        Assert.Equal(["everybody"], applied.Queued);
        Assert.Equal(["few"], applied.Moved);
        Assert.Equal("another declaration", (await app.Get<GroupsTable>().FindAsync("small", "few", default))!.Approved);
    }

    [Fact]
    public async Task A_transaction_that_was_answered_twice_is_not_taken_for_somebody_elses()
    {
        await using var app = await AppTest.StartAsync(azurite.NewAccount());
        app.World.Faults.Strike(target => target is { Service: RemoteService.Tables, Method: "POST" } && target.Path.EndsWith("$batch", StringComparison.Ordinal), 1, new(FaultKind.AnswerLost));

        var body = await app.ApplyAsync();

        Assert.Equal(2, body.GetProperty("queued").GetArrayLength());
        Assert.Equal(0, body.GetProperty("moved").GetArrayLength());
    }

    [Fact]
    public async Task What_was_changed_by_hand_is_put_back_only_where_the_template_keeps_it()
    {
        await using var app = await AppTest.StartAsync(azurite.NewAccount(), campaign: new() { Groups = Kept });
        await app.ProvisionAsync();
        await app.PassAsync(TimeSpan.FromMinutes(30));
        var (kept, loose) = (Of(app, "everybody"), Of(app, "few"));
        app.Tenant.Hands.Rename(kept.Id, "Everyone");
        app.Tenant.Hands.Rename(loose.Id, "A handful");

        Assert.Equal(["everybody"], (await app.ApplyAsync()).GetProperty("queued").EnumerateArray().Select(group => group.GetString()));
        await app.PassAsync(TimeSpan.FromMinutes(30));

        Assert.Equal(("Everybody", "A handful"), (kept.DisplayName, loose.DisplayName));
        Assert.Equal(0, (await app.ApplyAsync()).GetProperty("queued").GetArrayLength());
    }

    private static string Kept => """
        {
          "templates": [
            { "id": "kept", "kind": "general", "visibility": "public", "keep": ["about"], "owners": ["claire.fontaine@lumen.example"] },
            { "id": "loose", "kind": "general", "visibility": "public", "owners": ["claire.fontaine@lumen.example"] }
          ],
          "groups": [
            { "id": "everybody", "template": "kept", "name": "Everybody", "objective": "News for all." },
            { "id": "few", "template": "loose", "name": "A few", "objective": "Try it first." }
          ]
        }
        """;

    private static Group Of(AppTest app, string id) => app.Tenant.Directory.GroupByNickname(Nickname.Of("small", id))!;

    private static async Task<string> HashAsync(AppTest app) =>
        (await app.CallAsync(HttpMethod.Get, "/api/groups/plan")).Body.GetProperty("hash").GetString()!;
}
