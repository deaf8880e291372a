using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using AdoptionAutomation.Sandbox.Faults;

namespace AdoptionAutomation.Tests.Sandbox.Tenant;

public sealed class BatchRoutesTests : IAsyncLifetime
{
    private TenantHost host = null!;

    public async Task InitializeAsync() => host = await TenantHost.StartAsync();

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public async Task Each_step_has_its_own_status()
    {
        var group = await host.CreateGroupAsync("ideas");
        using var response = await PostAsync(
            Step("1", "POST", $"/groups/{group}/members/$ref", new JsonObject { ["@odata.id"] = host.Reference(4) }),
            Step("2", "POST", $"/groups/{group}/members/$ref", new JsonObject { ["@odata.id"] = host.Reference(4) }),
            Step("3", "GET", $"/users/{host.People[4].Id}?$select=displayName"),
            Step("4", "GET", "/users/nobody.1@lumen.example"));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var statuses = await StatusesAsync(response);
        Assert.Equal([204, 400, 200, 404], new[] { "1", "2", "3", "4" }.Select(id => statuses[id]));
    }

    [Fact]
    public async Task Steps_read_owners_and_make_teams()
    {
        var (one, other) = (await host.CreateGroupAsync("one"), await host.CreateGroupAsync("other"));
        var writes = host.Tenant.Log.Writes(RemoteService.Graph);

        using var response = await PostAsync(
            Step("1", "GET", $"/groups/{one}/owners?$select=id"),
            Step("2", "GET", $"/groups/{other}/owners?$select=id"),
            Step("3", "PUT", $"/groups/{one}/team", new JsonObject()));

        Assert.Equal([200, 200, 201], (await StatusesAsync(response)).OrderBy(s => s.Key).Select(s => s.Value));
        Assert.Equal((2, 3), (writes, host.Tenant.Log.Writes(RemoteService.Graph)));
    }

    [Fact]
    public async Task A_step_depends_on_those_before_it()
    {
        var failing = Step("1", "GET", "/users/nobody.1@lumen.example");
        var after = Step("2", "GET", "/users");
        after["dependsOn"] = new JsonArray("1");
        using var response = await PostAsync(failing, after);

        Assert.Equal(424, (await StatusesAsync(response))["2"]);
    }

    public static TheoryData<string, string> Malformed => new()
    {
        { """{"requests":[]}""", "at least one request" },
        { """{}""", "at least one request" },
        { """{"requests":[{"id":"1","method":"GET"}]}""", "has an id, a method and a url" },
        { """{"requests":[{"id":"a","method":"GET","url":"/users"},{"id":"A","method":"GET","url":"/users"}]}""", "duplicated" },
        { """{"requests":[{"id":"1","method":"GET","url":"https://graph.microsoft.com/v1.0/users"}]}""", "relative" },
        { """{"requests":[{"id":"1","method":"POST","url":"/groups","body":{}}]}""", "Content-Type" },
        { """{"requests":[{"id":"1","method":"GET","url":"/users","dependsOn":["2"]}]}""", "depends on" },
        { $$"""{"requests":[{{string.Join(',', Enumerable.Range(1, 21).Select(i => $$"""{"id":"{{i}}","method":"GET","url":"/users"}"""))}}]}""", "maximum value of 20" },
    };

    [Theory]
    [MemberData(nameof(Malformed))]
    public async Task A_malformed_batch_is_refused_as_a_whole(string body, string error)
    {
        using var response = await host.Graph.PostAsJsonAsync("$batch", JsonNode.Parse(body));

        Assert.StartsWith("400", await TenantHost.ErrorAsync(response), StringComparison.Ordinal);
        Assert.Contains(error, await TenantHost.ErrorAsync(response), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fault_can_strike_a_single_step()
    {
        host.Faults.Strike(target => target.Path is "/users/1", 1, new(FaultKind.Throttled, 2.128));
        using var response = await PostAsync(Step("1", "GET", "/users/1"), Step("2", "GET", "/users"));

        var steps = (await TenantHost.JsonAsync(response))["responses"]!.AsArray();
        var struck = steps.Single(s => s!["id"]!.ToString() is "1")!;
        Assert.Equal(429, struck["status"]!.GetValue<int>());
        Assert.Equal("2.128", struck["headers"]!["Retry-After"]!.ToString());
        Assert.Equal(200, steps.Single(s => s!["id"]!.ToString() is "2")!["status"]!.GetValue<int>());
        Assert.Single(host.Tenant.Log.Faults);
    }

    private Task<HttpResponseMessage> PostAsync(params JsonNode[] steps) =>
        host.Graph.PostAsJsonAsync("$batch", new JsonObject { ["requests"] = new JsonArray(steps) });

    private static JsonObject Step(string id, string method, string url, JsonNode? body = null)
    {
        var step = new JsonObject { ["id"] = id, ["method"] = method, ["url"] = url };
        if (body is not null)
        {
            step["body"] = body;
            step["headers"] = new JsonObject { ["Content-Type"] = "application/json" };
        }

        return step;
    }

    private static async Task<Dictionary<string, int>> StatusesAsync(HttpResponseMessage response) =>
        (await TenantHost.JsonAsync(response))["responses"]!.AsArray().ToDictionary(r => r!["id"]!.ToString(), r => r!["status"]!.GetValue<int>());
}
