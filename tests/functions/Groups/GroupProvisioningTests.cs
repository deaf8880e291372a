using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Groups;
using AdoptionAutomation.Groups.Plan;
using AdoptionAutomation.Sandbox.Faults;
using AdoptionAutomation.Sandbox.Tenant;
using AdoptionAutomation.Storage;
using AdoptionAutomation.Tests.Sandbox.Storage;
using Azure.Storage.Blobs;
using Microsoft.Extensions.Logging.Abstractions;

namespace AdoptionAutomation.Tests.Functions.Groups;

public sealed class GroupProvisioningTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private static readonly TenantOptions Slow = new() { Employees = 120, LeastReadLag = TimeSpan.FromSeconds(30), MostReadLag = TimeSpan.FromMinutes(3) };

    [Fact]
    public async Task Groups_stand_with_owners_and_members_and_a_second_apply_writes_nothing()
    {
        await using var app = await AppTest.StartAsync(azurite.NewAccount());
        await app.ProvisionAsync();

        var everybody = app.Tenant.Directory.GroupByNickname(Nickname.Of("small", "everybody"))!;
        Assert.True(everybody.Owners.Contains(app.Tenant.Directory.User("claire.fontaine@lumen.example")!.Id));
        Assert.True(everybody.Members.Contains(app.Tenant.Directory.User("paul.lefevre@lumen.example")!.Id));
        var before = (app.Tenant.Log.Groups.Count, app.Tenant.Log.Links.Count);

        var body = await app.ApplyAsync();
        await app.PassAsync(TimeSpan.FromHours(1));

        Assert.Equal(0, body.GetProperty("queued").GetArrayLength());
        Assert.Equal(before, (app.Tenant.Log.Groups.Count, app.Tenant.Log.Links.Count));
    }

    [Fact]
    public async Task A_directory_that_lags_only_takes_longer()
    {
        await using var app = await AppTest.StartAsync(azurite.NewAccount(), Slow);

        await app.ProvisionAsync();

        Assert.Equal(2, app.Tenant.Log.Groups.Count);
        Assert.Equal(0, app.World.Host.Poisoned);
    }

    [Fact]
    public async Task A_group_whose_creation_was_never_answered_is_adopted_by_its_mark()
    {
        await using var app = await AppTest.StartAsync(azurite.NewAccount(), Slow);
        app.World.Faults.Strike(target => target is { Method: "POST", Path: "/v1.0/groups" }, 1, new(FaultKind.AnswerLost));

        await app.ProvisionAsync();

        Assert.Equal(2, app.Tenant.Log.Groups.Count);
    }

    [Fact]
    public async Task A_group_that_is_not_shown_for_most_of_an_hour_is_still_waited_for()
    {
        var slow = Slow with { LeastReadLag = TimeSpan.FromMinutes(50), MostReadLag = TimeSpan.FromMinutes(50) };
        await using var app = await AppTest.StartAsync(azurite.NewAccount(), slow, campaign: new() { Groups = SmallCampaign.GroupsWith() });
        app.World.Faults.Strike(target => target is { Method: "POST", Path: "/v1.0/groups" }, 1, new(FaultKind.AnswerLost));
        await app.ApplyAsync();
        await app.PassAsync(TimeSpan.FromHours(2));

        Assert.Equal(2, app.Tenant.Log.Groups.Count);
        var rows = await app.Get<GroupsTable>().ListAsync("small", default).ToListAsync();
        Assert.All(rows, row => Assert.Equal((GroupState.Ready, null), (row.State, row.Cursor)));
    }

    [Fact]
    public async Task An_owner_who_leaves_after_the_plan_fails_the_group_with_the_field_that_says_so()
    {
        await using var app = await AppTest.StartAsync(azurite.NewAccount());
        await app.ApplyAsync();
        app.Tenant.Hands.Leave(app.Tenant.Directory.User("claire.fontaine@lumen.example")!.Id);

        await app.PassAsync(TimeSpan.FromMinutes(30));
        var (_, body) = await app.CallAsync(HttpMethod.Get, "/api/groups");

        var group = body.GetProperty("groups").EnumerateArray().First(group => group.GetProperty("id").GetString() == "everybody");
        Assert.Equal("failed", group.GetProperty("state").GetString());
        Assert.Contains("owners[0]", group.GetProperty("reason").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_instance_whose_copy_of_the_files_is_older_than_what_was_applied_reads_them_again()
    {
        await using var app = await AppTest.StartAsync(azurite.NewAccount());
        await app.ProvisionAsync();
        var files = app.Get<BlobServiceClient>();
        await files.GetBlobContainerClient(ContainerNames.Campaign).GetBlobClient("small/groups.json").UploadAsync(
            BinaryData.FromString(new SmallCampaign().Groups.Replace("A few", "Some", StringComparison.Ordinal)), overwrite: true);
        var other = new CampaignStore(files, app.World.Clock, NullLogger<CampaignStore>.Instance);
        var old = await app.Get<CampaignStore>().GetAsync("small", default);
        Assert.Equal("A few", old.FindGroup("few")!.Name);

        // IT applies at another instance, and this one still has the old files.
        var now = await other.GetFreshAsync("small", default);
        var input = await app.Get<PlanReader>().ReadAsync(now, default);
        await app.Get<PlanApplication>().ApplyAsync(input, GroupPlan.Of(input), default);
        Assert.Same(old, await app.Get<CampaignStore>().GetAsync("small", default));
        await app.PassAsync(TimeSpan.FromMinutes(5));

        Assert.Equal("Some", app.Tenant.Directory.GroupByNickname(Nickname.Of("small", "few"))!.DisplayName);
    }

    [Fact]
    public async Task A_plan_of_files_that_moved_a_minute_ago_is_refused()
    {
        await using var app = await AppTest.StartAsync(azurite.NewAccount());
        var (_, plan) = await app.CallAsync(HttpMethod.Get, "/api/groups/plan");
        await app.Get<BlobServiceClient>().GetBlobContainerClient(ContainerNames.Campaign).GetBlobClient("small/groups.json").UploadAsync(
            BinaryData.FromString(new SmallCampaign().Groups.Replace("A few", "Some", StringComparison.Ordinal)), overwrite: true);

        var (status, _) = await app.CallAsync(HttpMethod.Post, $"/api/groups/apply?plan={plan.GetProperty("hash").GetString()}");

        Assert.Equal(409, status);
    }
}
