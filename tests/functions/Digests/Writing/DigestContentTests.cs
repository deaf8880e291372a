using AdoptionAutomation.Digests.Editions;
using AdoptionAutomation.Digests.Writing;
using AdoptionAutomation.Kpis.Book;
using AdoptionAutomation.Kpis.Curve;
using AdoptionAutomation.Kpis.Snapshots;

namespace AdoptionAutomation.Tests.Functions.Digests.Writing;

public sealed class DigestContentTests
{
    [Theory]
    [InlineData(DigestAudience.Leadership, false, 0)]
    [InlineData(DigestAudience.Sponsor, true, 0)]
    [InlineData(DigestAudience.Community, false, 1)]
    public async Task Each_audience_gets_what_it_can_act_on(DigestAudience audience, bool sentence, int drafts)
    {
        var content = DigestContent.Of(await DigestScene.FactsAsync(14), audience, "fr");

        Assert.Equal((sentence, drafts), (content.Advice.Sentence is not null, content.Advice.Drafts.Count));
        Assert.Equal((DigestScene.Dip.Worry.In("fr"), DigestScene.Dip.Decision.In("fr")), (content.Advice.Worry, content.Advice.Decision));
    }

    [Fact]
    public async Task Where_nothing_worries_it_says_what_to_keep_doing()
    {
        var facts = await DigestScene.FactsAsync(26);
        var campaign = facts.Picture.Campaign;
        var content = DigestContent.Of(
            facts with { Picture = facts.Picture with { Campaign = campaign with { Settings = campaign.Settings with { Objectives = [] } } } }, DigestAudience.Leadership, "en");

        Assert.Null(content.Advice.Worry);
        Assert.Equal("Thank those who answer, and tell what the exchanges have saved.", content.Advice.Decision);
    }

    [Fact]
    public async Task An_objective_that_is_behind_is_a_worry_though_no_rule_says_so()
    {
        var content = DigestContent.Of(await DigestScene.FactsAsync(24), DigestAudience.Leadership, "en");

        Assert.Equal("An objective is behind: Have 38 % of members contribute.", content.Advice.Worry);
    }

    [Theory]
    [InlineData(20, "▲ less than expected")]
    [InlineData(50, "● as expected")]
    [InlineData(90, "✔ more than expected")]
    public async Task A_verdict_says_whether_that_was_to_be_expected(double value, string text)
    {
        var facts = await DigestScene.FactsAsync(14);
        var day = facts.Now.Day;

        var verdict = DigestHeadline.Verdict(facts with { Curve = new(CurvePhase.Steady, [new(day, value)], [new(day, 40, 60)]) { IsWithin = value >= 40 } }, new("en"))!;

        Assert.Equal(text, $"{verdict.Sign} {verdict.Text}");
        Assert.Null(DigestHeadline.Verdict(facts with { Curve = new(CurvePhase.TooEarly, [], []) }, new("en")));
    }

    [Fact]
    public async Task Objectives_say_where_they_are_where_they_should_be_and_until_when()
    {
        var objectives = DigestContent.Of(await DigestScene.FactsAsync(18), DigestAudience.Leadership, "en").Objectives;

        Assert.Equal(["on path", "on path", "behind", "not measured"], objectives.Select(one => one.State));
        Assert.Matches(@"^Active in 7 days: 4\d %; expected by now: \d\d %\. Target: 50 % by 5 March 2027\.$", objectives[1].Detail.Replace('\u00a0', ' '));
        Assert.Null(objectives[3].Share);
    }

    [Fact]
    public async Task Missing_sources_are_named_with_what_is_not_known_for_it()
    {
        var facts = await DigestScene.FactsAsync(14, now => now with
        {
            Sources = [new(KpiSource.Users, SourceState.Failed) { Why = "429 for anna@lumen.example" }, new(KpiSource.Teams, SourceState.Concealed), new(KpiSource.Mail, SourceState.Unused)],
        });

        var notes = DigestContent.Of(facts, DigestAudience.Leadership, "en").Notes;

        Assert.Equal(
            [
                "Could not be read: the usage report by person. So it is not known how many came and wrote.",
                "Microsoft 365 conceals names in the report of teams: sites, waves and groups cannot be compared. IT can lift that setting.",
            ],
            notes);
    }

