using System.Text.Json;
using AdoptionAutomation.Sandbox.Faults;
using AdoptionAutomation.Sandbox.People;
using AdoptionAutomation.Sandbox.Tenant;
using AdoptionAutomation.Tests.Sandbox.Storage;
using AdoptionAutomation.Waves.Life;

namespace AdoptionAutomation.Tests.Functions.Waves;

public sealed class ShowPersonTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    /// <summary>Paris and Lyon but for Production, then a CSV.</summary>
    private static readonly SmallCampaign TwoWaves = new()
    {
        FirstAudience = """{ "attributes": [ { "attribute": "city", "in": ["Paris", "Lyon"] } ] }""",
        FirstMore = """, "except": [ { "attributes": [ { "attribute": "department", "in": ["Production"] } ] } ]""",
        Csv = "mail\njulie.tremblay@lumen.example\nclaire.fontaine@lumen.example\n",
    };

    [Fact]
    public async Task Whoever_was_invited_is_shown_with_each_effect_and_its_time()
    {
        await using var app = await StartedAsync();

        var story = await app.StoryAsync(Person(app, "claire.fontaine").Id);

        var invitation = story.GetProperty("invitation");
        Assert.Equal(("first", "welcomed"), (invitation.GetProperty("wave").GetString(), invitation.GetProperty("state").GetString()));
        var effects = story.GetProperty("effects").EnumerateArray().ToList();
        Assert.Equal(["membership", "welcome"], effects.Select(effect => effect.GetProperty("effect").GetString()));
        Assert.All(effects, effect => Assert.Equal("done", effect.GetProperty("state").GetString()));
        Assert.Equal("everybody", effects[0].GetProperty("group").GetString());
        Assert.True(effects[0].GetProperty("at").GetDateTimeOffset() <= effects[1].GetProperty("at").GetDateTimeOffset());
        Assert.Equal("done", PeopleCalls.CodeOf(story));

        // The second wave means them too: the first has them.
        var waves = story.GetProperty("waves").EnumerateArray().ToList();
        Assert.All(waves, wave => Assert.True(wave.GetProperty("means").GetBoolean()));
        Assert.Equal([true, false], waves.Select(wave => wave.GetProperty("first").GetBoolean()));
        Assert.Equal(3, waves[1].GetProperty("audience")[0].GetProperty("line").GetInt32());
    }

    [Fact]
    public async Task Nobody_is_named_in_a_story()
    {
        await using var app = await StartedAsync();

        var story = (await app.StoryAsync(Person(app, "claire.fontaine").Id)).GetRawText();

        Assert.DoesNotContain("@", story, StringComparison.Ordinal);
        Assert.DoesNotContain("Fontaine", story, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Whoever_was_not_invited_is_told_which_rule_held_them()
    {
        await using var app = await StartedAsync();
        var people = app.Tenant.Directory.Employees.From(0).ToList();

        var disabled = await app.StoryAsync(people.First(person => !person.AccountEnabled).Id);
        Assert.Equal("disabled", PeopleCalls.CodeOf(disabled));
        Assert.False(disabled.GetProperty("directory").GetProperty("accountInUse").GetBoolean());

        var excepted = await app.StoryAsync(people.First(person => person is { AccountEnabled: true, Department: "Production", Site.City: "Lyon" }).Id);
        Assert.Equal("excepted", PeopleCalls.CodeOf(excepted));
        Assert.Equal(1, excepted.GetProperty("waves")[0].GetProperty("exceptedBy").GetInt32());

        var unlisted = await app.StoryAsync(people.First(person => person is { AccountEnabled: true, Site.City: "Dublin" }).Id);
        Assert.Equal("notMeant", PeopleCalls.CodeOf(unlisted));
        var condition = unlisted.GetProperty("waves")[0].GetProperty("audience")[0];
        Assert.Equal(("city in Paris, Lyon", false), (condition.GetProperty("condition").GetString(), condition.GetProperty("holds").GetBoolean()));
        Assert.Equal(JsonValueKind.Null, unlisted.GetProperty("invitation").ValueKind);

        var listed = await app.StoryAsync(Person(app, "julie.tremblay").Id);
        Assert.Equal("byHand", PeopleCalls.CodeOf(listed));

        Assert.Equal("guest", PeopleCalls.CodeOf(await app.StoryAsync(people.First(person => person.IsGuest).Id)));
    }

    [Fact]
    public async Task Whose_mail_came_back_is_told_how_to_try_again()
    {
        await using var app = await StartedAsync(suppressed: "claire.fontaine@lumen.example");

        var story = await app.StoryAsync(Person(app, "claire.fontaine").Id);

        Assert.Equal("failed", PeopleCalls.CodeOf(story));
        Assert.Contains("dropped", story.GetProperty("next").GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.Contains("POST /api/waves/first/retry-failed", story.GetProperty("next").GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.Equal("failed", story.GetProperty("effects").EnumerateArray().Last().GetProperty("state").GetString());
    }

    [Fact]
    public async Task Whose_wave_is_paused_is_told_by_whom()
    {
        await using var app = await AppTest.StartAsync(azurite.NewAccount(), campaign: TwoWaves);
        await app.ProvisionAsync();
        Assert.Equal(202, (await app.CallAsync(HttpMethod.Post, "/api/waves/first/start")).Status);
        await app.Get<WaveTransitions>().ApplyAsync("small", "first", WaveAction.Pause, new("it-1", "it"), "a look", null, default);

        var story = await app.StoryAsync(Person(app, "claire.fontaine").Id);

        Assert.Equal("paused", PeopleCalls.CodeOf(story));
        Assert.Contains("it-1 (a look)", story.GetProperty("next").GetProperty("text").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Entra_groups_of_all_waves_are_asked_for_in_one_request()
    {
        var group = $$"""{ "entraGroup": "{{CompanyShape.AmbassadorsGroupId}}" }""";
        var campaign = new SmallCampaign { FirstAudience = group, SecondAudience = """{ "everyoneElse": true }""", SecondMore = $", \"except\": [ {group} ]" };
        await using var app = await AppTest.StartAsync(azurite.NewAccount(), campaign: campaign);
        var people = app.Tenant.Directory.Employees;
        var ambassador = people.From(0).First(person => person.AccountEnabled && people.IsIn(people.Shape.AudienceGroups[0], person.Index));
        var before = app.Tenant.Log.Requests(RemoteService.Graph);

        var story = await app.StoryAsync(ambassador.Id);

        Assert.Equal([true, false], story.GetProperty("waves").EnumerateArray().Select(wave => wave.GetProperty("first").GetBoolean()));
        Assert.Equal(1, story.GetProperty("waves")[1].GetProperty("exceptedBy").GetInt32());
        // Their entry (a request within a batch), and their groups.
        Assert.InRange(app.Tenant.Log.Requests(RemoteService.Graph) - before, 2, 3);
    }

    [Fact]
    public async Task An_address_in_the_body_finds_the_same_story()
    {
        await using var app = await StartedAsync();
        var id = Person(app, "claire.fontaine").Id;

        var (status, found) = await app.PostAsync("/api/people/find", """{ "mail": " Claire.Fontaine@lumen.example " }""");

        Assert.Equal((200, id.ToString()), (status, found.GetProperty("person").GetString()));
        Assert.Equal((await app.StoryAsync(id)).GetRawText(), found.GetRawText());
    }

    [Theory]
    [InlineData("""{ "mail": "nobody@lumen.example" }""", 404)]
    [InlineData("""{ "mail": "no address" }""", 400)]
    [InlineData("""{ "male": "claire.fontaine@lumen.example" }""", 400)]
    [InlineData("[]", 400)]
    [InlineData("{", 400)]
    [InlineData("", 400)]
    [InlineData("null", 400)]
    [InlineData("long", 413)]
    public async Task A_body_that_finds_nobody_is_answered_without_an_address(string body, int status)
    {
        await using var app = await AppTest.StartAsync(azurite.NewAccount());

        var answer = await app.PostAsync("/api/people/find", body == "long" ? $$"""{ "mail": "{{new string('a', 5_000)}}" }""" : body);

        Assert.Equal(status, answer.Status);
        Assert.DoesNotContain("lumen.example", answer.Body.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whom_nobody_knows_is_said_to_be_unknown()
    {
        await using var app = await AppTest.StartAsync(azurite.NewAccount());

        var (status, body) = await app.CallAsync(HttpMethod.Get, $"/api/people/{Guid.NewGuid()}");

        Assert.Equal(404, status);
        Assert.Contains("the directory does not know", body.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal(400, (await app.CallAsync(HttpMethod.Get, "/api/people/claire")).Status);
    }

    private async Task<AppTest> StartedAsync(string? suppressed = null)
    {
        var tenant = new TenantOptions
        {
            Employees = 300,
            LeastReadLag = TimeSpan.Zero,
            MostReadLag = TimeSpan.Zero,
            SuppressedShare = 0,
            InvalidMailboxShare = 0,
            Suppressed = suppressed is null ? [] : [suppressed],
        };
        var app = await AppTest.StartAsync(azurite.NewAccount(), tenant, campaign: TwoWaves);
        await app.ProvisionAsync();
        Assert.Equal(202, (await app.CallAsync(HttpMethod.Post, "/api/waves/first/start")).Status);
        await app.PassAsync(TimeSpan.FromHours(3));
        return app;
    }

    private static Employee Person(AppTest app, string name) => app.Tenant.Directory.Employees.Find($"{name}@lumen.example")!;
}
