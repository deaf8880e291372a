using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Groups;
using AdoptionAutomation.Groups.Readiness;

namespace AdoptionAutomation.Tests.Functions.Groups.Readiness;

public sealed class ReadinessReportTests
{
    /// <summary>What is taken away, and the finding that says so.</summary>
    private static readonly Dictionary<string, Func<ReadinessCampaign, ReadinessCampaign>> Lacks = new(StringComparer.Ordinal)
    {
        ["no row"] = c => c.WithRow("trial", _ => null),
        ["never made"] = c => c.WithRow("trial", row => row with { GraphId = null, State = GroupState.Approved }),
        ["failed"] = c => c.WithRow("trial", row => row with { GraphId = null, State = GroupState.Failed, Reason = "owners[0]" }),
        ["deleted"] = c => c.WithRow("trial", row => row with { Drift = [new(DriftKind.Deleted, "in the bin", false)] }),
        ["unfinished"] = c => c.WithRow("trial", row => row with { State = GroupState.Created }),
        ["no welcome"] = c => c.With("trial", group => group with { Welcome = [] }),
        ["not posted"] = c => c.WithRow("trial", row => row with { Applied = row.Applied.Remove(GroupPart.Welcome) }),
        ["uncertain"] = c => c.WithRow("trial", row => row with { Posts = row.Posts.SetItem(1, PostState.Uncertain) }),
        ["no owner"] = c => c.With("trial", group => group with { Owners = [] }),
        ["ownerless"] = c => c.WithRow("trial", row => row with { Drift = [new(DriftKind.Ownerless, "0 of 1", false)] }),
        ["owner gone"] = c => c.WithRow("trial", row => row with { Drift = [new(DriftKind.OwnerGone, "owners[0]", false)] }),
        ["owner refused"] = c => c.WithRow("trial", row => row with { Refused = row.Refused.SetItem(GroupPart.Owners, "not in the directory: owners[0]") }),
        ["no objective"] = c => c.With("friends", group => group with { Objective = group.Name }),
        ["no charter"] = c => c with { Campaign = c.Campaign with { Settings = c.Campaign.Settings with { Charter = new() { Url = "https://x", Version = " " } } } },
        ["no pilot"] = c => c.With("trial", group => group with { Kind = GroupKind.Function }),
        ["needs mass"] = c => c with { Campaign = c.Campaign with { Rollout = new() { Waves = [c.Campaign.Waves[0] with { Groups = ["trial", "project"] }, c.Campaign.Waves[1]] } } } is var joined
            ? joined.With("project", group => group with { Kind = GroupKind.Visibility }) : c,
        ["thin objective"] = c => c.With("trial", group => group with { Objective = "Try 1 2 3 4 5 6." }),
        ["no ambassadors"] = c => c.With("friends", group => group with { Kind = GroupKind.Project }),
        ["site alone"] = c => c.With("nantes", group => group with { MembersFrom = new() { Attributes = [new() { Attribute = DirectoryAttribute.City, In = ["Lyon"] }] } }),
        ["no sponsor"] = c => c.With("trial", group => group with { Welcome = [group.Welcome[0] with { By = PostAuthor.CommunityManager }] }),
        ["no producers"] = c => c.With("digital", group => group with { Producers = [] }),
        ["one producer"] = c => c.With("digital", group => group with { Producers = ["a@lumen.example"] }),
        ["outside waves"] = c => c.WithRow("project", _ => null),
    };

    [Fact]
    public async Task A_campaign_that_lacks_nothing_scores_100()
    {
        var report = (await ReadinessCampaign.ReadAsync()).Report();

        Assert.Empty(report.Findings);
        Assert.Equal(100, report.Score);
        Assert.Equal(["P1", "P2", "P3", "P4", "P6", "P7", "P11"], report.Practices.Select(practice => practice.Practice));
    }

