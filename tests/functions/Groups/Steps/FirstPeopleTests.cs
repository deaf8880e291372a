using AdoptionAutomation.Groups.Steps;

namespace AdoptionAutomation.Tests.Functions.Groups.Steps;

public sealed class FirstPeopleTests
{
    [Theory]
    [InlineData(1, 0, 1, 1)]
    [InlineData(2, 5, 2, 7)]
    [InlineData(1, 40, 1, 19)]
    [InlineData(12, 40, 10, 10)]
    public void A_group_is_created_with_at_most_twenty_relationships(int owners, int members, int ownersAtOnce, int membersAtOnce)
    {
        var first = FirstPeople.Of(Ids("o", owners), Ids("m", members));

        Assert.Equal((ownersAtOnce, membersAtOnce), (first.Owners.Count, first.Members.Count));
        Assert.True(first.Owners.Count + first.Members.Count <= CreationStep.MostAtCreation);
    }

    private static List<string> Ids(string prefix, int count) => [.. Enumerable.Range(1, count).Select(i => $"{prefix}{i}")];
}
