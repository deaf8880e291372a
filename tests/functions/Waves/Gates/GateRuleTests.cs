using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Groups.Readiness;
using AdoptionAutomation.Surveys.Figures;
using AdoptionAutomation.Waves.Activation;
using AdoptionAutomation.Waves.Gates;
using AdoptionAutomation.Waves.People;

namespace AdoptionAutomation.Tests.Functions.Waves.Gates;

public sealed class GateRuleTests
{
    private static readonly DateTimeOffset Start = new(2026, 9, 7, 7, 0, 0, TimeSpan.Zero);

    private static readonly Dictionary<string, ActivityKnown> Known = new(StringComparer.Ordinal)
    {
        ["report"] = new(ActivitySource.Reports) { ReportOf = new(2026, 9, 7) },
        ["old report"] = new(ActivitySource.Reports) { ReportOf = new(2026, 9, 6) },
        ["concealed"] = new(ActivitySource.Concealed) { ReportOf = new(2026, 9, 8) },
        ["not allowed"] = new(ActivitySource.NotAllowed) { Why = "Grant Reports.Read.All." },
        ["never"] = ActivityKnown.Nothing,
        ["broken"] = new(ActivitySource.Never) { Why = "The report has no lines." },
    };

    /// <summary>Per cent of the welcomed who became active, at least 30 of at least 10.</summary>
    [Theory]
    [InlineData("report", false, 20, 6, "open", "Active people: 6 of 20 welcomed (30 %); it takes at least 30 %. By the usage report of 2026-09-07.")]
    [InlineData("report", false, 20, 5, "hold", "Active people: 5 of 20 welcomed (25 %); it takes at least 30 %. By the usage report of 2026-09-07.")]
    [InlineData("report", true, 1000, 299, "hold", "Active people: 299 of 1000 welcomed (29.9 %); it takes at least 30 %. By the usage report of 2026-09-07.")]
    [InlineData("report", false, 9, 9, "notEnoughData", "People welcomed by wave before: 9; it takes 10 to judge, 1 short.")]
    [InlineData("report", false, 0, 0, "notEnoughData", "People welcomed by wave before: 0; it takes 10 to judge, 10 short.")]
    [InlineData("old report", true, 20, 20, "notEnoughData", "The last usage report is that of 2026-09-06 and wave before started on 2026-09-07: reports are two days late, wait until 2026-09-09.")]
    [InlineData("never", true, 20, 20, "notEnoughData", "No usage report was read yet: that is done every morning at 06:20 UTC.")]
    [InlineData("broken", true, 20, 20, "notEnoughData", "No usage report was read yet: that is done every morning at 06:20 UTC. The report has no lines.")]
    [InlineData("concealed", false, 20, 20, "notEnoughData", "Names are concealed in the usage reports and mails do not lead to our pages: show the names (Microsoft 365 admin centre, Org settings, Reports), or set Links:BaseUrl.")]
    [InlineData("concealed", true, 20, 6, "open", "Active people: 6 of 20 welcomed (30 %); it takes at least 30 %. By our own signals, for names are concealed in the usage reports: the true figure can only be higher.")]
    [InlineData("concealed", true, 20, 5, "hold", "Active people: 5 of 20 welcomed (25 %); it takes at least 30 %. By our own signals, for names are concealed in the usage reports: the true figure can only be higher.")]
    [InlineData("not allowed", false, 20, 20, "notEnoughData", "The usage reports could not be read; they will be on the morning after the permission is granted. Grant Reports.Read.All.")]
    [InlineData("not allowed", true, 20, 20, "open", "Active people: 20 of 20 welcomed (100 %); it takes at least 30 %. By our own signals, for the app may not read the usage reports: the true figure can only be higher.")]
    public void Activation(string known, bool ownSignals, int welcomed, int active, string verdict, string text) => Check(
        new() { Activation = new() { AtLeast = 30 } },
        Facts(welcomed, active: active) with { Activity = Known[known], HasOwnSignals = ownSignals },
        "activation",
        verdict,
        text);