    [Fact]
    public async Task A_pause_a_short_week_and_weeks_without_a_mail_are_said()
    {
        var facts = await DigestScene.FactsAsync(14, now => now with { Day = now.Day.AddDays(-2) });
        facts = facts with { PausedAt = facts.Edition.At, Edition = facts.Edition with { Silent = [facts.Edition.Last.AddDays(-7)] } };

        var notes = DigestContent.Of(facts, DigestAudience.Leadership, "en").Notes;

        Assert.StartsWith("The campaign is paused", notes[0], StringComparison.Ordinal);
        Assert.Equal("These figures end on Friday 18 December: later days were not known when this mail went out.", notes[1]);
        Assert.Equal("There was no mail about the week of 7 to 13 December 2026: nobody worked in the week after.", notes[2]);
    }

    [Fact]
    public async Task Days_that_were_counted_again_since_the_last_mail_are_named()
    {
        var facts = await DigestScene.FactsAsync(14);
        var days = facts.Picture.Organisation.Days.ToList();
        var former = facts.Edition.FormerAt!.Value;
        days[80] = days[80] with { Version = 2, TakenAt = former.AddHours(1) };
        days[70] = days[70] with { Version = 3, TakenAt = former.AddHours(-1) };
        var restated = facts with { Picture = facts.Picture with { Organisation = new(Scope.Organisation, days) } };

        var method = DigestContent.Of(restated, DigestAudience.Leadership, "en").Method;

        Assert.Contains("Counted again since the last mail, for their reports were incomplete: 3 December.", method);
        Assert.DoesNotContain(DigestContent.Of(facts, DigestAudience.Leadership, "en").Method, line => line.StartsWith("Counted again", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(1, null)]
    [InlineData(2, 2)]
    [InlineData(14, 13)]
    [InlineData(24, 24)]
    public async Task The_trend_shows_up_to_a_quarter_and_a_months_half_a_year(int week, int? weeks)
    {
        var facts = await DigestScene.FactsAsync(week);

        Assert.Equal(weeks, DigestTrend.Of(facts, new("fr"))?.Weeks.Count);
        Assert.Equal(week == 24, facts.Edition.IsMonth);
    }

    [Fact]
    public async Task A_week_that_is_not_known_has_no_value_and_a_wave_has_a_mark()
    {
        var facts = await DigestScene.FactsAsync(8);
        var gap = DigestScene.Launch.AddDays(7 * 6 - 1);
        var days = facts.Picture.Organisation.Days.Where(day => day.Day <= gap.AddDays(-7) || day.Day > gap).ToList();

        var trend = DigestTrend.Of(facts with { Picture = facts.Picture with { Organisation = new(Scope.Organisation, days) } }, new("en"))!;

        Assert.Null(trend.Weeks.Single(week => week.Day == gap).Value);
        Assert.Equal(["① 14 September: Pilots", "② 12 October: All sites"], trend.Marks);
        Assert.Equal("②", trend.Weeks[4].Mark);
    }

    [Fact]
    public async Task Without_any_figure_there_is_none_in_it()
    {
        var facts = await DigestScene.FactsAsync(3, now => now with { Scopes = [new(Scope.Organisation, null, Counts.None)] });
        var bare = facts with
        {
            Picture = new(facts.Picture.Campaign, facts.Now, new(Scope.Organisation, [])),
            Curve = new(CurvePhase.TooEarly, [], []),
        };

        var content = DigestContent.Of(bare, DigestAudience.Sponsor, "en");

        Assert.Empty(content.Numbers);
        Assert.Empty(content.Changes);
        Assert.Empty(content.Sites);
        Assert.Empty(content.Feelings);
        Assert.Null(content.Trend);
        Assert.DoesNotContain(content.Objectives, one => one.Share is not null);
        Assert.DoesNotContain('0', content.Headline);
    }
}
