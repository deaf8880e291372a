using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Graph;
using AdoptionAutomation.Groups;
using AdoptionAutomation.Tests.Functions.Campaigns;
using AdoptionAutomation.Waves.Inviting;
using AdoptionAutomation.Waves.People;

namespace AdoptionAutomation.Tests.Functions.Waves;

/// <summary>What a wave plans for somebody, and in which requests people join their groups.</summary>
public sealed class PersonPlanTests
{
    private static readonly SmallCampaign Small = new()
    {
        SettingsMore = """
            , "timeZones": [ { "attribute": "city", "in": ["Montréal"], "zone": "America/Toronto" }, { "attribute": "country", "in": ["Canada"], "zone": "America/Vancouver" } ]
            """,
        Groups = SmallCampaign.GroupsWith(SmallCampaign.Welcome, more: """
            , "expansions": [ { "id": "site", "template": "general", "from": { "attribute": "city", "except": ["Lille "] }, "name": "Site {value}",
                "objective": "Life at {value}.", "owners": ["claire.fontaine@lumen.example"] } ]
            """),
        FirstMore = """, "ownGroups": ["site"], "kits": [ { "kit": "ambassador" }, { "kit": "manager", "for": [ { "attribute": "jobTitle", "in": ["Chef d'atelier"] } ] } ]""",
    };

    [Theory]
    [InlineData("Montréal", "Canada", null, "America/Toronto", "site-montreal-ae8a3", "Ambassador")]
    [InlineData("Vancouver", "canada", "Opérateur", "America/Vancouver", "site-vancouver", "Ambassador")]
    [InlineData("Paris", "France", "chef d'atelier", null, "site-paris", "Ambassador Manager")]
    [InlineData("LILLE", "France", null, null, "", "Ambassador")]
    [InlineData("  ", null, null, null, "", "Ambassador")]
    [InlineData(null, null, null, null, "", "Ambassador")]
    public async Task Zone_groups_and_kits_follow_from_what_the_directory_says(
        string? city, string? country, string? title, string? zone, string groups, string kits)
    {
        var campaign = await AudienceMatchingTests.SmallAsync(Small);
        var user = AudienceMatchingTests.At("a@lumen.example") with { Attributes = new() { City = city, Country = country, JobTitle = title } };

        var row = new PersonPlan(campaign, campaign.Waves[0]).RowOf(user, 2, DateTimeOffset.UnixEpoch);

        Assert.Equal(zone, row.Zone);
        Assert.Equal(groups.Replace("ae8a3", GroupIds.Of("site", "Montréal").Split('-')[^1], StringComparison.Ordinal), string.Join(' ', row.OwnGroups));
        Assert.Equal(kits, string.Join(' ', row.Kits));
        Assert.Equal((2, DateTimeOffset.UnixEpoch), (row.Reading, row.SeenAt));
    }

    [Theory]
    [InlineData("A@lumen.example", null)]
    [InlineData("a.other@lumen.example", "a.other@lumen.example")]
    [InlineData(null, null)]
    public async Task The_principal_name_is_kept_only_if_it_is_not_the_address(string? name, string? kept)
    {
        var campaign = await AudienceMatchingTests.SmallAsync(Small);
        var user = AudienceMatchingTests.At("a@lumen.example") with { PrincipalName = name };

        Assert.Equal(kept, new PersonPlan(campaign, campaign.Waves[0]).RowOf(user, 1, DateTimeOffset.UnixEpoch).PrincipalName);
    }

    [Fact]
    public void A_chunk_is_parted_by_own_group_and_its_requests_are_counted_so()
    {
        var targets = new WaveTargets(["all"], new[] { Group("all"), Group("paris"), Group("lyon") }.ToDictionary(row => row.Group));
        var people = Enumerable.Range(0, 45).Select(i => Person(i, i < 30 ? "paris" : i < 40 ? "lyon" : "rare")).ToList();

        // 3 for all, 2 for Paris, 1 for Lyon, none for a group that was never made.
        Assert.Equal(6, targets.Requests(people));
        Assert.Equal([45, 30, 10], targets.Partition(people).Select(part => part.Ids.Count));
        Assert.Equal([2, 2, 1], new[] { people[0], people[35], people[44] }.Select(targets.GroupsOf));
        Assert.Equal(45, targets.Now(people).Count);
    }

    [Fact]
    public void Who_waits_for_a_group_that_does_not_stand_holds_up_nobody_else()
    {
        var targets = new WaveTargets(["all"], new[] { Group("all"), Group("paris"), Group("lyon", GroupState.Created) }.ToDictionary(row => row.Group));
        List<PersonRow> people = [Person(0, "lyon"), Person(1, "paris"), Person(2, "rare")];

        Assert.Equal(["person1", "person2"], targets.Now(people).Select(person => person.Id));
        Assert.True(targets.IsWaiting(people));
        Assert.False(targets.AnyFailed);
    }

    [Fact]
    public void A_visit_writes_no_more_than_its_share_and_always_some()
    {
        var sites = Enumerable.Range(0, 99).Select(i => $"site{i:D2}").ToList();
        var targets = new WaveTargets(["all"], sites.Append("all").Select(id => Group(id)).ToDictionary(row => row.Group));
        var people = sites.Select((site, i) => Person(i, site)).ToList();

        var now = targets.Now(people);

        Assert.Equal(39, now.Count);
        Assert.InRange(targets.Requests(now), 1, WaveTargets.MostRequests);
    }

    private static GroupRow Group(string id, GroupState state = GroupState.Ready) => new(id) { Approved = "", State = state, GraphId = id };

    private static PersonRow Person(int number, string own) =>
        new($"person{number}", "first", PersonState.Planned, "a@lumen.example", "A", "fr") { OwnGroups = [own] };
}
