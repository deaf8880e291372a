using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Groups;
using AdoptionAutomation.Groups.Drift;
using AdoptionAutomation.Sandbox.Faults;
using AdoptionAutomation.Sandbox.People;
using AdoptionAutomation.Sandbox.Tenant;
using AdoptionAutomation.Storage;
using AdoptionAutomation.Tests.Sandbox.Storage;

namespace AdoptionAutomation.Tests.Functions.Groups.Drift;

public sealed class DriftCheckTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    /// <summary>What people do, what the check says, and whether it can be put back.</summary>
    private static readonly Dictionary<string, Action<DriftWorld>> Deeds = new(StringComparer.Ordinal)
    {
        ["rename"] = world => world.App.Tenant.Hands.Rename(world.Everybody.Id, "Others"),
        ["redescribe"] = world => world.App.Tenant.Hands.Redescribe(world.Everybody.Id, null),
        ["close"] = world => world.App.Tenant.Hands.SetVisibility(world.Everybody.Id, "Private"),
        ["remove owner"] = world => world.App.Tenant.Hands.RemoveOwner(world.Everybody.Id, world.UserOf("hugo.marchand")),
        ["delete channel"] = world => world.App.Tenant.Hands.DeleteChannel(world.Everybody.Id, "News"),
        ["delete team"] = world => world.App.Tenant.Hands.DeleteTeam(world.Everybody.Id),
        ["delete group"] = world => world.App.Tenant.Hands.DeleteGroup(world.Everybody.Id),
        ["owner leaves"] = world => world.App.Tenant.Hands.Leave(world.UserOf("hugo.marchand")),
    };

    [Fact]
    public async Task Nights_without_drift_write_nothing_to_the_tenant_and_cost_few_requests()
    {
        await using var world = await DriftWorld.StartAsync(azurite.NewAccount(), DriftWorld.KeepAll);
        world.App.Tenant.Hands.RemoveMember(world.Everybody.Id, world.UserOf("paul.lefevre"));
        await world.NightAsync();
        var (writes, graph, links) = (world.Writes, world.App.Tenant.Log.Requests(RemoteService.Graph), world.App.Tenant.Log.Links.Count);

        await world.NightAsync();

        Assert.Equal((writes, links), (world.Writes, world.App.Tenant.Log.Links.Count));

        // Groups by id, owners, channels.
        Assert.Equal(3, world.App.Tenant.Log.Requests(RemoteService.Graph) - graph);
        Assert.Empty(await world.DriftOfAsync("everybody"));
        Assert.Empty(await world.DriftOfAsync("few"));
        Assert.Equal(0, world.App.World.Host.PendingMessages);
    }

    [Theory]
    [InlineData("rename", "renamed: displayName")]
    [InlineData("redescribe", "redescribed: description")]
    [InlineData("close", "visibilityChanged: private")]
    [InlineData("remove owner", "ownerGone: owners[1]: no owner any more")]
    [InlineData("delete channel", "channelDeleted: News")]
    [InlineData("delete team", "teamDeleted: team")]
    [InlineData("delete group", "deleted: in the bin: restore it there within 30 days")]
    [InlineData("owner leaves", "ownerGone: owners[1]: cannot sign in any more")]
    public async Task What_people_changed_is_shown_and_left_as_it_is(string deed, string expected)
    {
        await using var world = await DriftWorld.StartAsync(azurite.NewAccount(), "[]");
        Deeds[deed](world);
        var writes = world.Writes;

        await world.NightAsync();
        await world.NightAsync();

        Assert.Equal([expected], await world.DriftOfAsync("everybody"));
        Assert.Equal(deed == "owner leaves" ? ["ownerless: 0 of 1 owners can sign in", "ownerGone: owners[0]: cannot sign in any more"] : [], await world.DriftOfAsync("few"));
        Assert.Equal(writes, world.Writes);
        Assert.Equal((0, 0), (world.App.World.Host.Poisoned, world.App.World.Host.PendingMessages));
    }

    [Theory]
    [InlineData("rename", "renamed: displayName!", "about")]
    [InlineData("redescribe", "redescribed: description!", "about")]
    [InlineData("close", "visibilityChanged: private!", "visibility")]
    [InlineData("remove owner", "ownerGone: owners[1]: no owner any more!", "owners")]
    public async Task What_the_template_keeps_is_put_back_once_and_then_it_is_quiet(string deed, string expected, string keep)
    {
        await using var world = await DriftWorld.StartAsync(azurite.NewAccount(), $"""["{keep}"]""");
        Deeds[deed](world);

        await world.NightAsync();

        Assert.Equal([expected], await world.DriftOfAsync("everybody"));
        Assert.Equal(("Everybody", "News for all.", "Public"), (world.Everybody.DisplayName, world.Everybody.Text("description"), world.Everybody.Text("visibility")));
        Assert.True(world.Everybody.Owners.Contains(world.UserOf("hugo.marchand")));
        var writes = world.Writes;
        await world.NightAsync();
        Assert.Empty(await world.DriftOfAsync("everybody"));
        await world.NightAsync();
        Assert.Equal(writes, world.Writes);
    }

    [Fact]
    public async Task A_name_that_nobody_keeps_survives_the_repair_of_the_visibility()
    {
        await using var world = await DriftWorld.StartAsync(azurite.NewAccount(), """["visibility"]""");
        Deeds["rename"](world);
        Deeds["close"](world);

        await world.NightAsync();

        Assert.Equal(("Others", "Public"), (world.Everybody.DisplayName, world.Everybody.Text("visibility")));
        Assert.Equal(["renamed: displayName", "visibilityChanged: private!"], await world.DriftOfAsync("everybody"));
        await world.NightAsync();
        Assert.Equal(["renamed: displayName"], await world.DriftOfAsync("everybody"));
    }

    private const string TwoWithTabs = """
        [ { "name": "News", "tabs": [ { "name": "Rules", "url": "https://agora.example/a" } ] },
          { "name": "Help", "tabs": [ { "name": "Rules", "url": "https://agora.example/a" } ] } ]
        """;

    [Fact]
    public async Task A_deleted_channel_comes_back_once_Teams_frees_its_name()
    {
        await using var world = await DriftWorld.StartAsync(azurite.NewAccount(), DriftWorld.KeepAll, channels: TwoWithTabs);
        Deeds["delete channel"](world);

        await world.NightAsync();
        Assert.Equal(["channelDeleted: News!"], await world.DriftOfAsync("everybody"));
        await world.NightAsync();
        var waiting = (await world.App.Get<GroupsTable>().FindAsync("small", "everybody", default))!.Refused;
        Assert.Contains("30 days", Assert.Single(waiting, refused => refused.Key is GroupPart.Channels or GroupPart.Tabs).Value, StringComparison.Ordinal);
        Assert.Equal(2, world.App.Tenant.Log.Tabs.Count);
        await world.App.PassAsync(TimeSpan.FromDays(31));
        await world.NightAsync();

        Assert.Equal(3, world.App.Tenant.Log.Tabs.Count);
        Assert.Empty((await world.App.Get<GroupsTable>().FindAsync("small", "everybody", default))!.Refused);
        Assert.Equal(2, world.App.Tenant.Log.Channels.Count(channel => channel.Name == "News"));
        Assert.Empty(await world.DriftOfAsync("everybody"));
    }

    [Fact]
    public async Task A_group_that_lost_its_last_owner_gets_the_declared_ones_again()
    {
        await using var world = await DriftWorld.StartAsync(azurite.NewAccount(), DriftWorld.KeepAll);
        world.App.Tenant.Hands.RemoveOwner(world.GroupOf("few").Id, world.UserOf("hugo.marchand"));

        await world.NightAsync();

        Assert.Equal(["ownerless: 0 of 0 owners can sign in!", "ownerGone: owners[0]: no owner any more!"], await world.DriftOfAsync("few"));
        Assert.True(world.GroupOf("few").Owners.Contains(world.UserOf("hugo.marchand")));
    }

    [Fact]
    public async Task A_deleted_group_is_never_made_again_and_once_restored_it_is_well()
    {
        await using var world = await DriftWorld.StartAsync(azurite.NewAccount(), DriftWorld.KeepAll);
        var id = world.Everybody.Id;
        Deeds["delete group"](world);
        await world.NightAsync();
        Assert.Equal(2, world.App.Tenant.Log.Groups.Count);

        world.App.Tenant.Hands.Restore(id);
        await world.NightAsync();

        Assert.Empty(await world.DriftOfAsync("everybody"));
        Assert.Equal(2, world.App.Tenant.Log.Groups.Count);
    }

    [Fact]
    public async Task Newcomers_whom_the_rule_means_join_the_next_night_and_leavers_are_not_fetched_back()
    {
        var rule = $$""", "membersFrom": { "entraGroup": "{{CompanyShape.AmbassadorsGroupId}}" }""";
        await using var world = await DriftWorld.StartAsync(azurite.NewAccount(), """["members"]""", rule);
        var (leaver, newcomer) = (world.UserOf("ines.benali"), world.UserOf("thomas.petit"));
        world.App.Tenant.Hands.AddMember(CompanyShape.AmbassadorsGroupId, leaver);
        await world.NightAsync();
        Assert.True(world.Everybody.Members.Contains(leaver));
        world.App.Tenant.Hands.RemoveMember(world.Everybody.Id, leaver);
        world.App.Tenant.Hands.AddMember(CompanyShape.AmbassadorsGroupId, newcomer);

        await world.NightAsync();

        Assert.True(world.Everybody.Members.Contains(newcomer));
        Assert.False(world.Everybody.Members.Contains(leaver));
        var writes = world.Writes;
        await world.NightAsync();
        Assert.Equal(writes, world.Writes);
        Assert.Empty(await world.DriftOfAsync("everybody"));
    }

    [Fact]
    public async Task Another_content_of_a_csv_file_is_another_declaration_and_waits_for_the_apply()
    {
        await using var world = await DriftWorld.StartAsync(azurite.NewAccount(), """["members"]""", """, "membersFrom": { "csv": "second.csv" }""");
        await world.UploadAsync("second.csv", "mail\nines.benali@lumen.example\n");
        await world.NightAsync();
        Assert.False(world.Everybody.Members.Contains(world.UserOf("ines.benali")));

        var (_, plan) = await world.App.CallAsync(HttpMethod.Get, "/api/groups/plan");
        var hash = plan.GetProperty("hash").GetString();
        Assert.Equal("change", plan.GetProperty("groups").EnumerateArray().Single(group => group.GetProperty("id").GetString() == "everybody").GetProperty("action").GetString());
        await world.UploadAsync("second.csv", "mail\nines.benali@lumen.example\nsofia.rossi@lumen.example\n");
        Assert.Equal(409, (await world.App.CallAsync(HttpMethod.Post, $"/api/groups/apply?plan={hash}")).Status);
        await world.App.ProvisionAsync();

        Assert.True(world.Everybody.Members.Contains(world.UserOf("ines.benali")));
        Assert.True(world.Everybody.Members.Contains(world.UserOf("sofia.rossi")));
    }

    [Fact]
    public async Task Throttling_in_the_middle_leaves_the_rest_to_the_message()
    {
        await using var world = await DriftWorld.StartAsync(azurite.NewAccount(), DriftWorld.KeepAll);
        Deeds["rename"](world);
        var everybody = world.Everybody.Id.ToString();
        world.App.World.Faults.Strike(
            target => target.Path.Contains(everybody, StringComparison.Ordinal) && target.Path.EndsWith("/owners", StringComparison.Ordinal), 1, new(FaultKind.Throttled, 40));

        await world.NightAsync();

        Assert.Single(world.App.Tenant.Log.Faults);
        Assert.Equal(["renamed: displayName!"], await world.DriftOfAsync("everybody"));
        Assert.Equal("Everybody", world.Everybody.DisplayName);
        Assert.Equal(0, world.App.World.Host.PendingMessages);
    }

    [Fact]
    public async Task Without_the_permission_to_read_channels_only_the_check_stops_and_says_which()
    {
        await using var world = await DriftWorld.StartAsync(
            azurite.NewAccount(), DriftWorld.KeepAll, tenant: calm => calm with { MissingPermissions = ["Channel.ReadBasic.All"] }, channels: "[]");

        await world.NightAsync();

        var governor = world.App.Get<AdoptionAutomation.Effects.RateGovernor>();
        Assert.Contains("Channel.ReadBasic.All", await governor.StoppedAsync(AdoptionAutomation.Effects.Lane.GroupChecks, default) ?? "", StringComparison.Ordinal);
        Assert.Null(await governor.StoppedAsync(AdoptionAutomation.Effects.Lane.GraphReads, default));
        Assert.NotNull((await world.App.Get<GroupsTable>().FindAsync("small", "few", default))!.CheckedAt);
        var (_, shown) = await world.App.CallAsync(HttpMethod.Get, "/api/groups");
        Assert.Contains("Channel.ReadBasic.All", shown.GetProperty("stopped").EnumerateArray().Single().GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_of_before_is_still_read()
    {
        await using var world = await DriftWorld.StartAsync(azurite.NewAccount(), DriftWorld.KeepAll);
        await world.App.Get<WorkQueue>().PutTextAsync(
            QueueNames.ProvisionGroup, """{"campaign":"small","group":"few","tries":0,"turn":null,"v":1}""", TimeSpan.Zero, default);

        await world.App.PassAsync(TimeSpan.FromMinutes(5));

        Assert.Equal((0, 0), (world.App.World.Host.Poisoned, world.App.World.Host.PendingMessages));
    }
}
