using AdoptionAutomation.Digests.Writing;
using AdoptionAutomation.Kpis.Book;
using AdoptionAutomation.Kpis.Snapshots;

namespace AdoptionAutomation.Tests.Functions.Digests.Writing;

public sealed class DigestChangeTests
{
    [Theory]
    // Registered of 200 invited: 60 to 80 %; by one point; by three, which are less than three people of 20; of four people only.
    [InlineData(Count.Registered, 120, 160, 200, "▲ 80 % of those invited have been there at least once, after 60 %.")]
    [InlineData(Count.Registered, 160, 120, 200, "▼ 60 % of those invited have been there at least once, after 80 %.")]
    [InlineData(Count.Registered, 120, 122, 200, null)]
    [InlineData(Count.Registered, 12, 13, 20, null)]
    [InlineData(Count.Registered, 1, 4, 4, null)]
    public async Task Shares_must_move_beyond_noise(string count, double former, double now, double invited, string? text)
    {
        var facts = await BareAsync([(Count.Invited, invited), (count, former)], [(Count.Invited, invited), (count, now)]);

        Assert.Equal(text is null ? [] : [text], Said(facts));
    }

    [Theory]
    // Posts by ten people: from 20 to 40; by four; by a twentieth. By four people: nobody is told of so few.
    [InlineData(10, 20, 40, "▲ 40 posts in the week, after 20.")]
    [InlineData(10, 20, 24, null)]
    [InlineData(10, 200, 210, null)]
    [InlineData(4, 20, 40, null)]
    public async Task Numbers_must_move_in_size_and_in_proportion(double people, double former, double now, string? text)
    {
        var facts = await BareAsync([(Count.Contributors7, people), (Count.Posts7, former)], [(Count.Contributors7, people), (Count.Posts7, now)]);

        Assert.Equal(text is null ? [] : [text], Said(facts));
    }

    [Fact]
    public async Task What_was_not_counted_on_one_of_the_days_has_not_changed()
    {
        var facts = await BareAsync([(Count.Invited, 200)], [(Count.Invited, 200), (Count.Registered, 150)]);

        Assert.Empty(Said(facts));
        Assert.Empty(Said(facts with { Picture = facts.Picture with { WeekBefore = null } }));
    }

    [Fact]
    public async Task Three_are_named_at_most_the_largest_first()
    {
        var facts = await BareAsync(
            [(Count.Invited, 200), (Count.Registered, 100), (Count.Contributors7, 20), (Count.Posts7, 20), (Count.Replies7, 20), (Count.Mood, 3), (Count.Nps, -40)],
            [(Count.Invited, 200), (Count.Registered, 120), (Count.Contributors7, 20), (Count.Posts7, 80), (Count.Replies7, 40), (Count.Mood, 4.4), (Count.Nps, 40)]);

        Assert.Equal(["▲ They recommend it at +40 (of −100 to 100), after −40.", "▲ 80 posts in the week, after 20.", "▲ 40 replies in the week, after 20."], Said(facts));
    }

    [Fact]
    public async Task A_months_looks_four_weeks_back()
    {
        var facts = await DigestScene.FactsAsync(7);

        Assert.True(facts.Edition.IsMonth);
        Assert.Same(facts.Picture.MonthBefore, facts.Before);
        Assert.Contains("four weeks before", DigestHeadline.Of(facts, new("en")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Groups_rise_and_fall_three_each_and_none_below_five_members()
    {
        var facts = await DigestScene.FactsAsync(14);

        var (rising, falling) = (DigestPart.Groups(facts, new("fr"), rising: true), DigestPart.Groups(facts, new("fr"), rising: false));

        Assert.NotEmpty(rising.Concat(falling));
        Assert.DoesNotContain(rising.Concat(falling), group => group.Name == "À vélo");
        Assert.All(rising.Concat(falling), group => Assert.Contains("échanges, contre", group.Text, StringComparison.Ordinal));
        Assert.True(rising.Count <= 3 && falling.Count <= 3);
    }

    [Fact]
    public async Task A_groups_exchanges_are_not_compared_if_a_part_of_them_is_not_known()
    {
        var facts = await DigestScene.FactsAsync(14, now => now with
        {
            Scopes = [.. now.Scopes.Select(one => one.Scope.Kind == ScopeKind.Group ? one with { Counts = one.Counts.With((Count.ChannelPosts7, null)) } : one)],
        });

        Assert.Empty(DigestPart.Groups(facts, new("fr"), rising: true));
        Assert.Empty(DigestPart.Groups(facts, new("fr"), rising: false));
    }

    [Fact]
    public async Task Sites_are_compared_if_two_may_be_shown()
    {
        var facts = await DigestScene.FactsAsync(14);
        var hidden = await DigestScene.FactsAsync(14, now => now with
        {
            Scopes = [.. now.Scopes.Select(one => one.Scope is { Kind: ScopeKind.Site, Id: not "site-lyon" } ? one with { Counts = Counts.None, IsHidden = true } : one)],
        });

        Assert.Equal(["Lyon", "Nantes", "Montréal", "Lille"], DigestPart.OfSites(facts, new("fr")).Select(site => site.Name));
        Assert.Empty(DigestPart.OfSites(hidden, new("fr")));
    }

    private static async Task<DigestFacts> BareAsync((string Name, double? Value)[] before, (string Name, double? Value)[] now)
    {
        var facts = await DigestScene.FactsAsync(8);
        return facts with { Picture = facts.Picture with { WeekBefore = Bare(facts.Before!, before), Now = Bare(facts.Now, now) } };

        static DaySnapshot Bare(DaySnapshot snapshot, (string Name, double? Value)[] counts) =>
            snapshot with { Scopes = [new(Scope.Organisation, null, Counts.None.With(counts))] };
    }

    private static IEnumerable<string> Said(DigestFacts facts) =>
        DigestChange.Of(facts, new("en")).Select(change => $"{change.Sign} {change.Text}".Replace('\u00a0', ' '));
}
