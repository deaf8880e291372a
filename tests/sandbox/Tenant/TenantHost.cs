using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using AdoptionAutomation.Sandbox.Faults;
using AdoptionAutomation.Sandbox.People;
using AdoptionAutomation.Sandbox.Tenant;
using AdoptionAutomation.Sandbox.Time;

namespace AdoptionAutomation.Tests.Sandbox.Tenant;

/// <summary>A running tenant in virtual time with the two clients a test needs.</summary>
internal sealed class TenantHost : IAsyncDisposable
{
    public static readonly DateTimeOffset Start = new(2026, 1, 5, 8, 0, 0, TimeSpan.Zero);

    private TenantHost(SimulatedTenant tenant, VirtualClock clock, VirtualAgenda agenda, FaultPlan faults)
    {
        (Tenant, Clock, Agenda, Faults) = (tenant, clock, agenda, faults);
        Graph = new() { BaseAddress = new($"{tenant.GraphUri}/") };
        Graph.DefaultRequestHeaders.Authorization = new("Bearer", $"{IdentityEndpoint.TokenPrefix}test");
        Graph.DefaultRequestHeaders.Add("ConsistencyLevel", "eventual");
        SendGrid = new() { BaseAddress = tenant.SendGridUri };
        SendGrid.DefaultRequestHeaders.Authorization = new("Bearer", "SG.sandbox");
    }

    public SimulatedTenant Tenant { get; }

    public VirtualClock Clock { get; }

    public VirtualAgenda Agenda { get; }

    public FaultPlan Faults { get; }

    public HttpClient Graph { get; }

    public HttpClient SendGrid { get; }

    public Employees People => Tenant.Directory.Employees;

    /// <param name="options">By default nothing lags and nobody is suppressed; quotas are on.</param>
    public static async Task<TenantHost> StartAsync(TenantOptions? options = null, FaultScript? script = null)
    {
        var clock = new VirtualClock(Start);
        var agenda = new VirtualAgenda(clock, 1);
        var faults = new FaultPlan(script ?? FaultScript.None, 1, clock);
        var chosen = (options ?? Calm) with { PassTime = Pass };
        return new(await SimulatedTenant.StartAsync(chosen, clock, agenda, faults, CancellationToken.None), clock, agenda, faults);

        Task Pass(TimeSpan span, CancellationToken cancellationToken)
        {
            clock.Advance(span);
            return Task.CompletedTask;
        }
    }

    public static TenantOptions Calm { get; } = new()
    {
        LeastReadLag = TimeSpan.Zero,
        MostReadLag = TimeSpan.Zero,
        SuppressedShare = 0,
        InvalidMailboxShare = 0,
        TeamReadyAfterAtMost = TimeSpan.Zero,
        SiteReadyAfterAtMost = TimeSpan.Zero,
    };

    public async Task<Guid> CreateGroupAsync(string nickname)
    {
        using var response = await Graph.PostAsJsonAsync("groups", GroupBody(nickname));
        response.EnsureSuccessStatusCode();
        return Guid.Parse((await JsonAsync(response))["id"]!.ToString());
    }

    public JsonObject GroupBody(string nickname) => new()
    {
        ["displayName"] = $"Group {nickname}",
        ["mailNickname"] = nickname,
        ["mailEnabled"] = true,
        ["securityEnabled"] = false,
        ["groupTypes"] = new JsonArray("Unified"),
        ["owners@odata.bind"] = new JsonArray(Reference(0)),
    };

    public string Reference(long person) => $"https://graph.microsoft.com/v1.0/directoryObjects/{People[person].Id}";

    public JsonArray References(int from, int count) => [.. Enumerable.Range(from, count).Select(i => JsonValue.Create(Reference(i)))];

    /// <summary>Sends a body of JSON and tells the status and, of an error, the message.</summary>
    public async Task<string> SendAsync(HttpMethod method, string path, object? body = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        using var response = await Graph.SendAsync(request);
        return response.IsSuccessStatusCode ? $"{(int)response.StatusCode}" : await ErrorAsync(response);
    }

    public Task<string> PostAsync(string path, object? body = null) => SendAsync(HttpMethod.Post, path, body);

    /// <summary>A group with a team.</summary>
    public async Task<Guid> CreateTeamAsync(string nickname)
    {
        var id = await CreateGroupAsync(nickname);
        Assert.Equal("201", await SendAsync(HttpMethod.Put, $"groups/{id}/team", new { }));
        return id;
    }

    public async Task<JsonNode> GetAsync(string path)
    {
        using var response = await Graph.GetAsync(new Uri(path, UriKind.RelativeOrAbsolute));
        return await JsonAsync(response);
    }

    public static async Task<JsonNode> JsonAsync(HttpResponseMessage response) => JsonNode.Parse(await response.Content.ReadAsStringAsync())!;

    public static async Task<string> ErrorAsync(HttpResponseMessage response) =>
        $"{(int)response.StatusCode} {(await JsonAsync(response))["error"]?["message"] ?? (await JsonAsync(response))["errors"]?[0]?["message"]}";

    public async ValueTask DisposeAsync()
    {
        Graph.Dispose();
        SendGrid.Dispose();
        await Tenant.DisposeAsync();
    }
}
