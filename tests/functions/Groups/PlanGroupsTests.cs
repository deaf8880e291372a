using System.Text;
using System.Text.Json;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Graph;
using AdoptionAutomation.Groups;
using AdoptionAutomation.Groups.Plan;
using AdoptionAutomation.Operations;
using AdoptionAutomation.Sandbox.App;
using AdoptionAutomation.Sandbox.Faults;
using AdoptionAutomation.Sandbox.Tenant;
using AdoptionAutomation.Tests.Sandbox.Storage;
using Microsoft.AspNetCore.Http;

namespace AdoptionAutomation.Tests.Functions.Groups;

/// <summary>The plan over HTTP, of the whole app against the simulated tenant.</summary>
public sealed class PlanGroupsTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Fact]
    public async Task A_plan_reads_what_it_needs_and_writes_nothing()
    {
        await using var app = await AppTest.StartAsync(azurite.NewAccount());
        await app.CallAsync(HttpMethod.Get, "/api/groups");
        var (graph, tables) = (app.Tenant.Log.Requests(RemoteService.Graph), app.Counts.Tables);

        var (status, plan) = await app.CallAsync(HttpMethod.Get, "/api/groups/plan");

        Assert.Equal(200, status);
        Assert.Equal(["create", "create"], plan.GetProperty("groups").EnumerateArray().Select(group => group.GetProperty("action").GetString()));
        Assert.Equal((0, 0), (app.Tenant.Log.Writes(RemoteService.Graph), app.World.Host.PendingMessages));
        Assert.Equal((3, 1), (app.Tenant.Log.Requests(RemoteService.Graph) - graph, app.Counts.Tables - tables));
        Assert.Empty(await app.Get<GroupsTable>().ListAsync("small", default).ToListAsync());
    }

    [Theory]
    [InlineData("community", 404)]
    [InlineData("it", 404)]
    [InlineData("leadership", 403)]
    public async Task It_and_community_managers_may_look(string role, int status)
    {
        await using var parts = await AppParts.StartAsync(azurite.NewAccount(), null, ("Access:TrustClientPrincipal", "true"));
        var look = new PlanGroups(parts.Get<Access>(), parts.Get<CampaignStore>(), parts.Get<PlanReader>(), parts.Get<PlanView>());
        var principal = JsonSerializer.Serialize(new { claims = new[] { new { typ = "oid", val = "someone" }, new { typ = "roles", val = role } } });
        var request = new DefaultHttpContext().Request;
        request.Headers["X-MS-CLIENT-PRINCIPAL"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(principal));

        // There is no campaign: whoever is let in is told so.
        Assert.Equal(status, (await look.RunAsync(request, default) as IStatusCodeHttpResult)?.StatusCode);
    }

    [Fact]
    public async Task The_plan_reads_as_text_and_as_a_page_in_the_campaigns_first_language()
    {
        await using var app = await AppTest.StartAsync(azurite.NewAccount());
        app.Tenant.Hands.AddForeignGroup("A <few>", "someothers");
        app.Tenant.Hands.AddForeignGroup("A few", "others");

        var text = await (await SendAsync(app, "text/plain")).Content.ReadAsStringAsync();
        Assert.Contains("+ créer", text, StringComparison.Ordinal);
        Assert.Contains("! conflit", text, StringComparison.Ordinal);
        Assert.EndsWith($"plan={await HashAsync(app)}\n", text, StringComparison.Ordinal);

        using var answer = await SendAsync(app, "text/html");
        var page = await answer.Content.ReadAsStringAsync();
        Assert.Contains("<html lang=\"fr\">", page, StringComparison.Ordinal);
        Assert.Contains("Conflits", page, StringComparison.Ordinal);
        Assert.DoesNotContain("@lumen.example", page, StringComparison.Ordinal);
        Assert.DoesNotContain("style=\"", page, StringComparison.Ordinal);
        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        var style = page[(page.IndexOf("<style>", StringComparison.Ordinal) + 7)..page.IndexOf("</style>", StringComparison.Ordinal)];
        Assert.Contains(Convert.ToBase64String(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(style))), policy, StringComparison.Ordinal);
        Assert.StartsWith("default-src 'none'", policy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_permission_is_named_with_what_it_is_for()
    {
        var tenant = new TenantOptions { Employees = 120, MissingPermissions = [Permissions.WriteGroups] };
        await using var app = await AppTest.StartAsync(azurite.NewAccount(), tenant);

        var (status, body) = await app.CallAsync(HttpMethod.Get, "/api/groups/plan");

        Assert.Equal(503, status);
        Assert.Contains(Permissions.WriteGroups, body.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Contains("groups", body.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plan_of_two_thousand_groups_asks_one_request_per_999_objects()
    {
        var campaign = new SmallCampaign { Groups = TwoThousand() };
        await using var app = await AppTest.StartAsync(azurite.NewAccount(), campaign: campaign);
        for (var i = 0; i < 2_500; i++)
        {
            app.Tenant.Hands.AddForeignGroup($"Foreign {i}", $"foreign-{i}");
        }

        var before = app.Tenant.Log.Requests(RemoteService.Graph);
        var (_, plan) = await app.CallAsync(HttpMethod.Get, "/api/groups/plan");

        Assert.Equal(2_002, plan.GetProperty("totals").GetProperty("create").GetInt32());
        // Three pages of groups, one of the bin, one batch of owners.
        Assert.Equal(3 + 1 + 1, app.Tenant.Log.Requests(RemoteService.Graph) - before);
    }

    [Fact]
    public async Task An_expansion_reads_the_directory_once_for_all_attributes()
    {
        var campaign = new SmallCampaign { Groups = Expanded() };
        var tenant = new TenantOptions { Employees = 2_500, LeastReadLag = TimeSpan.Zero, MostReadLag = TimeSpan.Zero };
        await using var app = await AppTest.StartAsync(azurite.NewAccount(), tenant, campaign: campaign);
        var before = app.Tenant.Log.Requests(RemoteService.Graph);

        var (_, plan) = await app.CallAsync(HttpMethod.Get, "/api/groups/plan");

        var ids = plan.GetProperty("groups").EnumerateArray().Select(group => group.GetProperty("id").GetString()).ToList();
        Assert.Contains(GroupIds.Of("site", "Montréal"), ids);
        Assert.Contains(GroupIds.Of("metier", "Logistique"), ids);
        // Three pages of people, one of groups, one of the bin, one batch of owners.
        Assert.Equal(6, app.Tenant.Log.Requests(RemoteService.Graph) - before);
        Assert.Equal(0, plan.GetProperty("totals").GetProperty("problems").GetInt32());
    }

    [Fact]
    public async Task Of_the_tenants_groups_only_those_that_matter_are_kept()
    {
        await using var app = await AppTest.StartAsync(azurite.NewAccount());
        var wanted = new WantedGroups([], ["ours-1"], ["Everybody"]);
        app.Tenant.Hands.AddForeignGroup("Anything", "ours-1");
        app.Tenant.Hands.AddForeignGroup("everybody ", "namesake");
        for (var i = 0; i < 3_000; i++)
        {
            app.Tenant.Hands.AddForeignGroup($"Foreign {i}", $"foreign-{i}");
        }

        var sight = await app.Get<TenantListing>().ReadAsync(wanted, default);

        Assert.Equal(2, sight.Kept);
        Assert.NotNull(sight.Live(null, "ours-1"));
        Assert.Single(sight.Named("Everybody"));
    }

    private static string TwoThousand() => JsonSerializer.Serialize(new
    {
        templates = new[] { new { id = "general", kind = "general", visibility = "public" } },
        groups = Enumerable.Range(0, 2_000).Select(i => Group($"group-{i}", $"Group {i}")).Append(Group("everybody", "Everybody")).Append(Group("few", "A few")),
    });

    internal static object Group(string id, string name) =>
        new { id, template = "general", name, objective = $"What {name} is for.", owners = new[] { "claire.fontaine@lumen.example" } };

    internal static string Expanded() => JsonSerializer.Serialize(new
    {
        templates = new[] { new { id = "general", kind = "general", visibility = "public", owners = new[] { "claire.fontaine@lumen.example" } } },
        groups = new[] { Group("everybody", "Everybody"), Group("few", "A few") },
        expansions = new[]
        {
            new { id = "site", template = "general", from = new { attribute = "city" }, name = "Site : {value}", objective = "Vie du site.", membersBy = "city" },
            new { id = "metier", template = "general", from = new { attribute = "department" }, name = "Métier : {value}", objective = "Vie du métier.", membersBy = "department" },
        },
    });

    private static async Task<string> HashAsync(AppTest app) =>
        (await app.CallAsync(HttpMethod.Get, "/api/groups/plan")).Body.GetProperty("hash").GetString()!;

    private static async Task<HttpResponseMessage> SendAsync(AppTest app, string accept)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("http://sandbox/api/groups/plan"));
        request.Headers.Accept.ParseAdd(accept);
        request.Headers.Add("x-functions-key", SandboxApp.FunctionKey);
        return await app.World.Host.SendAsync(request, default);
    }
}
