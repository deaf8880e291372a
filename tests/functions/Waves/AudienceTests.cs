using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Groups;
using AdoptionAutomation.Sandbox.People;
using AdoptionAutomation.Sandbox.Tenant;
using AdoptionAutomation.Tests.Sandbox.Storage;
using AdoptionAutomation.Waves.Life;
using AdoptionAutomation.Waves.People;

namespace AdoptionAutomation.Tests.Functions.Waves;

/// <summary>Who is invited by which wave, from the tenant's log.</summary>
public sealed class AudienceTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private const string Communication = """{ "attributes": [ { "attribute": "department", "in": ["communication"] } ] }""";
    private const string EveryoneElse = """{ "everyoneElse": true }""";
    private const string Ambassadors = """{ "entraGroup": "a3bad0e5-0000-4000-8000-00000000a3ba" }""";

    [Fact]
    public async Task Everyone_else_is_whoever_no_wave_before_has_invited_and_no_guest()
    {
        await using var app = await ReadyAsync(new() { FirstAudience = Communication, SecondAudience = EveryoneElse });
        await InviteAsync(app, "first");
        var first = app.Tenant.Log.Mails.Count;
        await InviteAsync(app, "second");

        WaveTests.AssertInvited(app, person => person is { AccountEnabled: true, IsGuest: false });
        Assert.Equal((first, 0), (await RowAsync(app, "second")) is var row ? (row.Elsewhere, row.Excepted) : default);
        Assert.InRange(first, 1, 20);
    }

    [Theory]
    [InlineData(Communication)]
    [InlineData("""{ "csv": "second.csv" }""")]
    [InlineData(Ambassadors)]
    public async Task A_wave_before_that_is_to_open_yet_keeps_its_people(string audience)
    {
        await using var app = await ReadyAsync(
            new() { FirstAudience = audience, SecondAudience = EveryoneElse }, new() { Employees = 300, LeastReadLag = default, MostReadLag = default });
        await InviteAsync(app, "second");
        var second = app.Tenant.Log.Mails.Select(mail => mail.To).ToHashSet(StringComparer.OrdinalIgnoreCase);
        await InviteAsync(app, "first");
        var first = app.Tenant.Log.Mails.Skip(second.Count).Select(mail => mail.To).ToList();

        Assert.NotEmpty(first);
        Assert.Equal(first.Count, (await RowAsync(app, "second")).Elsewhere);
        WaveTests.AssertInvited(app, person => person is { AccountEnabled: true, IsGuest: false });
    }

    [Fact]
    public async Task Who_is_excepted_by_attribute_file_or_group_is_counted_and_not_invited()
    {
        await using var app = await ReadyAsync(
            new()
            {
                FirstMore = $$""", "except": [ { "attributes": [ { "attribute": "employeeType", "in": ["CONTRACTOR"] } ] }, { "csv": "second.csv" }, {{Ambassadors}} ]""",
                Csv = "mail\nCLAIRE.fontaine@lumen.example\n",
            },
            new() { Employees = 300, LeastReadLag = default, MostReadLag = default });
        var people = app.Tenant.Directory.Employees;
        bool IsExcepted(Employee person) =>
            person.EmployeeType == "Contractor" || person.Mail == "claire.fontaine@lumen.example" || people.IsIn(people.Shape.AudienceGroups[0], person.Index);
        await InviteAsync(app, "first");

        WaveTests.AssertInvited(app, person => person is { AccountEnabled: true, IsGuest: false } && !IsExcepted(person));
        var expected = people.From(0).Count(person => person is { AccountEnabled: true, IsGuest: false } && IsExcepted(person));
        Assert.Equal(expected, (await RowAsync(app, "first")).Excepted);
    }

    [Fact]
    public async Task An_audience_that_matches_nobody_completes_and_says_that_nobody_is_in_it()
    {
        await using var app = await ReadyAsync(new() { FirstAudience = """{ "attributes": [ { "attribute": "department", "in": ["Nowhere"] } ] }""" });
        await InviteAsync(app, "first");

        var row = await RowAsync(app, "first");
        Assert.Equal((WaveState.Completed, 0, 0), (row.State, row.Skipped, row.Elsewhere));
        Assert.Equal(0, (await app.Get<PeopleTable>().ProgressAsync("small", "first", default)).People);
        Assert.Empty(app.Tenant.Log.Mails);
    }

    [Fact]
    public async Task Everybody_named_twice_in_one_wave_and_again_in_the_next_is_invited_once()
    {
        await using var app = await ReadyAsync(new()
        {
            FirstAudience = """{ "attributes": [ { "attribute": "usageLocation", "in": ["FR", "CA", "IE"] }, { "attribute": "usageLocation", "in": ["ie", "ca", "fr"] } ] }""",
            SecondAudience = """{ "attributes": [ { "attribute": "usageLocation", "in": ["IE", "CA", "FR"] } ] }""",
        });
        await InviteAsync(app, "first");
        await InviteAsync(app, "second");

        WaveTests.AssertInvited(app, person => person is { AccountEnabled: true, IsGuest: false });
        Assert.Equal((await app.Get<PeopleTable>().ProgressAsync("small", "first", default)).People, (await RowAsync(app, "second")).Elsewhere);
    }

    [Fact]
    public async Task People_join_the_group_of_their_own_site_whatever_its_accents_and_a_value_without_a_group_holds_nobody_up()
    {
        const string Sites = """
            , "expansions": [ { "id": "site", "template": "general", "from": { "attribute": "city", "except": ["Lille"] }, "name": "Site {value}",
                "objective": "Life at {value}.", "owners": ["claire.fontaine@lumen.example"] } ]
            """;
        await using var app = await ReadyAsync(new()
        {
            Groups = SmallCampaign.GroupsWith(SmallCampaign.Welcome, more: Sites),
            FirstMore = """, "ownGroups": ["site"]""",
        });
        var metz = app.Tenant.Hands.Hire("paul.lefevre@lumen.example", "mia.metz@lumen.example", known => known with { Site = known.Site with { City = "Metz" } });
        var decomposed = app.Tenant.Hands.Hire(
            "paul.lefevre@lumen.example", "zoe.montreal@lumen.example", known => known with { Site = known.Site with { City = " MONTRE\u0301AL" } });
        await InviteAsync(app, "first");

        var asked = app.Tenant.Directory.Employees.From(0).Where(person => person is { AccountEnabled: true, IsGuest: false }).Append(metz).Append(decomposed).ToList();
        Assert.Equal(asked.Select(person => person.Mail).Order(), app.Tenant.Log.Mails.Select(mail => mail.To).Order());
        foreach (var site in asked.Select(person => person.Site.City.Trim().Normalize().ToLowerInvariant()).Distinct().Except(["metz", "lille"]))
        {
            var group = app.Tenant.Directory.GroupByNickname(Nickname.Of("small", GroupIds.Of("site", site)))!;
            var there = asked.Where(person => person.Site.City.Trim().Normalize().Equals(site, StringComparison.OrdinalIgnoreCase)).Select(person => person.Id);
            Assert.Equal(there.Append(app.Tenant.Directory.User("claire.fontaine@lumen.example")!.Id).Distinct().Order(), group.Members.Stored.Order());
        }

        Assert.Equal(WaveState.Completed, (await RowAsync(app, "first")).State);
        Assert.Empty(app.Tenant.Log.QuotaExceeded);
    }

    [Fact]
    public async Task With_a_rule_for_newcomers_who_starts_too_far_ahead_is_left_to_come_later()
    {
        await using var app = await ReadyAsync(new() { WavesMore = """, "newcomers": { "daysBefore": 7 }""" });
        Hire(app, "tomorrow", 1);
        Hire(app, "in.a.week", 7);
        Hire(app, "in.a.month", 30);
        await InviteAsync(app, "first");

        var mails = app.Tenant.Log.Mails.Select(mail => mail.To).ToList();
        Assert.Contains("tomorrow@lumen.example", mails);
        Assert.Contains("in.a.week@lumen.example", mails);
        Assert.DoesNotContain("in.a.month@lumen.example", mails);
        var last = new DateTimeOffset(2026, 9, 14, 0, 0, 0, TimeSpan.Zero);
        var later = app.Tenant.Directory.Employees.From(0).Count(person => person is { AccountEnabled: true, IsGuest: false } && person.EmployeeHireDate > last);
        Assert.Equal(later + 1, (await RowAsync(app, "first")).Later);
    }

    internal static Employee Hire(AppTest app, string name, int days) => app.Tenant.Hands.Hire(
        "paul.lefevre@lumen.example",
        $"{name}@lumen.example",
        known => known with { GivenName = name, EmployeeHireDate = new DateTimeOffset(app.World.Clock.GetUtcNow().UtcDateTime.Date, TimeSpan.Zero).AddDays(days) });

    internal static async Task InviteAsync(AppTest app, string wave)
    {
        Assert.Equal(202, (await app.CallAsync(HttpMethod.Post, $"/api/waves/{wave}/start")).Status);
        await app.PassAsync(TimeSpan.FromHours(2));
        Assert.Equal(0, app.World.Host.Poisoned);
    }

    internal static async Task<WaveRow> RowAsync(AppTest app, string wave) => (await app.Get<WavesTable>().FindAsync("small", wave, default))!;

    private async Task<AppTest> ReadyAsync(SmallCampaign campaign, TenantOptions? tenant = null)
    {
        var app = await AppTest.StartAsync(azurite.NewAccount(), tenant, campaign: campaign);
        await app.ProvisionAsync();
        return app;
    }
}
