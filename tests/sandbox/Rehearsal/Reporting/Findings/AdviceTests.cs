using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Kpis.Book;
using AdoptionAutomation.Kpis.Dashboard;
using AdoptionAutomation.Sandbox.Rehearsal;
using AdoptionAutomation.Sandbox.Rehearsal.Proving;
using AdoptionAutomation.Sandbox.Rehearsal.Reporting.Findings;
using AdoptionAutomation.Tests.Campaigns;

namespace AdoptionAutomation.Tests.Sandbox.Rehearsal.Reporting.Findings;

/// <summary>Each rule finds what it is for, in the field of the sample's files that is to be changed, and nothing in a run in which all went well.</summary>
public class AdviceTests
{
    private static readonly DateTimeOffset Start = new(2026, 9, 7, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset End = Start.AddDays(26 * 7);
    private static readonly Guid Somebody = new("b61b61f5-4dd3-02a3-d36d-e08714e9b206");

    public static TheoryData<string, string, Weight> Rows => new()
    {
        { "gate", "waves.json waves[2].gate.activation", Weight.Warning },
        { "gate-forever", "waves.json waves[2].gate.activation", Weight.Serious },
        { "readiness", "waves.json waves[2]", Weight.Warning },
        { "never-opened", "waves.json waves[2].opens", Weight.Serious },
        { "opened-late", "waves.json waves[2].opens", Weight.Hint },
        { "unfinished", "waves.json waves[2].pacePerHour", Weight.Warning },
        { "inactive", "waves.json waves[2].reminders[0]", Weight.Warning },
        { "mailbox", "waves.json waves", Weight.Warning },
        { "suppressed", "waves.json waves", Weight.Warning },
        { "no-wave", "waves.json waves", Weight.Hint },
        { "no-group", "groups.json expansions", Weight.Warning },
        { "nobody-there", "content-calendar.json rhythms", Weight.Warning },
        { "crowded", "content-calendar.json rhythms", Weight.Hint },
        { "late", "content-calendar.json rhythms", Weight.Warning },
        { "skipped", "content-calendar.json rhythms", Weight.Warning },
        { "few-answers", "surveys.json surveys", Weight.Warning },
        { "few-answers-nobody", "surveys.json surveys", Weight.Warning },
        { "quota-near", "waves.json waves[2].pacePerHour", Weight.Hint },
        { "quota-over", "content-calendar.json", Weight.Warning },
        { "quiet", "surveys.json surveys", Weight.Hint },
        { "objective", "campaign.json objectives", Weight.Warning },
        { "many-mails", "content-calendar.json", Weight.Warning },
        { "digest-nobody", "campaign.json", Weight.Warning },
        { "digest-refused", "campaign.json", Weight.Serious },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task A_rule_names_what_to_change_and_where(string scene, string place, Weight weight)
    {
        var campaign = await SampleAsync();
        var places = await CampaignPlaces.ReadAsync(CampaignFolder.Sample(), default);

        foreach (var language in new[] { "fr", "en" })
        {
            var finding = Assert.Single(Advice.Of(FactsOf(scene, campaign), places, new DashboardWords(language)));

            var (file, path) = place.Split(' ') is [var before, var after] ? (before, after) : (place, "");
            Assert.StartsWith($"{file}:", $"{finding.Place}:", StringComparison.Ordinal);
            Assert.Contains(path, finding.Place, StringComparison.Ordinal);
            Assert.Equal(weight, finding.Weight);
            Assert.NotEmpty(finding.What);
            Assert.NotEmpty(finding.Change);
        }
    }

    [Fact]
    public async Task A_run_in_which_all_went_well_has_no_findings()
    {
        var campaign = await SampleAsync();

        Assert.Empty(Advice.Of(Well(campaign), await CampaignPlaces.ReadAsync(CampaignFolder.Sample(), default), new("en")));
    }

    [Fact]
    public async Task A_held_wave_tells_for_how_long_and_why()
    {
        var finding = Assert.Single(Advice.Of(FactsOf("gate", await SampleAsync()), await CampaignPlaces.ReadAsync(CampaignFolder.Sample(), default), new("en")));

        Assert.Contains("held 5 days", finding.What, StringComparison.Ordinal);
        Assert.Contains("Active people: 3 of 20 welcomed (15 %); it takes at least 30 %.", finding.What, StringComparison.Ordinal);
        Assert.DoesNotContain("(gate.", finding.What, StringComparison.Ordinal);
        Assert.Contains("'atLeast' (30 %)", finding.Change, StringComparison.Ordinal);
    }

    private static async Task<Campaign> SampleAsync() => (await CampaignReader.ReadAsync(CampaignFolder.Sample(), default)).Campaign!;

    private static RunFacts Well(Campaign campaign) => new(campaign, Start, End)
    {
        Waves = [.. campaign.Waves.Select(wave => new WaveFacts(wave, DueOf(wave), DueOf(wave)) { Meant = 100, Welcomed = 98, Refused = 2, AtReminder = (60, 98) })],
        Posts = [Post(campaign, 0, 20, PostEnd.Published), Post(campaign, 24, 20, PostEnd.Published)],
        Rounds = [Round(campaign, 20, 5)],
        Quotas = [new("DirectoryWrites", new(2026, 9, 28), 0.4)],
        Waits = [new("survey", "pouls", 100, 9, TimeSpan.FromHours(60))],
        Burden = [(Somebody, 3, 6)],
    };

    private static RunFacts FactsOf(string scene, Campaign campaign)
    {
        var well = Well(campaign);
        var last = well.Waves[2];
        return scene switch
        {
            "gate" => With(last with { Opened = last.Due!.Value.AddDays(5), Holds = [Hold("Active people: 3 of 20 welcomed (15 %); it takes at least 30 %. (gate.activation)")] }),
            "gate-forever" => With(last with { Opened = null, Holds = [Hold("Active people: 3 of 20. (gate.activation)")] }),
            "readiness" => With(last with { Opened = last.Due!.Value.AddDays(5), Holds = [Hold("A group is missing (groups.json)")] }),
            "never-opened" => With(last with { Opened = null }),
            "opened-late" => With(last with { Opened = last.Due!.Value.AddDays(3) }),
            "unfinished" => With(last with { Welcomed = 50 }),
            "inactive" => With(last with { AtReminder = (20, 98) }),
            "mailbox" => well with { Refused = [new(Somebody, "welcome", true)] },
            "suppressed" => well with { Refused = [new(Somebody, "welcome", false)] },
            "no-wave" => well with { InNoWave = [Somebody] },
            "no-group" => well with { WithoutOwnGroup = [new(last.Wave, "site", [Somebody])] },
            "nobody-there" => well with { Posts = [Post(campaign, 0, 0, PostEnd.Published)] },
            "crowded" => well with { Posts = [Post(campaign, 0, 20, PostEnd.Published), Post(campaign, 0.5, 20, PostEnd.Published)] },
            "late" => well with { Posts = [Post(campaign, 0, 20, PostEnd.Late)] },
            "skipped" => well with { Posts = [Post(campaign, 0, null, PostEnd.Skipped)] },
            "few-answers" => well with { Rounds = [Round(campaign, 20, 4)] },
            "few-answers-nobody" => well with { Rounds = [Round(campaign, 0, 0)] },
            "quota-near" => well with { Quotas = [new("DirectoryWrites", new(2026, 9, 28), 0.8)] },
            "quota-over" => well with { Quotas = [new("MessagesOfMailbox", new(2026, 9, 28), 1.2)], TurnedAway = new Dictionary<string, int>(StringComparer.Ordinal) { ["MessagesOfMailbox"] = 3 } },
            "quiet" => well with { Waits = [new("survey", "pouls", 100, 10, TimeSpan.FromHours(60))] },
            "objective" => well with { Objectives = [Behind(campaign)] },
            "many-mails" => well with { Burden = [(Somebody, 3, 7)] },
            "digest-nobody" => well with { Campaign = campaign with { Settings = campaign.Settings with { DigestRecipients = [] } } },
            "digest-refused" => well with { RefusedDigests = 2 },
            _ => throw new ArgumentOutOfRangeException(nameof(scene)),
        };

        RunFacts With(WaveFacts wave) => well with { Waves = [well.Waves[0], well.Waves[1], wave] };

        WaveHold Hold(string why) => new(last.Wave.Id, last.Due!.Value.AddHours(1), why);
    }

    private static DateTimeOffset DueOf(WaveDefinition wave) => new(wave.Opens!.Value.ToDateTimeUnspecified(), TimeSpan.FromHours(2));

    private static PostFacts Post(Campaign campaign, double hours, int? members, PostEnd end)
    {
        var rhythm = campaign.Calendar.Rhythms[0];
        var group = new ExpectedGroup("general", "Agora - Général", [], [], _ => false, null, 0, []);
        var at = Start.AddHours(40 + hours);
        var post = new ExpectedPost(rhythm.Id, $"{at:yyyy-MM-dd}.{hours}", PostChannel.Teams, group, at, "Hello", new());
        return new(new(post, end, end == PostEnd.Skipped ? null : at.AddSeconds(2)), members);
    }

    private static RoundFacts Round(Campaign campaign, int asked, int answers) =>
        new(new(campaign.Surveys[0], "once", Start.AddDays(2), Start.AddDays(9), []), asked, answers);

    private static ObjectiveSight Behind(Campaign campaign)
    {
        var objective = campaign.Settings.Objectives.First(one => one.Kpi == "active7");
        return new(objective, KpiBook.Find(campaign.Settings, "active7")) { From = 0, Target = 50, Now = 20, Expected = 50 };
    }
}
