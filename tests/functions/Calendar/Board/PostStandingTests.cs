using AdoptionAutomation.Calendar.Board;
using AdoptionAutomation.Effects;

namespace AdoptionAutomation.Tests.Functions.Calendar.Board;

public sealed class PostStandingTests
{
    private static readonly DateTimeOffset Now = new(2026, 10, 5, 8, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(null, 25, nameof(PostStanding.Planned))]
    [InlineData(null, 24, nameof(PostStanding.Soon))]
    [InlineData(null, -1, nameof(PostStanding.Soon))]
    [InlineData(nameof(EffectState.Claimed), 0, nameof(PostStanding.Soon))]
    [InlineData(nameof(EffectState.Released), 0, nameof(PostStanding.Soon))]
    [InlineData(nameof(EffectState.Done), -1, nameof(PostStanding.Published))]
    [InlineData(nameof(EffectState.Failed), -1, nameof(PostStanding.Failed))]
    [InlineData(nameof(EffectState.Uncertain), -1, nameof(PostStanding.Uncertain))]
    [InlineData(nameof(EffectState.Skipped), 48, nameof(PostStanding.Skipped))]
    [InlineData(nameof(EffectState.Asked), -1, nameof(PostStanding.Asked))]
    public void A_delivery_stands_as_the_ledger_says_or_as_its_time_does(string? state, int hours, string standing) => Assert.Equal(
        standing, PostStandings.Of(state is null ? null : Enum.Parse<EffectState>(state), Now.AddHours(hours), Now).ToString());

    [Theory]
    [InlineData("Planned")]
    [InlineData("Published", "Published", "Published")]
    [InlineData("Failed", "Published", "Failed", "Uncertain")]
    [InlineData("Uncertain", "Asked", "Uncertain", "Soon")]
    [InlineData("Soon", "Published", "Soon")]
    [InlineData("Skipped", "Published", "Skipped")]
    public void Of_several_deliveries_what_wants_a_person_comes_first(string standing, params string[] deliveries) =>
        Assert.Equal(standing, PostStandings.Of(deliveries.Select(Enum.Parse<PostStanding>)).ToString());
}