    /// <summary>Per cent of those whose invitation ended that failed, at most 10 of at least 20.</summary>
    [Theory]
    [InlineData(18, 2, "open", "Failed invitations: 2 of 20 (10 %); it takes 10 % at most.")]
    [InlineData(889, 100, "hold", "Failed invitations: 100 of 989 (10.2 %); it takes 10 % at most.")]
    [InlineData(0, 20, "hold", "Failed invitations: 20 of 20 (100 %); it takes 10 % at most.")]
    [InlineData(15, 4, "notEnoughData", "Invitations of wave before that came to their end: 19; it takes 20 to judge, 1 short.")]
    public void Failures(int welcomed, int failed, string verdict, string text) => Check(
        new() { Failures = new() { AtMost = 10, OfAtLeast = 20 } }, Facts(welcomed, failed), "failures", verdict, text);

    /// <summary>Per cent of the welcome mails that came back: those who could not be added to a group got none.</summary>
    [Theory]
    [InlineData(20, 9, 0, "open", "Welcome mails that came back: 0 of 20 (0 %); it takes 0 % at most.")]
    [InlineData(19, 5, 1, "hold", "Welcome mails that came back: 1 of 20 (5 %); it takes 0 % at most.")]
    [InlineData(9, 30, 0, "notEnoughData", "Welcome mails sent by wave before: 9; it takes 10 to judge, 1 short.")]
    public void Bounces(int welcomed, int failed, int bounced, string verdict, string text) => Check(
        new() { Bounces = new() { AtMost = 0 } }, Facts(welcomed, failed, bounced), "bounces", verdict, text);

    /// <summary>Per cent of 4 and 5, as released, at least 60 of at least 15 answers; -1: hidden.</summary>
    [Theory]
    [InlineData(60, 15, "open", "Mood of wave before: 60 % of 4 and 5 of 15 answers, to the nearest 5 %; it takes at least 60 %. Survey pulse (2026-10).")]
    [InlineData(55, 400, "hold", "Mood of wave before: 55 % of 4 and 5 of 400 answers, to the nearest 5 %; it takes at least 60 %. Survey pulse (2026-10).")]
    [InlineData(100, 14, "notEnoughData", "Answers of wave before to survey pulse (2026-10): 14; it takes 15 to judge.")]
    [InlineData(-1, 0, "notEnoughData", "Answers of wave before to survey pulse (2026-10): fewer than 5; it takes 15 to judge.")]
    [InlineData(null, 0, "notEnoughData", "No survey has been answered yet; it takes 15 answers to judge.")]
    public void Mood(int? good, int respondents, string verdict, string text) => Check(
        new() { Mood = new() { AtLeast = 60, OfAtLeast = 15 } },
        Facts(100, active: 100) with { Mood = good is null ? null : new WaveMood("pulse", "2026-10", good < 0 ? null : good, respondents) },
        "mood",
        verdict,
        text);

    [Theory]
    [InlineData("new:80/20 old:40/20", "new 80 20")]
    [InlineData("new:hidden old:40/20", "old 40 20")]
    [InlineData("new:hidden old:hidden", "new  0")]
    [InlineData("new:elsewhere old:40/20", "old 40 20")]
    [InlineData("new:elsewhere", null)]
    public void The_mood_of_a_wave_is_that_of_the_youngest_round_that_shows_it(string rounds, string? expected)
    {
        var figures = rounds.Split(' ').Select((text, i) => new SurveyFigures("pulse", [MoodRound(text.Split(':')[0], text.Split(':')[1], Start.AddDays(-i))]));

        var mood = WaveMood.Of(figures, "before");

        Assert.Equal(expected, mood is null ? null : $"{mood.Round} {mood.Good} {mood.Respondents}");
    }

    [Theory]
    [InlineData(2, 2, null, "open", "Each of the 2 sites has at least 2 ambassador(s).")]
    [InlineData(5, 1, null, "hold", "It takes 2 ambassador(s) a site; 1 of 2 sites lack some: Nantes (1/2).")]
    [InlineData(0, 1, null, "hold", "It takes 2 ambassador(s) a site; 2 of 2 sites lack some: Lyon (0/2), Nantes (1/2).")]
    [InlineData(9, 9, "429", "notEnoughData", "The ambassadors could not be counted by site: 429")]
    public void Ambassadors(int lyon, int nantes, string? gap, string verdict, string text) => Check(
        new() { AmbassadorsPerSite = 2 }, Facts(0) with { Sites = [new("Lyon", lyon), new("Nantes", nantes)], SitesGap = gap }, "ambassadorsPerSite", verdict, text);

    [Fact]
    public void Without_sites_nobody_can_say_where_ambassadors_are_missing() => Check(
        new() { AmbassadorsPerSite = 2 },
        Facts(0),
        "ambassadorsPerSite",
        "notEnoughData",
        "No place group says where the people of this wave work: give a group in groups.json a city or an office.");