    [Theory]
    [InlineData("no row", "P1 error groupMissing: POST /api/groups/apply")]
    [InlineData("never made", "P1 error groupMissing: POST /api/groups/apply")]
    [InlineData("failed", "P1 error groupFailed: groups.json groups[0]")]
    [InlineData("deleted", "P1 error groupDeleted: GET /api/groups")]
    [InlineData("unfinished", "P1 error groupUnfinished: GET /api/groups")]
    [InlineData("no welcome", "P1 error noFirstContent: groups.json templates ''.welcome", "P7 warning noSponsorMessage: groups.json templates: welcome, \"by\": \"sponsor\"")]
    [InlineData("not posted", "P1 error welcomeNotPosted: POST /api/groups/apply")]
    [InlineData("uncertain", "P1 warning welcomeUncertain: POST /api/groups/trial/welcome?sent=true|false")]
    [InlineData("no owner", "P2 error noOwner: groups.json groups[0].owners")]
    [InlineData("ownerless", "P2 error ownerless: groups.json groups[0].owners")]
    [InlineData("owner gone", "P2 warning ownerGone: groups.json templates ''.owners")]
    [InlineData("owner refused", "P2 warning ownerGone: groups.json templates ''.owners")]
    [InlineData("no objective", "P2 warning noObjective: groups.json groups[1].objective")]
    [InlineData("no charter", "P3 warning noCharter: campaign.json charter")]
    [InlineData("no pilot", "P4 warning noPilotFirst: waves.json waves[0].groups")]
    [InlineData("needs mass", "P4 warning needsCriticalMass: waves.json waves[0].groups")]
    [InlineData("thin objective", "P4 warning thinObjective: groups.json groups[0].objective")]
    [InlineData("no ambassadors", "P6 warning noAmbassadors: groups.json groups")]
    [InlineData("site alone", "P6 warning siteWithoutAmbassador: groups.json groups[1].members")]
    [InlineData("no sponsor", "P7 warning noSponsorMessage: groups.json templates: welcome, \"by\": \"sponsor\"")]
    [InlineData("no producers", "P11 error noProducers: groups.json groups[0].producers")]
    [InlineData("one producer", "P11 info oneProducer: groups.json groups[0].producers")]
    [InlineData("outside waves", "P1 warning groupMissing: POST /api/groups/apply")]
    public async Task What_a_campaign_lacks_is_found_and_said_where_to_mend(string lack, params string[] expected)
    {
        var report = Lacks[lack](await ReadinessCampaign.ReadAsync()).Report();

        Assert.Equal(expected, report.Findings.Select(Line));
        var free = report.Findings.All(finding => finding.Severity == ReadinessSeverity.Info);
        Assert.Equal(free, report.Score == 100);
        Assert.All(report.Findings, finding => Assert.DoesNotContain('@', finding.Text));
    }

    [Fact]
    public async Task Only_a_group_that_is_not_there_cannot_be_overridden()
    {
        var campaign = await ReadinessCampaign.ReadAsync();
        var stubborn = Lacks.Keys.Where(lack => Lacks[lack](campaign).Report().Findings.Any(finding => finding is { Severity: ReadinessSeverity.Error, Overridable: false }));

        Assert.Equal(["no row", "never made", "failed", "deleted"], stubborn);
    }

    [Fact]
    public async Task A_wave_is_judged_by_its_own_groups()
    {
        var campaign = Lacks["no producers"](Lacks["no row"](await ReadinessCampaign.ReadAsync()));

        Assert.Equal(["groupMissing"], campaign.Report("first").Findings.Select(finding => finding.Code));
        Assert.Equal(["noProducers"], campaign.Report("second").Findings.Select(finding => finding.Code));
        Assert.Equal(("trial", "first"), (campaign.Report().Findings[0].Group, campaign.Report().Findings[0].Wave));
    }

    [Fact]
    public async Task The_gravest_comes_first_in_the_campaigns_language()
    {
        var campaign = Lacks["one producer"](Lacks["no row"](Lacks["no charter"](await ReadinessCampaign.ReadAsync())));

        var report = campaign.Report();

        Assert.Equal(["groupMissing", "noCharter", "oneProducer"], report.Findings.Select(finding => finding.Code));
        Assert.Equal("Le groupe trial n’existe pas encore dans le tenant.", report.Findings[0].Text);
        var english = campaign with { Campaign = campaign.Campaign with { Settings = campaign.Campaign.Settings with { Languages = ["en"] } } };
        Assert.Equal("Group trial does not exist in the tenant yet.", english.Report().Findings[0].Text);
    }

    [Fact]
    public async Task Ambassadors_who_could_not_be_read_are_advice_and_cost_nothing()
    {
        var report = (await ReadinessCampaign.ReadAsync()).Report(ambassadors: new() { Gap = "429" });

        Assert.Equal(["P6 info ambassadorsUnread: GET /api/readiness"], report.Findings.Select(Line));
        Assert.Equal(100, report.Score);
    }

    [Fact]
    public async Task The_score_is_the_share_of_checks_that_pass()
    {
        var report = Lacks["not posted"](await ReadinessCampaign.ReadAsync()).Report();

        var first = report.Practices[0];
        Assert.Equal((9, 10, 90), (first.Passed, first.Checks, first.Score));
        var (passed, checks) = (report.Practices.Sum(practice => practice.Passed), report.Practices.Sum(practice => practice.Checks));
        Assert.Equal(passed * 100 / checks, report.Score);
    }

    private static string Line(ReadinessFinding finding) =>
        $"{finding.Practice} {finding.Severity.ToString().ToLowerInvariant()} {finding.Code}: {finding.Where}";
}
