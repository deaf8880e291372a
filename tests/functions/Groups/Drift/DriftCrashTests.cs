using AdoptionAutomation.Groups;
using AdoptionAutomation.Tests.Sandbox.Storage;

namespace AdoptionAutomation.Tests.Functions.Groups.Drift;

/// <summary>The process dies at every request of the nightly check and its repair: it is put back, once, and the groups are checked.</summary>
public sealed class DriftCrashTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Wherever_the_process_dies_the_repair_is_made_and_the_check_ends(int part)
    {
        var deaths = await CrashMatrix.RunAsync(StartAsync, BeginAsync, CheckAsync, TimeSpan.FromHours(3), (part, 3));

        Assert.True(deaths >= 6, $"only {deaths} deaths were tried");
    }

    private async Task<AppTest> StartAsync()
    {
        var world = await DriftWorld.StartAsync(azurite.NewAccount(), DriftWorld.KeepAll);
        world.App.Tenant.Hands.Rename(world.Everybody.Id, "Others");
        world.App.Tenant.Hands.RemoveOwner(world.Everybody.Id, world.UserOf("hugo.marchand"));
        var now = world.App.World.Clock.GetUtcNow();
        await world.App.PassAsync(new DateTimeOffset(now.Date, TimeSpan.Zero) + new TimeSpan(4, 29, 0) - now);
        return world.App;
    }

    private static Task BeginAsync(AppTest app) => Task.CompletedTask;

    private static async Task CheckAsync(AppTest app)
    {
        var everybody = app.Tenant.Directory.GroupByNickname(Nickname.Of("small", "everybody"))!;
        Assert.Equal("Everybody", everybody.DisplayName);
        Assert.True(everybody.Owners.Contains(app.Tenant.Directory.User("hugo.marchand@lumen.example")!.Id));
        var rows = await app.Get<GroupsTable>().ListAsync("small", default).ToListAsync();
        Assert.All(rows, row => Assert.True(row.CheckedAt is not null));
        Assert.All(rows, row => Assert.Equal(GroupState.Ready, row.State));
        Assert.Equal((0, 0), (app.World.Host.Poisoned, app.World.Host.PendingMessages));
    }
}
