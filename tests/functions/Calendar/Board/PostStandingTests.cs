using AdoptionAutomation.Calendar.Board;
using AdoptionAutomation.Calendar.Publishing;

namespace AdoptionAutomation.Tests.Functions.Calendar.Board;

public sealed class PostStandingTests
{
    private static readonly DateTimeOffset Now = new(2026, 10, 5, 8, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("Planned", 25, "Planned")]
    [InlineData("Planned", 24, "Soon")]
    [InlineData("Due", -1, "Soon")]
    [InlineData("Published", -1, "Published")]
    [InlineData("Failed", -1, "Failed")]
    [InlineData("Uncertain", -1, "Uncertain")]
    [InlineData("Skipped", 48, "Skipped")]
    [InlineData("Asked", -1, "Asked")]
    [InlineData("Missed", -1, "Missed")]
    [InlineData("Draft", 1, "Draft")]
    public void A_delivery_stands_as_it_was_seen_and_is_near_within_a_day(string seen, int hours, string standing) => Assert.Equal(
        standing, PostStandings.Of(Enum.Parse<DeliveryStanding>(seen), Now.AddHours(hours), Now).ToString());

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
