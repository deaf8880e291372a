using System.Text.Json;
using AdoptionAutomation.Sandbox.App;
using AdoptionAutomation.Sandbox.Faults;
using AdoptionAutomation.Sandbox.People;
using AdoptionAutomation.Sandbox.Tenant;
using AdoptionAutomation.Tests.Sandbox.Storage;
using AdoptionAutomation.Waves.People;

namespace AdoptionAutomation.Tests.Functions.Waves.Plan;

public sealed class PlanWaveTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private static readonly string[] FirstCities = ["Paris", "Lyon"];

    /// <summary>The first wave: Paris and Lyon but for Production; the second: everybody else.</summary>
    private static readonly SmallCampaign TwoWaves = new()
    {
        FirstAudience = """{ "attributes": [ { "attribute": "city", "in": ["paris", "Lyon"] } ] }""",
        FirstMore = """, "except": [ { "attributes": [ { "attribute": "department", "in": ["Production"] } ] } ], "reminders": [3, 7], "pacePerHour": 50""",
        SecondAudience = """{ "everyoneElse": true }""",
        SettingsMore = """, "timeZones": [ { "attribute": "city", "in": ["Montréal"], "zone": "America/Toronto" } ]""",
    };

    [Fact]
    public async Task The_plan_counts_whom_a_wave_would_invite_and_why_not_the_others()
    {
        await using var app = await AppTest.StartAsync(azurite.NewAccount(), Tenant(600), campaign: TwoWaves);

        var plan = await PlanAsync(app, "first");

        // Attributes find guests too: they are skipped.
        var meant = People(app).Where(person => FirstCities.Contains(person.Site.City)).ToList();
        var invited = meant.Where(person => person is { AccountEnabled: true, IsGuest: false } && person.Department != "Production").ToList();
        var audience = plan.GetProperty("audience");
        Assert.Equal((meant.Count, invited.Count), (audience.GetProperty("read").GetInt32(), audience.GetProperty("invited").GetInt32()));
        var skipped = Skipped(plan);
        Assert.Equal(meant.Count(person => !person.AccountEnabled), skipped["disabled"].People);
        var excepted = meant.Where(person => person.AccountEnabled && person.Department == "Production").Select(person => person.Id.ToString()).ToList();
        Assert.Equal(excepted.Count, skipped["excepted"].People);
        Assert.Equal(Math.Min(20, excepted.Count), skipped["excepted"].Ids.Count);
        Assert.All(skipped["excepted"].Ids, id => Assert.Contains(id, excepted));
        Assert.Equal(meant.Count(person => person.IsGuest), skipped["guest"].People);
        Assert.Equal(["disabled", "excepted", "guest"], skipped.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(
            invited.Count(person => person.PreferredLanguage!.StartsWith("en", StringComparison.Ordinal)),
            audience.GetProperty("languages").GetProperty("en").GetInt32());
        var mails = plan.GetProperty("mails").EnumerateArray().ToDictionary(mail => mail.GetProperty("purpose").GetString()!, mail => mail.GetProperty("mails").GetInt32());
        Assert.Equal((invited.Count, 2 * invited.Count), (mails["welcome"], mails["reminders"]));
        Assert.Equal(50, plan.GetProperty("time").GetProperty("pacePerHour").GetInt32());
    }

    [Fact]
    public async Task Everybody_else_are_those_whom_no_wave_before_takes()
    {
        await using var app = await AppTest.StartAsync(azurite.NewAccount(), Tenant(600), campaign: TwoWaves);

        var plan = await PlanAsync(app, "second");

        var enabled = People(app).Where(person => person is { IsGuest: false, AccountEnabled: true }).ToList();
        var invited = enabled.Where(person => !IsFirst(person) || person.Department == "Production").ToList();
        Assert.Equal(invited.Count, plan.GetProperty("audience").GetProperty("invited").GetInt32());
        Assert.Equal(enabled.Count - invited.Count, Skipped(plan)["earlierWave"].People);
        Assert.Equal(
            invited.Count(person => person.Site.City == "Montréal"),
            plan.GetProperty("audience").GetProperty("zones").GetProperty("America/Toronto").GetInt32());
    }

    [Fact]
    public async Task A_csv_tells_of_addresses_that_nobody_has_and_of_guests()
    {
        var guest = new Employees(new(), 1, 120, new(2026, 9, 7)).From(0).First(person => person.IsGuest);
        var campaign = new SmallCampaign
        {
            FirstAudience = """{ "csv": "second.csv" }""",
            Csv = $"mail\nclaire.fontaine@lumen.example\n{guest.Mail}\nnobody@lumen.example\nhugo.marchand@lumen.example\n",
            SecondAudience = """{ "everyoneElse": true }""",
        };
        await using var app = await AppTest.StartAsync(azurite.NewAccount(), campaign: campaign);

        var plan = await PlanAsync(app, "first");

        var skipped = Skipped(plan);
        Assert.Equal(2, plan.GetProperty("audience").GetProperty("invited").GetInt32());
        Assert.Equal((1, 1), (skipped["guest"].People, skipped["notFound"].People));
        Assert.Equal([guest.Id.ToString()], skipped["guest"].Ids);
        Assert.Empty(skipped["notFound"].Ids);
        Assert.Contains("notFound", Notes(plan));
        Assert.DoesNotContain("@", plan.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dry_run_costs_a_request_of_999_people_and_changes_nothing()
    {
        await using var app = await AppTest.StartAsync(azurite.NewAccount(), Tenant(2_500));
        await PlanAsync(app, "first");
        var (graph, writes) = (app.Tenant.Log.Requests(RemoteService.Graph), app.Tenant.Log.Writes(RemoteService.Graph));
        var storage = app.Counts.Total;

        var plan = await PlanAsync(app, "first");

        Assert.Equal(2_500, plan.GetProperty("audience").GetProperty("read").GetInt32());
        Assert.Equal((3, 0), (app.Tenant.Log.Requests(RemoteService.Graph) - graph, app.Tenant.Log.Writes(RemoteService.Graph) - writes));
        Assert.InRange(app.Counts.Total - storage, 1, 10);
        Assert.Equal(3, plan.GetProperty("requests").GetProperty("graphReads").GetInt32());
        Assert.Equal(0, (await app.Get<PeopleTable>().ProgressAsync("small", "first", default)).People);
        Assert.Equal("planned", (await app.CallAsync(HttpMethod.Get, "/api/waves/first")).Body.GetProperty("state").GetString());
    }

    [Theory]
    [InlineData("teams", "TeamspaceAPI")]
    [InlineData("sharePoint", "SharePoint")]
    [InlineData("vivaEngage", "YammerEnterprise")]
    [InlineData(null, null)]
    public async Task People_without_a_licence_for_the_service_are_counted(string? service, string? plan)
    {
        var campaign = new SmallCampaign { SettingsMore = service is null ? "" : $", \"service\": \"{service}\"" };
        await using var app = await AppTest.StartAsync(azurite.NewAccount(), Tenant(600), campaign: campaign);

        var licences = (await PlanAsync(app, "first")).GetProperty("licences");

        var without = People(app)
            .Where(person => person is { IsGuest: false, AccountEnabled: true })
            .Where(person => !person.Plans.Any(one => one.Status == "Enabled" && (plan is null || one.Service == plan)))
            .Select(person => person.Id.ToString())
            .ToList();
        Assert.NotEmpty(without);
        Assert.Equal((plan, without.Count), (licences.GetProperty("service").GetString(), licences.GetProperty("missing").GetInt32()));
        Assert.All(licences.GetProperty("ids").EnumerateArray(), id => Assert.Contains(id.GetString()!, without));
    }

    [Fact]
    public async Task Licences_that_the_directory_hides_are_said_to_be_hidden()
    {
        await using var app = await AppTest.StartAsync(azurite.NewAccount(), Tenant(600) with { HidesLicences = true });

        var plan = await PlanAsync(app, "first");

        Assert.Equal(JsonValueKind.Null, plan.GetProperty("licences").GetProperty("missing").ValueKind);
        Assert.Contains("licencesHidden", Notes(plan));
        Assert.InRange(plan.GetProperty("audience").GetProperty("invited").GetInt32(), 500, 600);
    }

    [Fact]
    public async Task One_call_shows_all_that_stands_in_the_way()
    {
        var campaign = new SmallCampaign { SecondMore = """, "gate": { "activation": { "atLeast": 50 } }""" };
        await using var app = await AppTest.StartAsync(azurite.NewAccount(), campaign: campaign);

        var plan = await PlanAsync(app, "second");

        Assert.Contains(plan.GetProperty("errors").EnumerateArray(), error => error.GetProperty("code").GetString() == "groupMissing");
        Assert.NotEqual("open", plan.GetProperty("gate").GetProperty("verdict").GetString());
    }

    [Fact]
    public async Task An_audience_of_nobody_is_said_and_one_invited_already_too()
    {
        var campaign = new SmallCampaign { SecondAudience = """{ "attributes": [ { "attribute": "city", "in": ["Atlantis"] } ] }""" };
        await using var app = await AppTest.StartAsync(azurite.NewAccount(), campaign: campaign);
        await app.ProvisionAsync();

        Assert.Contains("nobody", Notes(await PlanAsync(app, "second")));
        Assert.Equal(202, (await app.CallAsync(HttpMethod.Post, "/api/waves/first/start")).Status);
        await app.PassAsync(TimeSpan.FromHours(3));

        var plan = await PlanAsync(app, "first");
        Assert.Equal((await app.Get<PeopleTable>().ProgressAsync("small", "first", default)).People, Skipped(plan)["here"].People);
        Assert.Contains("started", Notes(plan));
    }

    [Fact]
    public async Task Requests_and_writes_are_foretold_as_they_come()
    {
        await using var app = await AppTest.StartAsync(azurite.NewAccount(), Tenant(500));
        await app.ProvisionAsync();
        var requests = (await PlanAsync(app, "first")).GetProperty("requests");
        var (writes, mails, storage) = (app.Tenant.Log.Writes(RemoteService.Graph), app.Tenant.Log.Requests(RemoteService.SendGrid), app.Counts.Total);

        Assert.Equal(202, (await app.CallAsync(HttpMethod.Post, "/api/waves/first/start")).Status);
        await app.PassAsync(TimeSpan.FromHours(3));

        // Some people are in the group already: those twenty are added one by one.
        Assert.InRange(app.Tenant.Log.Writes(RemoteService.Graph) - writes, requests.GetProperty("graphWrites").GetInt32() - 3, requests.GetProperty("graphWrites").GetInt32() + 45);
        Assert.Equal(requests.GetProperty("sendGrid").GetInt32(), app.Tenant.Log.Requests(RemoteService.SendGrid) - mails);
        var foretold = requests.GetProperty("storage").GetInt32();
        Assert.InRange(app.Counts.Total - storage, foretold * 0.67, foretold * 1.33);
    }

    [Fact]
    public async Task A_browser_gets_a_page_that_names_nobody()
    {
        await using var app = await AppTest.StartAsync(azurite.NewAccount(), Tenant(600), campaign: TwoWaves);

        using var request = new HttpRequestMessage(HttpMethod.Get, "http://sandbox/api/waves/first/plan");
        request.Headers.Add("x-functions-key", SandboxApp.FunctionKey);
        request.Headers.Accept.ParseAdd("text/html");
        using var answer = await app.World.Host.SendAsync(request, default);
        var html = await answer.Content.ReadAsStringAsync();

        Assert.Equal("text/html", answer.Content.Headers.ContentType!.MediaType);
        Assert.Contains("<html lang=\"fr\">", html, StringComparison.Ordinal);
        Assert.Contains("<caption>Ce qu’il advient de chacun</caption>", System.Net.WebUtility.HtmlDecode(html), StringComparison.Ordinal);
        Assert.DoesNotContain("@", html[html.IndexOf("</style>", StringComparison.Ordinal)..], StringComparison.Ordinal);
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("default-src 'none'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_wave_has_no_plan()
    {
        await using var app = await AppTest.StartAsync(azurite.NewAccount());

        Assert.Equal(404, (await app.CallAsync(HttpMethod.Get, "/api/waves/frist/plan")).Status);
        Assert.Equal(401, (await app.CallAsync(HttpMethod.Get, "/api/waves/first/plan", key: null)).Status);
    }

    private static TenantOptions Tenant(int employees) =>
        new() { Employees = employees, LeastReadLag = TimeSpan.Zero, MostReadLag = TimeSpan.Zero };

    private static IEnumerable<Employee> People(AppTest app) => app.Tenant.Directory.Employees.From(0);

    private static bool IsFirst(Employee person) => !person.IsGuest && FirstCities.Contains(person.Site.City);

    private static async Task<JsonElement> PlanAsync(AppTest app, string wave)
    {
        var (status, body) = await app.CallAsync(HttpMethod.Get, $"/api/waves/{wave}/plan");
        Assert.Equal(200, status);
        return body;
    }

    private static Dictionary<string, (int People, List<string> Ids)> Skipped(JsonElement plan) => plan.GetProperty("audience").GetProperty("skipped")
        .EnumerateArray()
        .ToDictionary(
            some => some.GetProperty("reason").GetString()!,
            some => (some.GetProperty("people").GetInt32(), some.GetProperty("ids").EnumerateArray().Select(id => id.GetString()!).ToList()));

    private static List<string> Notes(JsonElement plan) =>
        [.. plan.GetProperty("notes").EnumerateArray().Select(note => note.GetProperty("code").GetString()!)];
}
