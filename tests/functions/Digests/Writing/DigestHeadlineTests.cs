using AdoptionAutomation.Digests.Writing;
using AdoptionAutomation.Kpis.Book;
using AdoptionAutomation.Kpis.Curve;
using AdoptionAutomation.Kpis.Snapshots;

namespace AdoptionAutomation.Tests.Functions.Digests.Writing;

public sealed class DigestHeadlineTests
{
    [Theory]
    [InlineData("en", 402, 890, 428, 890, nameof(CurvePhase.Dip), 35.0, "402 of 890 invited colleagues (45 %) came last week, 3 points fewer than the week before: the dip that comes after the first months, within what is expected.")]
    [InlineData("fr", 402, 890, 428, 890, nameof(CurvePhase.Dip), 35.0, "402 collègues sur 890 invités (45 %) sont venus la semaine dernière, 3 points de moins que la semaine précédente : le creux qui suit les premiers mois, dans ce qui est attendu.")]
    [InlineData("en", 402, 890, 400, 890, nameof(CurvePhase.Steady), 35.0, "402 of 890 invited colleagues (45 %) came last week, the same share as the week before: it has become a habit, within what is expected.")]
    [InlineData("fr", 1, 100, 0, 100, nameof(CurvePhase.TooEarly), null, "1 collègue sur 100 invités (1 %) est venu la semaine dernière, 1 point de plus que la semaine précédente : il est trop tôt pour en conclure quoi que ce soit.")]
    [InlineData("en", 300, 890, 90, 120, nameof(CurvePhase.Enthusiasm), null, "300 of 890 invited colleagues (34 %) came last week, 41 points fewer than the week before with 770 newly invited: the enthusiasm of the first months.")]
    [InlineData("fr", 300, 890, 90, 120, nameof(CurvePhase.Enthusiasm), null, "300 collègues sur 890 invités (34 %) sont venus la semaine dernière, 41 points de moins que la semaine précédente pour 770 nouveaux invités : l’enthousiasme des premiers mois.")]
    [InlineData("en", 1402, 2890, 1200, 2890, nameof(CurvePhase.Rebound), 49.0, "1,402 of 2,890 invited colleagues (49 %) came last week, 7 points more than the week before: people are coming back after the dip, faster than expected.")]
    public async Task It_says_how_many_came_and_whether_that_is_to_be_expected(
        string language, double active, double invited, double formerActive, double formerInvited, string phase, double? smoothed, string text)
    {
        var facts = await DigestScene.FactsAsync(8, now => now.With((Count.Active7, active), (Count.Invited, invited)));
        var before = facts.Before!.With((Count.Active7, formerActive), (Count.Invited, formerInvited));
        var day = facts.Now.Day;
        var curve = new CurveReading(Enum.Parse<CurvePhase>(phase), [new(day, smoothed ?? 35)], [new(day, 30, 40)]) { IsWithin = smoothed is null ? null : smoothed >= 30 };

        var said = DigestHeadline.Of(facts with { Picture = facts.Picture with { WeekBefore = before }, Curve = curve }, new(language));

        Assert.Equal(text, said.Replace('\u00a0', ' '));
    }

    [Fact]
    public async Task What_is_not_known_is_never_called_zero()
    {
        var unknown = await DigestScene.FactsAsync(8, now => now.With((Count.Active7, null)));
        var nobody = await DigestScene.FactsAsync(8, now => now.With((Count.Invited, null)));
        var few = await DigestScene.FactsAsync(8, now => now with { Scopes = [new(Scope.Organisation, null, Counts.None) { IsHidden = true }] });

        Assert.Equal("890 colleagues are invited; how many came is not known, for the usage report could not be read.", DigestHeadline.Of(unknown, new("en")));
        Assert.StartsWith("How many colleagues are invited could not be counted", DigestHeadline.Of(nobody, new("en")), StringComparison.Ordinal);
        Assert.StartsWith("Fewer than five people", DigestHeadline.Of(few, new("en")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_week_before_it_compares_with_nothing()
    {
        var facts = await DigestScene.FactsAsync(8);

        var said = DigestHeadline.Of(facts with { Picture = facts.Picture with { WeekBefore = null } }, new("en"));

        Assert.DoesNotContain("before", said, StringComparison.Ordinal);
    }
}
