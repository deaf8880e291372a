using AdoptionAutomation.Effects;
using AdoptionAutomation.Operations.Stuck;
using AdoptionAutomation.Waves.Life;
using AdoptionAutomation.Waves.People;

namespace AdoptionAutomation.Tests.Functions.Operations.Stuck;

public sealed class StuckRuleTests
{
    private static readonly DateTimeOffset Now = new(2026, 9, 7, 10, 30, 0, TimeSpan.Zero);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    /// <summary>A wave of a hundred of whom some wait, as it stood an hour ago.</summary>
    private static readonly StuckFacts Still = Facts(planned: 40);

    [Fact]
    public void Who_waits_with_nothing_under_way_for_an_hour_is_stuck() =>
        Assert.Equal([new(StuckCause.NothingUnderWay, Count: 40)], StuckRule.Find(Still));

    [Fact]
    public void What_moved_within_the_hour_is_not_stuck()
    {
        Assert.Empty(StuckRule.Find(Still with { Wave = Still.Wave with { Sight = null } }));
        Assert.Empty(StuckRule.Find(Still with { Wave = Still.Wave with { Sight = Still.Wave.Sight! with { Since = Now - TimeSpan.FromMinutes(20) } } }));
        Assert.Empty(StuckRule.Find(Still with { Progress = Progress(planned: 39) }));
        Assert.Empty(StuckRule.Find(Still with { Wave = Still.Wave with { CutUpTo = "5" } }));
    }

    [Fact]
    public void What_is_to_come_is_not_stuck()
    {
        Assert.Empty(StuckRule.Find(Still with { Wave = Still.Wave with { NextCutAt = Now + Hour } }));
        Assert.Empty(StuckRule.Find(Still with { InFlight = 1 }));
        Assert.Single(StuckRule.Find(Still with { Wave = Still.Wave with { NextCutAt = Now - Hour } }));
    }

    [Fact]
    public void Mails_that_wait_for_the_morning_are_not_stuck()
    {
        var joined = Facts(joined: 7);

        Assert.Empty(StuckRule.Find(joined with { MailsMayGo = false }));
        Assert.Equal([new(StuckCause.NothingUnderWay, Count: 7)], StuckRule.Find(joined with { MailsMayGo = true }));
    }

    [Fact]
    public void Mails_of_unknown_fate_are_told_by_their_number() =>
        Assert.Equal([new(StuckCause.UncertainMails, Count: 3)], StuckRule.Find(Facts(uncertain: 3)));

    [Theory]
    [InlineData("graph-reads", 40, 0, false, true)]
    [InlineData("graph-reads", 0, 5, true, false)]
    [InlineData("graph-writes", 40, 0, true, true)]
    [InlineData("graph-writes", 0, 5, true, false)]
    [InlineData("mail", 0, 5, true, true)]
    [InlineData("mail", 5, 0, true, true)]
    [InlineData("teams", 40, 5, true, false)]
    public void A_stopped_lane_is_told_at_once_to_those_who_need_it(string lane, int planned, int joined, bool resolved, bool told)
    {
        var facts = Facts(planned, joined) with { Lanes = [new(lane, default) { Stopped = "401", RestsUntil = Now + TimeSpan.FromMinutes(3) }] };
        facts = facts with { Wave = facts.Wave with { IsResolved = resolved, Sight = null } };

        Assert.Equal(told ? [new(StuckCause.LaneStopped, lane, Detail: "401")] : [], StuckRule.Find(facts));
    }

    [Theory]
    [InlineData(null, 10, false)]
    [InlineData(null, 16, true)]
    [InlineData("403", -1, true)]
    [InlineData("403", -3, false)]
    public void A_lane_is_told_of_while_it_is_stopped_or_rests_for_long(string? stopped, int minutes, bool told) =>
        Assert.Equal(told, StuckRule.Of(new("mail", default) { Stopped = stopped, RestsUntil = Now + TimeSpan.FromMinutes(minutes) }, Now) is not null);

    [Fact]
    public void Poison_and_missing_groups_are_told_at_once_and_before_silence()
    {
        var facts = Still with { Poisoned = new Dictionary<string, int> { ["send-mail"] = 2, ["invite-people"] = 0 }, MissingGroups = ["few"] };

        Assert.Equal([new(StuckCause.Poison, "send-mail", 2), new(StuckCause.GroupNotReady, "few")], StuckRule.Find(facts));
        Assert.Empty(StuckRule.Find(Facts(joined: 3) with { MissingGroups = ["few"], MailsMayGo = false }));
    }

    [Theory]
    [InlineData(nameof(WaveState.Paused))]
    [InlineData(nameof(WaveState.Pausing))]
    [InlineData(nameof(WaveState.Completed))]
    [InlineData(nameof(WaveState.Cancelled))]
    [InlineData(nameof(WaveState.Planned))]
    public void Only_a_running_wave_can_be_stuck(string state) =>
        Assert.Empty(StuckRule.Find(Still with { Wave = Still.Wave with { State = Enum.Parse<WaveState>(state) }, MissingGroups = ["few"] }));

    [Fact]
    public void Each_cause_has_words_in_both_languages_and_a_call()
    {
        Assert.All(Enum.GetValues<StuckCause>(), cause =>
        {
            var finding = new StuckFinding(cause, "mail", 12, "401 denied");
            Assert.NotEqual(StuckText.In("fr", finding), StuckText.In("en", finding));
            Assert.Matches("^(GET|POST) /api/", StuckText.CallFor(finding, "first"));
        });
    }

    private static StuckFacts Facts(int planned = 0, int joined = 0, int uncertain = 0)
    {
        var (wave, progress) = (new WaveRow("first") { State = WaveState.Running, IsResolved = true }, Progress(planned, joined, uncertain));
        return new(Now, wave with { Sight = new(Now - Hour, Now - Hour, WaveSight.StandOf(wave, progress)) }, progress) { MailsMayGo = true };
    }

    private static WaveProgress Progress(int planned = 0, int joined = 0, int uncertain = 0) => new(new Dictionary<PersonState, int>
    {
        [PersonState.Planned] = planned,
        [PersonState.Joined] = joined,
        [PersonState.Uncertain] = uncertain,
        [PersonState.Welcomed] = 100 - planned - joined - uncertain,
    });
}
