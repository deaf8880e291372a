using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using AdoptionAutomation.Sandbox.Faults;
using AdoptionAutomation.Sandbox.Tenant;

namespace AdoptionAutomation.Tests.Sandbox.Tenant;

public class QuotasTests
{
    private static readonly DateTimeOffset Now = TenantHost.Start;

    [Fact]
    public void A_window_slides_and_what_is_rejected_counts_too()
    {
        var window = new SlidingWindow(2, TimeSpan.FromSeconds(10));

        Assert.Null(window.Take(1, Now));
        Assert.Null(window.Take(1, Now.AddSeconds(4)));
        Assert.Equal(TimeSpan.FromSeconds(1), window.Take(1, Now.AddSeconds(9)));
        Assert.Equal(TimeSpan.FromSeconds(3.5), window.Take(1, Now.AddSeconds(10.5)));
        Assert.Null(window.Take(1, Now.AddSeconds(19.5)));
    }

    [Theory]
    [InlineData("GET", "users", 2)]
    [InlineData("GET", "users?$select=id", 1)]
    [InlineData("GET", "users?$top=5&$select=id", 1)]
    [InlineData("GET", "groups", 1)]
    [InlineData("GET", "groups/1/members", 3)]
    [InlineData("GET", "groups/1/members?$select=id&$top=999", 2)]
    [InlineData("GET", "groups/1/members?$select=id&$top=19", 1)]
    [InlineData("GET", "groups/1/transitiveMembers/microsoft.graph.user", 5)]
    [InlineData("PATCH", "groups/1", 1)]
    public void A_request_costs_its_published_units(string method, string target, int units)
    {
        var (path, query) = (target.Split('?')[0], target.Contains('?', StringComparison.Ordinal) ? target[target.IndexOf('?', StringComparison.Ordinal)..] : "");

        Assert.Equal(units, GraphQuotas.Cost(new(1, method, path.Split('/'), GraphQuery.Parse(query), null, Now, new("http://127.0.0.1"))));
    }

    [Theory]
    [InlineData(49, 3_500)]
    [InlineData(500, 5_000)]
    [InlineData(501, 8_000)]
    public void The_units_of_ten_seconds_depend_on_the_size_of_the_tenant(long users, int limit)
    {
        var quotas = new GraphQuotas(users, 1);
        var request = new GraphRequest(1, "GET", ["groups"], GraphQuery.Parse(""), null, Now, new("http://127.0.0.1"));

        Assert.All(Enumerable.Range(0, limit), _ => Assert.Null(quotas.Take(request)));
        Assert.Equal("ResourceUnitLimitExceeded", quotas.Take(request)!.Headers["x-ms-throttle-information"]);
        Assert.Equal("10", quotas.Take(request)!.Headers["Retry-After"]);
    }

    [Fact]
    public async Task Steps_of_a_batch_count_one_write_each_and_the_excess_is_throttled()
    {
        // A hundredth of the published quota: 30 writes in 150 seconds.
        await using var host = await TenantHost.StartAsync(TenantHost.Calm with { QuotaScale = 0.01 });
        var group = await host.CreateGroupAsync("ideas");

        var first = await AddTwentyAsync(host, group, 1);
        var second = await AddTwentyAsync(host, group, 21);
        host.Clock.Advance(TimeSpan.FromSeconds(150));
        var third = await AddTwentyAsync(host, group, 41);

        Assert.Equal(20, first.Count(s => s is 204));
        Assert.Equal((9, 11), (second.Count(s => s is 204), second.Count(s => s is 429)));
        Assert.Equal(20, third.Count(s => s is 204));
        Assert.Equal(11, host.Tenant.Log.QuotaExceeded.Count(q => q.Quota is "WriteLimitExceeded"));
        Assert.Equal(11, host.Tenant.Log.Throttled(RemoteService.Graph));
    }

    [Fact]
    public async Task Quotas_can_be_switched_off_and_the_share_in_use_is_told_from_80_percent()
    {
        await using var off = await TenantHost.StartAsync(TenantHost.Calm with { QuotaScale = 0 });
        await using var tight = await TenantHost.StartAsync(TenantHost.Calm with { QuotaScale = 0.001, Employees = 600 });
        HttpResponseMessage? last = null;
        for (var i = 0; i < 8; i++)
        {
            last?.Dispose();
            last = await tight.Graph.GetAsync(new Uri("groups", UriKind.Relative));
            using var free = await off.Graph.GetAsync(new Uri("groups", UriKind.Relative));
            Assert.Equal(HttpStatusCode.OK, free.StatusCode);
            Assert.Equal("1", free.Headers.GetValues("x-ms-resource-unit").Single());
        }

        Assert.Equal("1.0", last!.Headers.GetValues("x-ms-throttle-limit-percentage").Single());
        last.Dispose();
    }

    private static async Task<List<int>> AddTwentyAsync(TenantHost host, Guid group, int from)
    {
        var steps = Enumerable.Range(from, 20).Select(i => new JsonObject
        {
            ["id"] = $"{i}",
            ["method"] = "POST",
            ["url"] = $"/groups/{group}/members/$ref",
            ["headers"] = new JsonObject { ["content-type"] = "application/json" },
            ["body"] = new JsonObject { ["@odata.id"] = host.Reference(i) },
        });
        using var response = await host.Graph.PostAsJsonAsync("$batch", new JsonObject { ["requests"] = new JsonArray([.. steps]) });
        return [.. (await TenantHost.JsonAsync(response))["responses"]!.AsArray().Select(r => r!["status"]!.GetValue<int>())];
    }
}