    [Fact]
    public void A_wave_that_has_not_started_tells_nothing_but_sites_are_seen_all_the_same()
    {
        var gate = new WaveGate
        {
            Activation = new() { AtLeast = 1 },
            Failures = new() { AtMost = 99 },
            Bounces = new() { AtMost = 99 },
            AmbassadorsPerSite = 1,
        };

        var answer = GateRule.Judge(gate, Facts(100, active: 100) with { StartedAt = null, Activity = Known["report"], Sites = [new("Lyon", 1)] });

        Assert.Equal(GateVerdict.NotEnoughData, answer.Verdict);
        Assert.All(answer.Findings.Take(3), finding => Assert.Equal("Wave before has not started: nothing can be measured yet.", finding.Text));
        Assert.Equal(GateVerdict.Open, answer.Findings[3].Verdict);
    }

    [Theory]
    [InlineData(0, 100, "open")]
    [InlineData(50, 100, "hold")]
    [InlineData(0, 5, "notEnoughData")]
    [InlineData(5, 0, "hold")]
    public void One_condition_holds_the_wave_and_one_that_cannot_be_told_keeps_it_waiting(int failed, int welcomed, string verdict)
    {
        var gate = new WaveGate { Failures = new() { AtMost = 10, OfAtLeast = 5 }, Bounces = new() { AtMost = 10, OfAtLeast = 6 } };

        Assert.Equal(verdict, Word(GateRule.Judge(gate, Facts(welcomed, failed)).Verdict));
    }

    [Fact]
    public void In_French_every_text_is_another_one_with_the_same_numbers()
    {
        var gate = new WaveGate { Activation = new() { AtLeast = 30 }, Failures = new() { AtMost = 10 }, Mood = new() { AtLeast = 60 } };

        var answer = GateRule.Judge(gate, Facts(300, failed: 1, active: 89) with { Language = "fr", Activity = Known["report"] });

        Assert.Equal(
            [
                "Personnes actives : 89 sur 300 accueillies (29,6 %) ; il en faut au moins 30 %. D’après le rapport d’usage du 2026-09-07.",
                "Invitations échouées : 1 sur 301 (0,4 %) ; il en faut au plus 10 %.",
                "Aucune enquête n’a encore reçu de réponse ; il en faut 10 pour juger.",
            ],
            answer.Findings.Select(finding => finding.Text));
    }

    private static void Check(WaveGate gate, GateFacts facts, string condition, string verdict, string text)
    {
        var answer = GateRule.Judge(gate, facts);

        var finding = Assert.Single(answer.Findings);
        Assert.Equal((condition, text), (finding.Condition, finding.Text));
        Assert.Equal((verdict, verdict), (Word(finding.Verdict), Word(answer.Verdict)));
    }

    private static RoundFigures MoodRound(string round, string mood, DateTimeOffset opens) => new()
    {
        Round = round,
        Kind = "pulse",
        OpensAt = opens,
        TimeZone = "Europe/Paris",
        Languages = ["en"],
        Title = new Dictionary<string, string>(StringComparer.Ordinal),
        Questions = [new("mood", "scale", new Dictionary<string, string>(StringComparer.Ordinal), [], Mood: true)],
        Cells =
        [
            new(CellFigures.Organisation) { Hidden = Reasons.FewerThanFive },
            mood.Split('/') is [var good, var count]
                ? new(CellFigures.OfWave, Wave: "before")
                {
                    Respondents = int.Parse(count, null),
                    Questions = [new("mood") { Good = int.Parse(good, null), Respondents = int.Parse(count, null) }],
                }
                : new(CellFigures.OfWave, Wave: mood == "hidden" ? "before" : "another") { Hidden = Reasons.FewerThanFive },
        ],
    };

    private static string Word(GateVerdict verdict) => verdict.ToString() is var word ? char.ToLowerInvariant(word[0]) + word[1..] : "";

    private static GateFacts Facts(int welcomed, int failed = 0, int bounced = 0, int active = 0) => new("before", "en")
    {
        StartedAt = Start,
        Progress = new(new Dictionary<PersonState, int> { [PersonState.Welcomed] = welcomed, [PersonState.Failed] = Math.Max(failed, bounced) })
        {
            Active = active,
            Bounced = bounced,
        },
    };
}
