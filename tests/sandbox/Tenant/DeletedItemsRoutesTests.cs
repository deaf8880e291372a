using AdoptionAutomation.Sandbox.Tenant;

namespace AdoptionAutomation.Tests.Sandbox.Tenant;

public sealed class DeletedItemsRoutesTests : IAsyncLifetime
{
    private const string Bin = "directory/deletedItems/microsoft.graph.group";

    private TenantHost host = null!;

    public async Task InitializeAsync() => host = await TenantHost.StartAsync();

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public async Task A_deleted_group_lies_in_the_bin_and_nowhere_else()
    {
        var id = await host.CreateTeamAsync("ideas");

        Assert.Equal("204", await host.SendAsync(HttpMethod.Delete, $"groups/{id}"));

        string[] gone = [$"groups/{id}", $"groups/{id}/members", $"groups/{id}/settings", $"teams/{id}", $"teams/{id}/channels"];
        foreach (var path in gone)
        {
            Assert.StartsWith("404 ", await host.SendAsync(HttpMethod.Get, path), StringComparison.Ordinal);
        }

        Assert.Empty((await host.GetAsync("groups?$filter=mailNickname eq 'ideas'"))["value"]!.AsArray());
        var binned = Assert.Single((await host.GetAsync($"{Bin}?$select=id,mailNickname,deletedDateTime"))["value"]!.AsArray())!;
        Assert.Equal($"{id} ideas 2026-01-05T08:00:00Z", $"{binned["id"]} {binned["mailNickname"]} {binned["deletedDateTime"]}");
    }

    [Fact]
    public async Task A_restored_group_is_as_it_was()
    {
        var id = await host.CreateTeamAsync("ideas");
        await host.SendAsync(HttpMethod.Delete, $"groups/{id}");

        Assert.Equal("200", await host.PostAsync($"directory/deletedItems/{id}/restore"));

        Assert.Equal("200", await host.SendAsync(HttpMethod.Get, $"teams/{id}"));
        Assert.Equal(id, host.Tenant.Directory.GroupByNickname("ideas")!.Id);
        Assert.Empty((await host.GetAsync(Bin))["value"]!.AsArray());
        Assert.StartsWith("404 ", await host.PostAsync($"directory/deletedItems/{id}/restore"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_nickname_is_free_at_once_and_taken_if_somebody_took_it()
    {
        var id = await host.CreateGroupAsync("ideas");
        await host.SendAsync(HttpMethod.Delete, $"groups/{id}");
        var heir = await host.CreateGroupAsync("ideas");

        Assert.NotEqual(id, heir);
        Assert.StartsWith("400 ", await host.PostAsync($"directory/deletedItems/{id}/restore"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_bin_is_paged_and_emptied_after_thirty_days()
    {
        for (var i = 0; i < 5; i++)
        {
            host.Tenant.Hands.DeleteGroup(await host.CreateGroupAsync($"g{i}"));
        }

        var first = await host.GetAsync($"{Bin}?$select=id&$top=3");
        var rest = await host.GetAsync(first["@odata.nextLink"]!.ToString());
        host.Clock.Advance(TenantDirectory.InBin);

        Assert.Equal((3, 2), (first["value"]!.AsArray().Count, rest["value"]!.AsArray().Count));
        Assert.Empty((await host.GetAsync(Bin))["value"]!.AsArray());
        Assert.StartsWith("404 ", await host.PostAsync($"directory/deletedItems/{host.Tenant.Log.Groups[0].Id}/restore"), StringComparison.Ordinal);
    }
}
