using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Groups;

namespace AdoptionAutomation.Tests.Functions.Groups;

public sealed class GroupPlanTests
{
    private static readonly GroupTemplate Template = new() { Id = "general", Kind = GroupKind.General, Visibility = GroupVisibility.Public };

    private static readonly GroupDefinition Definition = new()
    {
        Id = "everybody",
        Template = "general",
        Name = "Everybody",
        Objective = "News.",
        Owners = ["a@x.example"],
    };

    [Theory]
    [InlineData(1, 0, 1, 1)]
    [InlineData(2, 5, 2, 7)]
    [InlineData(1, 40, 1, 19)]
    [InlineData(12, 40, 10, 10)]
    public void A_group_is_created_with_at_most_twenty_relationships(int owners, int members, int ownersAtOnce, int membersAtOnce)
    {
        var step = Assert.IsType<CreateGroup>(Assert.Single(Plan(Ids("o", owners), Ids("m", members), null)));

        Assert.Equal((ownersAtOnce, membersAtOnce), (step.Owners.Count, step.Members.Count));
        Assert.True(step.Owners.Count + step.Members.Count <= 20);
    }

    [Fact]
    public void What_is_missing_in_an_existing_group_is_added_and_nothing_else()
    {
        var steps = Plan(["o1", "o2"], ["m1", "m2"], new("id", ["o1"], ["o1", "m1", "stranger"]));

        Assert.Equal("o2", Assert.IsType<AddOwner>(steps[0]).Person);
        Assert.Equal(["o2", "m2"], Assert.IsType<AddMembers>(steps[1]).People);
        Assert.Equal(2, steps.Count);
    }

    [Fact]
    public void A_group_that_stands_needs_no_step() =>
        Assert.Empty(Plan(["o1"], ["m1"], new("id", ["o1"], ["o1", "m1"])));

    [Fact]
    public void The_nickname_is_the_same_for_ever_and_differs_by_campaign()
    {
        Assert.Equal("everybody-b188c06bca", Nickname.Of("small", "everybody"));
        Assert.NotEqual(Nickname.Of("small", "everybody"), Nickname.Of("other", "everybody"));
        Assert.True(Nickname.Of(new string('c', 24), new string('g', 40)).Length <= 64);
    }

    private static IReadOnlyList<GroupStep> Plan(IReadOnlyCollection<string> owners, IReadOnlyCollection<string> members, ExistingGroup? existing) =>
        GroupPlan.For(Definition, Template, "everybody-mark", owners, members, existing);

    private static List<string> Ids(string prefix, int count) => [.. Enumerable.Range(1, count).Select(i => $"{prefix}{i}")];
}
