using AdoptionAutomation.Groups;
using AdoptionAutomation.Sandbox.Tenant;
using AdoptionAutomation.Tests.Sandbox.Storage;

namespace AdoptionAutomation.Tests.Functions.Groups;

/// <summary>The process dies at every request of a group that has every part: one group, one team, each channel and tab once.</summary>
public sealed class TeamCrashTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private const int Parts = 4;

    private static readonly TenantOptions Lagging = new()
    {
        Employees = 40,
        LeastReadLag = TimeSpan.FromSeconds(5),
        MostReadLag = TimeSpan.FromSeconds(40),
        YoungWriteMisses = 0.5,
        AppMayChangeExchangeSettings = true,
    };

    private static readonly TeamCampaign Campaign = new()
    {
        Settings = """ "guests": "none", "externalSenders": true """,
        Channels = ["Ideas", "Help", "News", "Sites"],
        Members = 25,
        MembersFrom = """{ "attributes": [ { "attribute": "usageLocation", "in": ["IE"] } ] }""",
    };

    public static TheoryData<int> EveryPart => [.. Enumerable.Range(0, Parts)];

    [Theory]
    [MemberData(nameof(EveryPart))]
    public async Task Wherever_the_process_dies_a_whole_group_stands_with_everything_once(int part)
    {
        var deaths = await CrashMatrix.RunAsync(
            () => AppTest.StartAsync(azurite.NewAccount(), Lagging, campaign: Campaign.Build()),
            app => app.ApplyAsync(),
            CheckAsync,
            TimeSpan.FromHours(2),
            (part, Parts));

        Assert.True(deaths >= 6, $"only {deaths} deaths were tried");
    }

    private static async Task CheckAsync(AppTest app)
    {
        var (_, body) = await app.CallAsync(HttpMethod.Get, "/api/groups");
        Assert.All(body.GetProperty("groups").EnumerateArray(), group =>
        {
            Assert.Equal("ready", group.GetProperty("state").GetString());
            Assert.Equal((0, 0), (group.GetProperty("missing").GetArrayLength(), group.GetProperty("refused").GetArrayLength()));
        });
        Assert.Equal((3, 1), (app.Tenant.Log.Groups.Count, app.Tenant.Log.Teams.Count));
        Assert.Equal(["Help", "Ideas", "News", "Sites"], app.Tenant.Log.Channels.Select(channel => channel.Name).Order(StringComparer.Ordinal));
        Assert.Equal(["Charter", "Rules"], app.Tenant.Log.Tabs.Select(tab => tab.Name).Order(StringComparer.Ordinal));
        var whole = app.Tenant.Directory.GroupByNickname(Nickname.Of("small", "whole"))!;
        Assert.Single(whole.Settings);
        var expected = app.Campaign.FindGroup("whole")!.Members.Concat(["ines.benali@lumen.example"]).Select(mail => app.Tenant.Directory.User(mail)!.Id);
        Assert.All(expected, person => Assert.True(whole.Members.Contains(person)));
        var byRule = app.Tenant.Directory.Employees.From(0).Where(person => person is { AccountEnabled: true, IsGuest: false, Site.Country: "IE" });
        Assert.All(byRule, person => Assert.True(whole.Members.Contains(person.Id)));
        Assert.Equal((0, 0), (app.World.Host.Poisoned, app.World.Host.PendingMessages));
    }
}
