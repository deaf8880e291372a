using AdoptionAutomation.Mail;
using AdoptionAutomation.Sandbox.Faults;
using AdoptionAutomation.Surveys.Rounds;
using AdoptionAutomation.Tests.Sandbox.Storage;
using AdoptionAutomation.Waves.Life;
using AdoptionAutomation.Waves.People;
using Microsoft.Extensions.Options;
using static AdoptionAutomation.Tests.Functions.Surveys.SurveyScene;
using static AdoptionAutomation.Tests.Functions.Waves.Mails.MailScene;

namespace AdoptionAutomation.Tests.Functions.Surveys.Rounds;

public sealed class RoundOpeningTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private const string Sites = """ }, { "id": "site", "kind": "place", "visibility": "public" """;

    private const string BySite = """
        , "expansions": [ { "id": "site", "template": "site", "from": { "attribute": "city" }, "name": "Site {value}", "objective": "Life at {value}.",
            "owners": ["claire.fontaine@lumen.example"] } ]
        """;

    private static readonly string[] Excepted = ["claire.fontaine@lumen.example", "hugo.marchand@lumen.example"];

    [Fact]
    public async Task Welcomed_people_who_may_be_written_to_get_one_link_and_one_mail()
    {
        await using var app = await WelcomedAsync(azurite.NewAccount(), With(), [.. "1a 2b 3c 4d 5e 6f".Split(' ').Select(id => Person(id))]);
        await MarkAsync(app, row => new PersonMark.RemindersStopped(row, app.World.Clock.GetUtcNow()), "2b");
        await MarkAsync(app, row => new PersonMark.FollowUpRefused(row, "bounced"), "3c");
        Assert.True(await app.Get<PeopleTable>().EraseAsync(Scope, await RowAsync(app, "4d"), default));
        app.Tenant.Hands.Leave(Guid.Parse(IdOf("5e")));
        await UntilAsync(app, Opens);
        Assert.Null(await RoundAsync(app));
        await JoinAsync(app, Person("7a"));

        await app.PassAsync(TimeSpan.FromHours(3));

        Assert.Equal(Sorted("1a", "6f"), (await LinksAsync(app)).Select(link => link.Person));
        Assert.All((string[])["1a", "6f"], id => Assert.Equal([$"{Purpose} 08 08:00"], Asked(app, id)));
        Assert.Equal(2, app.Tenant.Log.Mails.Count);
        var round = (await RoundAsync(app))!;
        Assert.Equal((RoundState.Open, Opens, Closes, (string?)null), (round.State, round.OpensAt, round.ClosesAt, round.Cursor));
        Assert.Equal((0, 0), (app.World.Host.Poisoned, app.World.Host.PendingMessages));
        var left = Assert.Single(await DueWorkAsync(app));
        Assert.Equal(("Close.mood.once", Closes.AddMinutes(5)), (left.Name, left.At));
    }

    [Fact]
    public async Task Who_is_welcomed_later_is_not_in_a_round_that_has_opened()
    {
        await using var app = await WelcomedAsync(azurite.NewAccount(), With(), Person("1a"));
        await UntilAsync(app, Opens.AddHours(1));

        await JoinAsync(app, Person("2b"));
        await SurveyScene.WelcomeAsync(app);
        await app.PassAsync(TimeSpan.FromHours(5));

        Assert.Equal([IdOf("1a")], (await LinksAsync(app)).Select(link => link.Person));
        Assert.Empty(Asked(app, "2b"));
    }

    [Theory]
    [InlineData("""{ "waves": ["first"] }""", true)]
    [InlineData("""{ "waves": ["second"] }""", false)]
    [InlineData("""{ "groups": ["everybody"] }""", true)]
    [InlineData("""{ "groups": ["few"] }""", false)]
    public async Task Waves_and_groups_mean_their_welcomed_people(string to, bool isMeant)
    {
        await using var app = await WelcomedAsync(azurite.NewAccount(), With(to), Person("1a"));
        await UntilAsync(app, Opens.AddHours(1));

        Assert.Equal(isMeant ? 1 : 0, (await LinksAsync(app)).Count);
        Assert.Equal(RoundState.Open, (await RoundAsync(app))!.State);
    }

    [Fact]
    public async Task Everybody_whom_the_waves_mean_is_asked_before_the_launch_once_and_at_their_site()
    {
        var campaign = With("""{ "directory": true }""", basis: new()
        {
            FirstAudience = """{ "attributes": [ { "attribute": "department", "in": ["Communication", "Informatique"] } ] }""",
            FirstMore = """, "ownGroups": ["site"], "except": [ { "csv": "second.csv" } ]""",
            SecondAudience = """{ "everyoneElse": true }""",
            SecondMore = """, "ownGroups": ["site"]""",
            Groups = SmallCampaign.GroupsWith(SmallCampaign.Welcome + Sites, more: BySite),
        });
        await using var app = await AppTest.StartAsync(azurite.NewAccount(), campaign: campaign);
        await UntilAsync(app, Opens.AddHours(3));

        var meant = app.Tenant.Directory.Employees.From(0).Where(person => person is { AccountEnabled: true, IsGuest: false }).ToDictionary(person => person.Id.ToString());
        var links = await LinksAsync(app);
        Assert.Equal(meant.Keys.Order(StringComparer.Ordinal), links.Select(link => link.Person));
        Assert.All(links, link =>
        {
            var isFirst = meant[link.Person].Department is "Communication" or "Informatique" && !Excepted.Contains(link.Mail);
            Assert.Equal(meant[link.Person].Site.City, link.Place.Site);
            Assert.Contains("everybody", link.Place.Groups);
            Assert.Equal(link.Place.Groups.Order(StringComparer.Ordinal), link.Place.Groups);
            Assert.Equal(isFirst ? "first" : "second", link.Place.Wave);
        });
        Assert.Contains(links, link => link.Place.Wave == "first");
        var asked = app.Tenant.Log.Mails.Where(mail => mail.Categories[0] == Purpose).Select(mail => mail.To).ToList();
        Assert.Equal(asked.Count, asked.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.Equal(0, app.World.Host.Poisoned);
    }

    [Fact]
    public async Task The_site_of_welcomed_people_is_called_as_its_group_was_made()
    {
        var campaign = With(basis: new() { FirstMore = """, "ownGroups": ["site"]""", Groups = SmallCampaign.GroupsWith(SmallCampaign.Welcome + Sites, more: BySite) });
        await using var app = await StartAsync(azurite.NewAccount(), campaign);
        await app.ProvisionAsync();
        var city = app.Tenant.Directory.Employees.From(0).First(person => person.Site.City.Any(letter => letter > 'z')).Site.City;
        await JoinAsync(app, Person("1a") with { OwnGroups = [AdoptionAutomation.Campaigns.GroupIds.Of("site", city)] }, Person("2b"));
        await SurveyScene.WelcomeAsync(app);

        await UntilAsync(app, Opens.AddHours(1));

        var links = await LinksAsync(app);
        Assert.Equal([city, ""], links.OrderBy(link => link.Person == IdOf("2b")).Select(link => link.Place.Site));
        Assert.All(links, link => Assert.Equal("first", link.Place.Wave));
    }

    [Fact]
    public async Task A_throttled_directory_delays_and_loses_nobody()
    {
        await using var app = await AppTest.StartAsync(azurite.NewAccount(), campaign: With("""{ "directory": true }"""));
        await UntilAsync(app, Opens.AddMinutes(-1));
        for (var request = 1; request <= 3; request++)
        {
            app.World.Faults.Strike(target => target.Service == RemoteService.Graph, request, new(FaultKind.Throttled, 40.5));
        }

        await app.PassAsync(TimeSpan.FromHours(3));

        var meant = app.Tenant.Directory.Employees.From(0).Count(person => person is { AccountEnabled: true, IsGuest: false });
        Assert.Equal(meant, (await LinksAsync(app)).Count);
        Assert.Equal(3, app.Tenant.Log.Throttled(RemoteService.Graph));
        Assert.Equal((RoundState.Open, 0), ((await RoundAsync(app))!.State, app.World.Host.Poisoned));
    }

    [Fact]
    public async Task A_paused_campaign_opens_nothing_until_it_is_resumed()
    {
        await using var app = await WelcomedAsync(azurite.NewAccount(), With(), Person("1a"));
        Assert.Equal(200, (await app.CallAsync(HttpMethod.Post, "/api/pause")).Status);
        await UntilAsync(app, Opens.AddHours(3));
        Assert.Null(await RoundAsync(app));

        Assert.Equal(202, (await app.CallAsync(HttpMethod.Post, "/api/resume")).Status);
        await app.PassAsync(TimeSpan.FromHours(2));

        Assert.Single(Asked(app, "1a"));
        Assert.Equal(RoundState.Open, (await RoundAsync(app))!.State);
    }

    [Fact]
    public async Task A_dress_rehearsal_has_a_round_of_its_own_and_the_real_one_follows()
    {
        await using var app = await WelcomedAsync(azurite.NewAccount(), With(), Person("1a"));
        await UntilAsync(app, Utc(8, 4));
        app.Get<IOptions<MailOptions>>().Value.RedirectAllTo = "dress@contoso.example";
        await app.Get<SurveyPlanning>().OpenAsync(app.Campaign, default);
        await UntilAsync(app, Opens.AddHours(1));
        Assert.NotNull(await RoundAsync(app, "small~dress"));
        Assert.Null(await RoundAsync(app));
        Assert.Empty(app.Tenant.Log.Mails);

        app.Get<IOptions<MailOptions>>().Value.RedirectAllTo = null;
        await app.PassAsync(TimeSpan.FromHours(2));

        Assert.Single(Asked(app, "1a"));
    }

    [Fact]
    public async Task An_edit_before_the_opening_holds_and_one_after_it_does_not()
    {
        await using var app = await WelcomedAsync(azurite.NewAccount(), With(), Person("1a"));
        await UntilAsync(app, Utc(8, 6));
        await app.EditAsync(With(at: "2026-09-08T14:00"));
        await UntilAsync(app, Utc(8, 11));
        Assert.Null(await RoundAsync(app));

        await UntilAsync(app, Utc(8, 12, 5));
        Assert.Equal([$"{Purpose} 08 12:00"], Asked(app, "1a"));

        await app.EditAsync(With(at: "2026-09-09T14:00", more: """, "intro": { "fr": "Autre", "en": "Other" }"""));
        await UntilAsync(app, Utc(9, 16));
        Assert.Single(Asked(app, "1a"));
        Assert.Null((await RoundAsync(app))!.Survey.Intro);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_draft_or_a_survey_that_is_taken_out_does_not_open(bool isDraft)
    {
        await using var app = await WelcomedAsync(azurite.NewAccount(), With(), Person("1a"));
        await UntilAsync(app, Utc(8, 6));
        await app.EditAsync(isDraft ? With(more: """, "status": "draft" """) : new() { Surveys = """{ "surveys": [] }""" });

        await UntilAsync(app, Opens.AddHours(2));

        Assert.Null(await RoundAsync(app));
        Assert.Empty(await DueWorkAsync(app));
        Assert.Empty(app.Tenant.Log.Mails);
    }

    private static IEnumerable<string> Sorted(params string[] names) => names.Select(IdOf).Order(StringComparer.Ordinal);

    [Fact]
    public async Task A_wave_is_asked_some_days_after_it_opened()
    {
        var once = With();
        var campaign = once with
        {
            Surveys = once.Surveys!.Replace("""{ "once": "2026-09-08T10:00" }""", """{ "afterWave": { "days": 2, "at": "10:00" } }""", StringComparison.Ordinal),
        };
        await using var app = await WelcomedAsync(azurite.NewAccount(), campaign, Person("1a"));
        Assert.NotNull(await app.Get<WavesTable>().FindAsync(Scope, Wave, default));

        await UntilAsync(app, Utc(9, 9));

        Assert.Equal(["survey-mood.first 09 08:00"], Asked(app, "1a"));
    }
}
