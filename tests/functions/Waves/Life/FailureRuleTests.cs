using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Waves.Life;
using AdoptionAutomation.Waves.People;

namespace AdoptionAutomation.Tests.Functions.Waves.Life;

public class FailureRuleTests
{
    [Theory]
    // Over 10 % of at least 20: just so many is not over
    [InlineData(0, 100, 0, 0, false)]
    [InlineData(2, 20, 0, 0, false)]
    [InlineData(3, 20, 0, 0, true)]
    [InlineData(19, 19, 0, 0, false)]
    [InlineData(11, 100, 0, 0, true)]
    // What IT has seen does not count again
    [InlineData(30, 100, 30, 100, false)]
    [InlineData(33, 119, 30, 100, false)]
    [InlineData(32, 120, 30, 100, false)]
    [InlineData(33, 120, 30, 100, true)]
    // Fewer than were seen: they are being tried again
    [InlineData(0, 70, 30, 100, false)]
    public void A_wave_pauses_over_its_share_of_what_came_since_it_was_judged(int failed, int ended, int judgedFailed, int judgedEnded, bool pauses)
    {
        var progress = Progress(failed, ended);

        var why = FailureRule.WhyPause(new() { FailuresOver = 10, OfAtLeast = 20 }, progress, (judgedFailed, judgedEnded));

        Assert.Equal(pauses, why is not null);
        Assert.Null(FailureRule.WhyPause(null, progress, (judgedFailed, judgedEnded)));
    }

    [Fact]
    public void The_reason_names_figures() => Assert.Equal(
        "12 of the last 40 people could not be invited (30 %); waves.json pauses the wave over 20 % of at least 25.",
        FailureRule.WhyPause(new() { FailuresOver = 20, OfAtLeast = 25 }, Progress(15, 60), (3, 20)));

    private static WaveProgress Progress(int failed, int ended) => new(new Dictionary<PersonState, int>
    {
        [PersonState.Failed] = failed,
        [PersonState.Welcomed] = ended - failed,
        [PersonState.Planned] = 500,
    });
}
