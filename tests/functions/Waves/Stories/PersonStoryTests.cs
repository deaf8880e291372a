using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Graph;
using AdoptionAutomation.Operations;
using AdoptionAutomation.Tests.Functions.Waves.Plan;
using AdoptionAutomation.Waves.Gates;
using AdoptionAutomation.Waves.Life;
using AdoptionAutomation.Waves.People;
using AdoptionAutomation.Waves.Stories;
using NodaTime;

namespace AdoptionAutomation.Tests.Functions.Waves.Stories;

/// <summary>What happens next with a person: each row a situation. Monday 7 September, 10:00 in Paris, unless said otherwise.</summary>
public sealed class PersonStoryTests
{
    private static readonly DateTimeOffset Monday = new(2026, 9, 7, 8, 0, 0, TimeSpan.Zero);
    private static readonly WaveTransition Pause = new(WaveAction.Pause, WaveState.Running, WaveState.Pausing, "it-1", "it", Monday.AddHours(-1), "a look");

    public static TheoryData<string, string> Rows => new()
    {
        { "guest", "guest" },
        { "disabled", "disabled" },
        { "no address", "noAddress" },
        { "elsewhere", "notMeant" },
        { "excepted", "excepted:1" },
        { "planned wave", "byHand:POST /api/waves/lyon/start" },
        { "dated wave", "opens:2026-09-14 09:00" },
        { "held wave", "held:groups are missing" },
        { "gated wave", "held:40 % of 50 %" },
        { "being read", "reading" },
        { "read before", "tooLate" },
        { "read before, hired since", "newcomer" },
        { "starts in a month", "startsLater" },
        { "paused wave", "paused:it-1 (a look)" },
        { "cancelled wave", "cancelled" },
        { "paused campaign", "campaignPaused:POST /api/resume" },
        { "row: planned", "turn" },
        { "row: next slot", "slot:2026-09-07 11:00" },
        { "row: paused", "paused:POST /api/waves/lyon/resume" },
        { "row: joined", "welcoming" },
        { "row: joined at night", "quietHours:2026-09-08 07:00" },
        { "row: joined far west", "quietHours:2026-09-07 13:00" },
        { "row: uncertain", "uncertain" },
        { "row: failed", "failed:POST /api/waves/lyon/retry-failed" },
        { "row: skipped", "skipped:the account is disabled" },
        { "row: erased", "erased" },
        { "row: welcomed", "reminder:2026-09-10 07:00" },
        { "row: welcomed, active", "active" },
        { "row: welcomed, no reminders wanted", "remindersStopped" },
        { "row: welcomed long ago", "done" },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public void Every_situation_has_its_words(string situation, string expected)
    {
        var next = new PersonStory(Of(situation)).Next();

        var (code, part) = (expected.Split(':')[0], expected.Contains(':', StringComparison.Ordinal) ? expected[(expected.IndexOf(':', StringComparison.Ordinal) + 1)..] : "");
        Assert.Equal(code, next.Code);
        Assert.Contains(part, next.Text, StringComparison.Ordinal);
        Assert.DoesNotContain('{', next.Text);
    }

    [Fact]
    public void French_campaigns_are_told_in_French()
    {
        var facts = Of("row: failed");
        var french = facts with { Campaign = facts.Campaign with { Settings = facts.Campaign.Settings with { Languages = ["fr", "en"] } } };

        Assert.StartsWith("A échoué (dropped)", new PersonStory(french).Next().Text, StringComparison.Ordinal);
    }

    private static PersonFacts Of(string situation)
    {
        var user = new DirectoryUser("1f", "p@lumen.example", "P", "fr", true, false) { Attributes = new() { City = "Lyon" } };
        var row = new PersonRow("1f", "lyon", PersonState.Planned, "p@lumen.example", "P", "fr");
        var running = new WaveRow("lyon") { State = WaveState.Running, StartedAt = Monday.AddDays(-30), IsResolved = true };
        return situation switch
        {
            "guest" => Facts(user with { IsGuest = true }),
            "disabled" => Facts(user with { IsEnabled = false }),
            "no address" => Facts(user with { Mail = "" }),
            "elsewhere" => Facts(user with { Attributes = new() { City = "Lille" } }),
            "excepted" => Facts(user with { Attributes = new() { City = "Lyon", Department = "Production" } }),
            "planned wave" => Facts(user),
            "dated wave" => Facts(user, wave: Wave with { Opens = new LocalDateTime(2026, 9, 14, 9, 0) }),
            "held wave" => Facts(user, new("lyon") { Held = "groups are missing" }),
            "gated wave" => Facts(user) with { Gate = new(GateVerdict.Hold, [new("activation", GateVerdict.Hold, "40 % of 50 %")]) },
            "being read" => Facts(user, running with { IsResolved = false }),
            "read before" => Facts(user, running),
            "read before, hired since" => Facts(user with { HiredAt = Monday.AddDays(-1) }, running, newcomers: new()),
            "starts in a month" => Facts(user with { HiredAt = Monday.AddDays(30) }, newcomers: new()),
            "paused wave" => Facts(user, running with { State = WaveState.Paused }) with { Halt = Pause },
            "cancelled wave" => Facts(user, running with { State = WaveState.Cancelled }) with { Halt = Pause with { Action = WaveAction.Cancel } },
            "paused campaign" => Facts(user, running) with { Pause = new("key", Monday, null) },
            "row: planned" => Facts(user, running) with { Row = row },
            "row: next slot" => Facts(user, running with { CutUpTo = "0", NextCutAt = Monday.AddHours(1) }) with { Row = row },
            "row: paused" => Facts(user, running with { State = WaveState.Pausing }) with { Row = row, Halt = Pause },
            "row: joined" => Facts(user, running) with { Row = row with { State = PersonState.Joined } },
            "row: joined at night" => Facts(user, running) with { Row = row with { State = PersonState.Joined }, Now = Monday.AddHours(12) },
            "row: joined far west" => Facts(user, running) with { Row = row with { State = PersonState.Joined, Zone = "America/Toronto" } },
            "row: uncertain" => Facts(user, running) with { Row = row with { State = PersonState.Uncertain } },
            "row: failed" => Facts(user, running) with { Row = row with { State = PersonState.Failed, Reason = "dropped" } },
            "row: skipped" => Facts(user, running) with { Row = row with { State = PersonState.Skipped, Reason = "the account is disabled" } },
            "row: erased" => Facts(user, running) with { Row = row with { State = PersonState.Skipped, Reason = PersonRow.Erased } },
            "row: welcomed" => Facts(user, running) with { Row = Welcomed(Monday) },
            "row: welcomed, active" => Facts(user, running) with { Row = Welcomed(Monday) with { ActiveAt = Monday } },
            "row: welcomed, no reminders wanted" => Facts(user, running) with { Row = Welcomed(Monday) with { RemindersStoppedAt = Monday } },
            "row: welcomed long ago" => Facts(user, running) with { Row = Welcomed(Monday.AddDays(-20)) },
            _ => throw new ArgumentOutOfRangeException(nameof(situation), situation, null),
        };

        PersonRow Welcomed(DateTimeOffset at) => row with { State = PersonState.Welcomed, WelcomedAt = at };
    }

    private static WaveDefinition Wave { get; } = new()
    {
        Id = "lyon",
        Name = new() { Fr = "Lyon", En = "Lyon" },
        Audience = new() { Attributes = [new() { Attribute = DirectoryAttribute.City, In = ["lyon"] }] },
        Except = [new() { Attributes = [new() { Attribute = DirectoryAttribute.Department, In = ["Production"] }] }],
        Groups = ["everybody"],
        Reminders = [3, 7],
    };

    private static PersonFacts Facts(DirectoryUser user, WaveRow? row = null, WaveDefinition? wave = null, NewcomersRule? newcomers = null)
    {
        var definition = wave ?? Wave;
        var campaign = new Campaign(
            PlanScenes.Settings, new() { Templates = [], Groups = [] }, new() { Waves = [definition], Newcomers = newcomers }, new(), [])
        {
            Files = null!,
            FileHashes = new Dictionary<string, string>(StringComparer.Ordinal),
        };
        var places = new PersonPlaces(new Dictionary<string, int>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        return new(campaign, user.Id, Monday) { User = user, Waves = [WaveStanding.Of(definition, row, user, places)], WaveRow = row };
    }
}
