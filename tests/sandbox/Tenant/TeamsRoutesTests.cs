using System.Net.Http.Json;
using System.Text.Json.Nodes;
using AdoptionAutomation.Sandbox.Faults;
using AdoptionAutomation.Sandbox.Tenant;

namespace AdoptionAutomation.Tests.Sandbox.Tenant;

public sealed class TeamsRoutesTests : IAsyncLifetime
{
    private TenantHost host = null!;

    public async Task InitializeAsync() => host = await TenantHost.StartAsync();

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public async Task Teams_does_not_know_a_new_group_for_some_minutes()
    {
        await using var slow = await TenantHost.StartAsync(TenantHost.Calm with { TeamReadyAfterAtMost = TimeSpan.FromMinutes(15) });
        List<Guid> groups = [await slow.CreateGroupAsync("a"), await slow.CreateGroupAsync("b"), await slow.CreateGroupAsync("c")];
        var waits = groups.Select(id => slow.Tenant.Directory.TeamReadyAt(slow.Tenant.Directory.Group(id)!) - TenantHost.Start).Order().ToList();
        slow.Clock.Advance(waits[0]);

        var answers = new List<string>();
        foreach (var id in groups)
        {
            answers.Add(await slow.SendAsync(HttpMethod.Put, $"groups/{id}/team", new { }));
        }

        Assert.InRange(waits[0], TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(15));
        Assert.Equal((1, 2), (answers.Count(a => a is "201"), answers.Count(a => a.StartsWith("404 ", StringComparison.Ordinal))));
        slow.Clock.Advance(TimeSpan.FromMinutes(15));
        Assert.All(groups.Where(id => answers[groups.IndexOf(id)] is not "201"), id =>
            Assert.Equal("201", slow.SendAsync(HttpMethod.Put, $"groups/{id}/team").GetAwaiter().GetResult()));
        Assert.Equal(3, slow.Tenant.Log.Teams.Count);
    }

    [Fact]
    public async Task A_team_has_a_channel_General_and_shows_in_its_group()
    {
        var id = await host.CreateTeamAsync("ideas");

        Assert.Equal("Group ideas", (await host.GetAsync($"teams/{id}"))["displayName"]!.ToString());
        Assert.Equal("General", Assert.Single((await host.GetAsync($"teams/{id}/channels"))["value"]!.AsArray())!["displayName"]!.ToString());
        Assert.Equal("Team", (await host.GetAsync($"groups/{id}?$select=resourceProvisioningOptions"))["resourceProvisioningOptions"]![0]!.ToString());
        Assert.Equal(id, Assert.Single(host.Tenant.Log.Teams).Group);
    }

    [Fact]
    public async Task A_group_gets_one_team_and_only_with_an_owner()
    {
        var (team, orphan) = (await host.CreateTeamAsync("ideas"), await host.CreateGroupAsync("orphan"));
        host.Tenant.Hands.RemoveOwner(orphan, host.People[0].Id);
        var security = host.Tenant.Directory.GroupByNickname("ambassadors")!.Id;

        Assert.StartsWith("409 ", await host.SendAsync(HttpMethod.Put, $"groups/{team}/team", new { }), StringComparison.Ordinal);
        Assert.StartsWith("400 ", await host.SendAsync(HttpMethod.Put, $"groups/{orphan}/team", new { }), StringComparison.Ordinal);
        Assert.StartsWith("400 ", await host.SendAsync(HttpMethod.Put, $"groups/{security}/team", new { }), StringComparison.Ordinal);
        Assert.StartsWith("404 ", await host.SendAsync(HttpMethod.Get, $"teams/{orphan}"), StringComparison.Ordinal);
        Assert.Single(host.Tenant.Log.Teams);
        Assert.Contains(RequestSubjects.Team(team), host.Tenant.Log.Refusals[0].Subjects);
    }

    [Fact]
    public async Task Archiving_is_an_operation_that_succeeds_after_a_while()
    {
        var id = await host.CreateTeamAsync("ideas");

        using var accepted = await host.Graph.PostAsJsonAsync($"teams/{id}/archive", new { });
        var location = accepted.Headers.Location!.ToString();
        var operation = location.TrimStart('/');
        var before = ((await host.GetAsync(operation))["status"]!.ToString(), (await host.GetAsync($"teams/{id}"))["isArchived"]!.GetValue<bool>());
        host.Clock.Advance(TimeSpan.FromSeconds(30));
        var after = ((await host.GetAsync(operation))["status"]!.ToString(), (await host.GetAsync($"teams/{id}"))["isArchived"]!.GetValue<bool>());

        Assert.StartsWith($"/teams('{id}')/operations('", location, StringComparison.Ordinal);
        Assert.Equal((("inProgress", false), ("succeeded", true)), (before, after));
        Assert.True(host.Tenant.Directory.Group(id)!.Team!.Archived);
    }

