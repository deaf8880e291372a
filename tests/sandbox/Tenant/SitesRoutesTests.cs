using System.Text.Json.Nodes;
using AdoptionAutomation.Sandbox.Tenant;

namespace AdoptionAutomation.Tests.Sandbox.Tenant;

public sealed class SitesRoutesTests : IAsyncLifetime
{
    private TenantHost host = null!;
    private string site = "";

    public async Task InitializeAsync()
    {
        host = await TenantHost.StartAsync();
        var group = await host.CreateGroupAsync("ideas");
        site = (await host.GetAsync($"groups/{group}/sites/root?$select=id"))["id"]!.ToString();
    }

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public async Task A_page_is_created_checked_out_and_then_published()
    {
        Assert.Equal("201", await host.PostAsync($"sites/{site}/pages", Page()));
        var made = (await host.GetAsync($"sites/{site}/pages/microsoft.graph.sitePage?$select=id,name,publishingState"))["value"]![0]!;
        Assert.Equal(("news.aspx", "checkout"), (made["name"]!.ToString(), made["publishingState"]!["level"]!.ToString()));

        var publish = $"sites/{site}/pages/{made["id"]}/microsoft.graph.sitePage/publish";
        Assert.Equal(("204", "204"), (await host.PostAsync(publish), await host.PostAsync(publish)));

        Assert.Equal([false, true], host.Tenant.Log.Pages.Select(page => page.IsPublished));
        var shown = (await host.GetAsync($"sites/{site}/pages/microsoft.graph.sitePage"))["value"]![0]!;
        Assert.Equal("published", shown["publishingState"]!["level"]!.ToString());
    }

    [Fact]
    public async Task The_list_comes_in_pages()
    {
        for (var i = 0; i < 5; i++)
        {
            await host.PostAsync($"sites/{site}/pages", Page($"news-{i}.aspx"));
        }

        var names = new List<string>();
        var next = $"sites/{site}/pages/microsoft.graph.sitePage?$select=name&$top=2";
        while (next is not null)
        {
            var page = await host.GetAsync(next);
            names.AddRange(page["value"]!.AsArray().Select(one => one!["name"]!.ToString()));
            next = page["@odata.nextLink"]?.ToString();
        }

        Assert.Equal(["news-0.aspx", "news-1.aspx", "news-2.aspx", "news-3.aspx", "news-4.aspx"], names);
    }

    [Theory]
    [InlineData("@odata.type", null, "400 The body is a page")]
    [InlineData("name", "news", "400 A page has a title")]
    [InlineData("title", "", "400 A page has a title")]
    [InlineData("name", "TAKEN.aspx", "409 Name already exists")]
    public async Task A_page_that_cannot_be_is_refused(string property, string? value, string answer)
    {
        await host.PostAsync($"sites/{site}/pages", Page("taken.aspx"));
        var page = Page();
        page[property] = value;

        Assert.StartsWith(answer, await host.PostAsync($"sites/{site}/pages", page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Web_parts_are_those_that_Graph_creates()
    {
        var page = Page();
        page["canvasLayout"] = JsonNode.Parse("""
            { "horizontalSections": [ { "columns": [ { "webparts": [ { "innerHtml": "<p>x</p>" }, { "webPartType": "00000000-0000-0000-0000-000000000001" } ] } ] } ] }
            """);

        Assert.StartsWith("400 The web part 00000000-0000-0000-0000-000000000001", await host.PostAsync($"sites/{site}/pages", page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_not_there_is_not_found()
    {
        Assert.StartsWith("404", await host.PostAsync("sites/nowhere,a,b/pages", Page()), StringComparison.Ordinal);
        Assert.StartsWith("404", await host.PostAsync($"sites/{site}/pages/none/microsoft.graph.sitePage/publish"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_group_waits_for_its_site_and_a_new_page_for_the_list()
    {
        await using var slow = await TenantHost.StartAsync(TenantHost.Calm with
        {
            SiteReadyAfterAtMost = TimeSpan.FromMinutes(5),
            LeastReadLag = TimeSpan.FromSeconds(30),
            MostReadLag = TimeSpan.FromSeconds(30),
        });
        var group = await slow.CreateGroupAsync("ideas");
        Assert.Contains("could not be found", (await slow.GetAsync($"groups/{group}/sites/root"))["error"]!["message"]!.ToString(), StringComparison.Ordinal);

        slow.Clock.Advance(TimeSpan.FromMinutes(6));
        var id = (await slow.GetAsync($"groups/{group}/sites/root"))["id"]!.ToString();
        await slow.PostAsync($"sites/{id}/pages", Page());
        Assert.Empty((await slow.GetAsync($"sites/{id}/pages/microsoft.graph.sitePage"))["value"]!.AsArray());
        slow.Clock.Advance(TimeSpan.FromSeconds(31));
        Assert.Single((await slow.GetAsync($"sites/{id}/pages/microsoft.graph.sitePage"))["value"]!.AsArray());
    }

    [Fact]
    public async Task Without_the_permission_nothing_of_sites_is_answered()
    {
        await using var closed = await TenantHost.StartAsync(TenantHost.Calm with { MissingPermissions = ["Sites.ReadWrite.All"] });
        var group = await closed.CreateGroupAsync("ideas");

        Assert.Contains("Insufficient privileges", (await closed.GetAsync($"groups/{group}/sites/root"))["error"]!["message"]!.ToString(), StringComparison.Ordinal);
    }

    private static JsonObject Page(string name = "news.aspx") => new()
    {
        ["@odata.type"] = "#microsoft.graph.sitePage",
        ["name"] = name,
        ["title"] = "News",
        ["promotionKind"] = "newsPost",
    };
}
