using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Sandbox.People;
using AdoptionAutomation.Sandbox.Rehearsal.Proving;
using AdoptionAutomation.Sandbox.Tenant;
using AdoptionAutomation.Tests.Campaigns;
using AdoptionAutomation.Tests.Sandbox.Tenant;
using NodaTime;

namespace AdoptionAutomation.Tests.Sandbox.Rehearsal.Proving;

/// <summary>A proof that never finds anything proves nothing: each test sends, keeps or loses what should not be.</summary>
public class SurveyProofTests
{
    private const string Kind = "survey-look.once";

    /// <summary>A Tuesday, 10:00 in Paris.</summary>
    private static readonly DateTimeOffset Opens = new(2026, 1, 6, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task One_mail_a_reminder_and_the_answer_kept_leave_nothing_to_say()
    {
        var proof = await ProveAsync([(Kind, Opens), ($"{Kind}.r0", Opens.AddDays(3))], Gave("yes"), Kept(["yes"]));

        Assert.Empty(proof.Findings);
        Assert.Equal(new(1, 1, 0, 0), proof.Figures);
    }

    [Fact]
    public async Task Who_was_not_asked_is_lost()
    {
        var proof = await ProveAsync([], NothingGiven, Kept());

        Assert.Equal(1, proof.Mails.Lost);
        Assert.Contains("was not asked", Assert.Single(proof.Findings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Kind, 1, "Doubled")]
    [InlineData(Kind, -1, "Early")]
    [InlineData(Kind, 11, "Late")]
    [InlineData(Kind, 4, "Out of hours")]
    [InlineData($"{Kind}.r0", 2, "Early")]
    [InlineData("survey-other.once", 1, "Nobody asked")]
    public async Task A_mail_that_nobody_wants_is_named(string kind, int days, string finding)
    {
        var proof = await ProveAsync([(Kind, Opens), (kind, Opens.AddDays(days))], NothingGiven, Kept());

        Assert.Contains(proof.Findings, found => found.StartsWith(finding, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_reminder_to_somebody_who_has_answered_is_named()
    {
        var proof = await ProveAsync([(Kind, Opens), ($"{Kind}.r0", Opens.AddDays(3))], Gave("yes", Opens.AddDays(1)), Kept(["yes"]));

        Assert.Contains("though they had answered", Assert.Single(proof.Findings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_that_was_thanked_for_and_is_not_kept_is_lost()
    {
        var proof = await ProveAsync([(Kind, Opens)], Gave("yes"), Kept());

        Assert.Equal(1, proof.Figures.Lost);
    }

    [Fact]
    public async Task Another_answer_in_its_place_does_not_hide_that_it_is_lost()
    {
        var proof = await ProveAsync([(Kind, Opens)], Gave("yes"), Kept(["no"]));

        Assert.Equal(1, proof.Figures.Lost);
    }

    [Theory]
    [InlineData("yes", "yes")]
    [InlineData("yes", "no")]
    public async Task An_answer_more_than_was_given_is_doubled(string one, string other)
    {
        var proof = await ProveAsync([(Kind, Opens)], Gave("yes"), Kept([one], [other]));

        Assert.Equal(1, proof.Figures.Doubled);
    }

    [Fact]
    public async Task An_answer_without_word_back_may_be_kept_or_not()
    {
        var unsure = new Dictionary<string, SurveySubmission>(StringComparer.Ordinal) { ["look.once"] = new("yes", null) };

        Assert.Empty((await ProveAsync([(Kind, Opens)], unsure, Kept())).Findings);
        Assert.Empty((await ProveAsync([(Kind, Opens)], unsure, Kept(["yes"]))).Findings);
    }

    [Theory]
    [InlineData(25, 1)]
    [InlineData(29, 0)]
    public async Task What_is_kept_longer_than_the_survey_says_is_named(int keepDays, int findings)
    {
        var proof = await ProveAsync([(Kind, Opens)], NothingGiven, Kept(), keepDays, new HashSet<string>(StringComparer.Ordinal) { "look.once" });

        Assert.Equal(findings, proof.Findings.Count(found => found.StartsWith("Kept too long", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("2026-01-10T10:00", "2026-01-12", 1)]
    [InlineData("2026-01-06T07:00", "2026-01-06", 1)]
    [InlineData("2026-01-06T10:00", "2026-01-06", 0)]
    public void A_round_opens_on_the_first_working_hour_from_its_time_on(string once, string opensOn, int isMoved)
    {
        var at = NodaTime.Text.LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm").Parse(once).Value;
        var round = Assert.Single(new ExpectedSurveys(CampaignWith(Look with { When = new() { Once = at } })).Before(Nothing, DateTimeOffset.MaxValue));

        Assert.StartsWith(opensOn, round.OpensAt.ToString("O", System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.Equal(isMoved == 1, round.OpensAt != Opens);
    }

    [Fact]
    public void A_pulse_keeps_its_day_in_the_months_and_quarters_after()
    {
        var pulse = Look with { When = new() { Monthly = new() { From = new(2026, 1, 31), At = new(10, 0), Months = 3, ThenQuarters = 1 } } };

        var rounds = new ExpectedSurveys(CampaignWith(pulse)).Before(Nothing, DateTimeOffset.MaxValue);

        Assert.Equal(["2026-01", "2026-02", "2026-03", "2026-06"], rounds.Select(round => round.Round));
    }

    private static Dictionary<string, SurveySubmission> NothingGiven { get; } = [];

    private static Dictionary<string, DateTimeOffset> Nothing { get; } = [];

    private static Survey Look { get; } = new()
    {
        Id = "look",
        Kind = SurveyKind.Feedback,
        Title = new() { Fr = "Votre avis" },
        Purpose = new() { Fr = "Mieux faire." },
        To = new() { Directory = true },
        When = new() { Once = new(2026, 1, 6, 10, 0) },
        OpenDays = 10,
        Reminders = [3],
        Questions = [new() { Id = "say", Kind = QuestionKind.Text, Text = new() { Fr = "Un mot ?" } }],
    };

    private static Dictionary<string, SurveySubmission> Gave(string text, DateTimeOffset? at = null) =>
        new(StringComparer.Ordinal) { ["look.once"] = new(text, at ?? Opens.AddDays(5)) };

    private static Dictionary<string, IReadOnlyList<IReadOnlyList<string>>> Kept(params IReadOnlyList<string>[] answers) =>
        new(StringComparer.Ordinal) { ["look.once"] = answers };

    private static async Task<SurveyProof> ProveAsync(
        (string Kind, DateTimeOffset At)[] sent,
        Dictionary<string, SurveySubmission> given,
        Dictionary<string, IReadOnlyList<IReadOnlyList<string>>> kept,
        int keepDays = 365,
        IReadOnlySet<string>? still = null)
    {
        await using var host = await TenantHost.StartAsync();
        var person = host.People.From(12).First(person => person is { Site.City: "Paris", AccountEnabled: true, IsGuest: false });
        foreach (var (kind, at) in sent)
        {
            host.Tenant.Log.Add(FollowUpProofTests.MailTo(person, kind, at));
        }

        var campaign = CampaignWith(Look with { KeepDays = keepDays });
        var surveys = new EvidenceOfSurveys([person], given.ToDictionary(pair => (pair.Key, person.Id), pair => pair.Value), kept, still ?? new HashSet<string>());
        var evidence = new Evidence(host.Tenant, campaign, new(host.People, 1, host.Clock, host.Agenda), Uncertain.Nothing, Opens.AddDays(40)) { Surveys = surveys };
        return new(evidence, new ExpectedSurveys(campaign).Before(Nothing, Opens.AddDays(40)), [], (_, _) => false);
    }

    private static Campaign CampaignWith(Survey survey) => FollowUpProofTests.Campaign with { Surveys = [survey] };
}