    [Theory]
    [InlineData("Ideas", "201")]
    [InlineData("Questions & answers", "400 Channel name contains")]
    [InlineData("Why?", "400 Channel name contains")]
    [InlineData("a..b", "400 Channel name contains")]
    [InlineData("_hidden", "400 Channel name must not start")]
    [InlineData("the end.", "400 Channel name must not start")]
    [InlineData("", "400 Channel name must be 1 to 50")]
    [InlineData("123456789012345678901234567890123456789012345678901", "400 Channel name must be 1 to 50")]
    [InlineData("general", "400 Channel name already existed, please use other name")]
    public async Task A_channel_has_a_name_that_Teams_takes(string name, string answer)
    {
        var id = await host.CreateTeamAsync("ideas");

        Assert.StartsWith(answer, await host.PostAsync($"teams/{id}/channels", new { displayName = name }), StringComparison.Ordinal);
        Assert.Equal(answer is "201" ? [name] : [], host.Tenant.Log.Channels.Select(channel => channel.Name));
    }

    [Fact]
    public async Task The_name_of_a_deleted_channel_stays_taken_for_thirty_days()
    {
        var id = await host.CreateTeamAsync("ideas");
        await host.PostAsync($"teams/{id}/channels", new { displayName = "News" });
        var channels = (await host.GetAsync($"teams/{id}/channels?$select=id,displayName"))["value"]!.AsArray();
        var (general, news) = (Path(channels[0]!), Path(channels[1]!));

        Assert.StartsWith("400 The General channel", await host.SendAsync(HttpMethod.Delete, general), StringComparison.Ordinal);
        Assert.Equal("204", await host.SendAsync(HttpMethod.Delete, news));
        Assert.StartsWith("404 ", await host.SendAsync(HttpMethod.Delete, news), StringComparison.Ordinal);
        Assert.Single((await host.GetAsync($"teams/{id}/channels"))["value"]!.AsArray());
        Assert.StartsWith("400 Channel name already existed", await host.PostAsync($"teams/{id}/channels", new { displayName = "news" }), StringComparison.Ordinal);
        host.Clock.Advance(TimeSpan.FromDays(30));
        Assert.Equal("201", await host.PostAsync($"teams/{id}/channels", new { displayName = "news" }));

        string Path(JsonNode channel) => $"teams/{id}/channels/{Uri.EscapeDataString(channel["id"]!.ToString())}";
    }

    [Fact]
    public async Task Two_tabs_of_one_channel_may_have_one_name()
    {
        var id = await host.CreateTeamAsync("ideas");
        var channel = (await host.GetAsync($"teams/{id}/channels"))["value"]![0]!["id"]!.ToString();
        var tabs = $"teams/{id}/channels/{Uri.EscapeDataString(channel)}/tabs";
        host.Faults.Strike(target => target.Subjects().Contains(RequestSubjects.Tab(id, channel, "Charter")), 2, new(FaultKind.AnswerLost));

        await host.PostAsync(tabs, Tab("Charter", "https://intranet.lumen.example/charter"));
        await Assert.ThrowsAsync<HttpRequestException>(() => host.PostAsync(tabs, Tab("Charter", "https://intranet.lumen.example/charter")));

        var read = (await host.GetAsync(tabs))["value"]!.AsArray();
        Assert.Equal(["Charter", "Charter"], read.Select(tab => tab!["displayName"]!.ToString()));
        Assert.Equal("https://intranet.lumen.example/charter", read[0]!["configuration"]!["contentUrl"]!.ToString());
        Assert.Equal(2, host.Tenant.Log.Tabs.Count(tab => tab.Team == id && tab is { Channel: "General", Name: "Charter" }));
    }

    [Theory]
    [InlineData("Charter", "charter", "com.microsoft.teamspace.tab.web", "400 ")]
    [InlineData("", "https://a.example", "com.microsoft.teamspace.tab.web", "400 ")]
    [InlineData("Charter", "https://a.example", "com.microsoft.teamspace.tab.wiki", "501 ")]
    public async Task A_tab_shows_a_website(string name, string url, string app, string answer)
    {
        var id = await host.CreateTeamAsync("ideas");
        var channel = (await host.GetAsync($"teams/{id}/channels"))["value"]![0]!["id"]!.ToString();
        var tab = Tab(name, url);
        tab["teamsApp@odata.bind"] = $"https://graph.microsoft.com/v1.0/appCatalogs/teamsApps/{app}";

        Assert.StartsWith(answer, await host.PostAsync($"teams/{id}/channels/{Uri.EscapeDataString(channel)}/tabs", tab), StringComparison.Ordinal);
        Assert.Empty(host.Tenant.Log.Tabs);
    }

    private static JsonObject Tab(string name, string url) => new()
    {
        ["displayName"] = name,
        ["teamsApp@odata.bind"] = "https://graph.microsoft.com/v1.0/appCatalogs/teamsApps/com.microsoft.teamspace.tab.web",
        ["configuration"] = new JsonObject { ["contentUrl"] = url, ["websiteUrl"] = url },
    };
}
