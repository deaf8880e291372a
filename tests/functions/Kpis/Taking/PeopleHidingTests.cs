using AdoptionAutomation.Kpis.Snapshots;
using AdoptionAutomation.Kpis.Taking;
using FsCheck;
using FsCheck.Fluent;

namespace AdoptionAutomation.Tests.Functions.Kpis.Taking;

public sealed class PeopleHidingTests
{
    [Theory]
    [InlineData(30, new[] { 10, 20 }, new int[0])]
    [InlineData(34, new[] { 10, 20, 4 }, new[] { 0, 2 })]
    [InlineData(38, new[] { 10, 20, 4, 4 }, new[] { 2, 3 })]
    [InlineData(33, new[] { 10, 20 }, new[] { 0 })]
    [InlineData(35, new[] { 10, 20 }, new int[0])]
    [InlineData(8, new[] { 4, 4 }, new[] { 0, 1 })]
    public void Sites_of_few_people_are_hidden_and_one_more_where_they_could_be_found_by_subtraction(int whole, int[] sites, int[] expected)
    {
        var people = sites.Select((size, site) => (Scope: SiteOf(site), size)).Append((Scope.Organisation, whole)).ToDictionary();

        Assert.Equal(expected.Select(SiteOf).ToHashSet(), PeopleHiding.Of(people));
    }

    [Fact]
    public void What_follows_from_what_is_shown_is_about_nobody_or_about_five_people_at_least() => Prop.ForAll(
        Gen.Choose(1, 40).ListOf().Where(sizes => sizes.Count > 0).ToArbitrary(),
        Gen.Choose(0, 6).ToArbitrary(),
        (sizes, nowhere) =>
        {
            var people = sizes.Select((size, site) => (Scope: SiteOf(site), size)).Append((Scope.Organisation, sizes.Sum() + nowhere)).ToDictionary();
            var hidden = PeopleHiding.Of(people);
            var shown = people.Where(one => one.Key.Kind == ScopeKind.Site && !hidden.Contains(one.Key)).ToList();
            var rest = people[Scope.Organisation] - shown.Sum(one => one.Value);
            return shown.All(one => one.Value >= 5) && (shown.Count == 0 || rest is 0 or >= 5);
        }).QuickCheckThrowOnFailure();

    private static Scope SiteOf(int site) => new(ScopeKind.Site, $"site-{site}");
}
