using AdoptionAutomation.Groups.Plan;

namespace AdoptionAutomation.Tests.Functions.Groups.Plan;

public sealed class PlanWordsTests
{
    [Fact]
    public void Guests_are_named_in_french_and_the_colon_keeps_to_its_word() =>
        Assert.Equal("personnes invitées\u00A0: 3", new PlanWords("fr").Field(new("invited", null, "3")));
}
