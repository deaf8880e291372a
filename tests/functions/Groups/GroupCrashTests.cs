using AdoptionAutomation.Groups;
using AdoptionAutomation.Sandbox.Tenant;
using AdoptionAutomation.Tests.Sandbox.Storage;

namespace AdoptionAutomation.Tests.Functions.Groups;

/// <summary>The process dies at every request of provisioning, before it and after it: each group is made once, and stands.</summary>
public sealed class GroupCrashTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private static readonly TenantOptions Lagging = new()
    {
        Employees = 40,
        LeastReadLag = TimeSpan.FromSeconds(5),
        MostReadLag = TimeSpan.FromSeconds(40),
        YoungWriteMisses = 0.5,
    };

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Wherever_the_process_dies_every_group_is_made_once_and_stands(int part)
    {
        var deaths = await CrashMatrix.RunAsync(() => AppTest.StartAsync(azurite.NewAccount(), Lagging), app => app.ApplyAsync(), CheckAsync, TimeSpan.FromHours(2), (part, 3));

        Assert.True(deaths >= 6, $"only {deaths} deaths were tried");
    }

    private static Task CheckAsync(AppTest app)
    {
        Assert.Equal(2, app.Tenant.Log.Groups.Count);
        foreach (var declared in app.Campaign.Groups)
        {
            var made = app.Tenant.Directory.GroupByNickname(Nickname.Of("small", declared.Id))!;
            Assert.All(declared.Owners, owner => Assert.True(made.Owners.Contains(app.Tenant.Directory.User(owner)!.Id)));
            Assert.All(declared.Owners.Concat(declared.Members), member => Assert.True(made.Members.Contains(app.Tenant.Directory.User(member)!.Id)));
        }

        Assert.Equal((0, 0), (app.World.Host.Poisoned, app.World.Host.PendingMessages));
        return Task.CompletedTask;
    }
}
