using AdoptionAutomation.Surveys.Rounds;
using AdoptionAutomation.Surveys.Sealing;
using FsCheck;
using FsCheck.Fluent;

namespace AdoptionAutomation.Tests.Functions.Surveys.Sealing;

public sealed class BlockMakingTests
{
    [Fact]
    public void At_closing_every_answer_is_in_one_block_and_no_block_is_under_five_unless_the_round_is() => Check((waiting, chance) =>
    {
        var blocks = BlockMaking.Of(waiting, closing: true, chance);

        Assert.Equal(Rows(waiting), Rows(blocks.SelectMany(block => block.Answers)));
        Assert.All(blocks, block => Assert.InRange(block.Answers.Count, Math.Min(AnswerBlock.Least, waiting.Count), BlockMaking.MostAnswers));
    });

    [Fact]
    public void At_night_five_or_none_of_a_leaf_that_is_sealed_are_left_and_small_leaves_wait() => Check((waiting, chance) =>
    {
        var blocks = BlockMaking.Of(waiting, closing: false, chance);

        var sealedRows = blocks.SelectMany(block => block.Answers).Select(answer => answer.Row).ToList();
        Assert.Equal(sealedRows.Count, sealedRows.Distinct(StringComparer.Ordinal).Count());
        Assert.All(blocks, block => Assert.InRange(block.Answers.Count, AnswerBlock.Least, BlockMaking.MostAnswers));
        foreach (var leaf in waiting.GroupBy(answer => BlockMaking.LeafOf(answer.Place), StringComparer.Ordinal))
        {
            Assert.Equal(leaf.Count() >= 10 ? 5 : leaf.Count(), leaf.Count(answer => !sealedRows.Contains(answer.Row)));
        }
    });

    [Fact]
    public void A_block_says_of_a_place_only_what_is_true_of_all_its_answers_and_fits_into_a_row() => Check((waiting, chance) =>
    {
        foreach (var block in BlockMaking.Of(waiting, closing: true, chance))
        {
            Assert.All(block.Answers, answer => Assert.True(
                (block.Place.Site.Length == 0 || block.Place.Site == answer.Place.Site)
                && (block.Place.Wave.Length == 0 || block.Place.Wave == answer.Place.Wave)
                && block.Place.Groups.All(answer.Place.Groups.Contains)));
            Assert.InRange(block.Answers.Sum(answer => answer.Bytes), 0, BlockMaking.MostBytes);
        }
    });

    /// <summary>Answers of leaves (site, wave and groups as letters), and the blocks that they make at closing.</summary>
    [Theory]
    [InlineData("Lyon/a/:5", "Lyon/a/:5")]
    [InlineData("Lyon/a/:3 Lyon/a/g:2", "Lyon/a/:5")]
    [InlineData("Lyon/a/g:3 Lyon/a/g,h:2", "Lyon/a/g:5")]
    [InlineData("Lyon/a/:3 Lyon/b/:4", "Lyon//:7")]
    [InlineData("Lyon/a/:3 Nantes/a/:4", "/a/:7")]
    [InlineData("Lyon/a/:7 Lyon/a/g:2", "Lyon/a/:9")]
    [InlineData("Lyon/a/:20 Lyon/b/:2", "Lyon//:7 Lyon/a/:15")]
    [InlineData("Lyon/a/:9 Nantes/a/:6 Nantes/b/:1", "Lyon/a/:9 Nantes//:7")]
    [InlineData("Lyon/a/:5 Nantes/b/:2 Paris/c/:2", "//:9")]
    [InlineData("Lyon/a/:2 Nantes/b/:2", "//:4")]
    [InlineData("Lyon/a/:150", "Lyon/a/:75 Lyon/a/:75")]
    [InlineData("", "")]
    public void Leftovers_are_merged_upward(string leaves, string expected)
    {
        var waiting = leaves.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .SelectMany((leaf, i) => Enumerable.Range(0, int.Parse(leaf.Split(':')[1], null)).Select(n => new WaitingAnswer($"{i}.{n}", PlaceOf(leaf.Split(':')[0]), 100)));

        var blocks = BlockMaking.Of(waiting, closing: true, new Random(1).Next);

        Assert.Equal(
            expected.Split(' ', StringSplitOptions.RemoveEmptyEntries),
            blocks.Select(block => $"{block.Place.Site}/{block.Place.Wave}/{string.Join(',', block.Place.Groups)}:{block.Answers.Count}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Neither_the_order_of_arrival_nor_who_is_left_can_be_foretold()
    {
        var waiting = Enumerable.Range(0, 20).Select(i => new WaitingAnswer($"{i}", PlaceOf("Lyon/a/"), 100)).ToList();

        var orders = Enumerable.Range(0, 50).Select(seed => string.Join(' ', BlockMaking.Of(waiting, closing: false, new Random(seed).Next).Single().Answers.Select(a => a.Row)));

        Assert.True(orders.Distinct(StringComparer.Ordinal).Count() > 45);
    }

    internal static Place PlaceOf(string path) => path.Split('/') is [var site, var wave, var groups]
        ? new(site, wave, groups.Split(',', StringSplitOptions.RemoveEmptyEntries))
        : throw new ArgumentException($"'{path}' is not site/wave/groups.", nameof(path));

    private static void Check(Action<List<WaitingAnswer>, Chance> check)
    {
        var runs =
            from seed in Gen.Choose(0, int.MaxValue - 1)
            from people in Gen.OneOf(Gen.Choose(0, 30), Gen.Choose(0, 400))
            from sites in Gen.Choose(1, 5)
            from waves in Gen.Choose(1, 3)
            from groups in Gen.Choose(0, 3)
            from bytes in Gen.Elements(300, 20_000, 64 * 1024)
            select (seed, people, sites, waves, groups, bytes);
        Prop.ForAll(runs.ToArbitrary(), run =>
        {
            var random = new Random(run.seed);
            var waiting = Enumerable.Range(0, run.people)
                .Select(i => new WaitingAnswer(
                    $"{i}",
                    new(
                        $"site{random.Next(run.sites)}",
                        $"wave{random.Next(run.waves)}",
                        [.. Enumerable.Range(0, run.groups).Where(_ => random.Next(3) == 0).Select(group => $"group{group}")]),
                    random.Next(run.bytes)))
                .ToList();
            check(waiting, random.Next);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));
    }

    private static IEnumerable<string> Rows(IEnumerable<WaitingAnswer> answers) => answers.Select(answer => answer.Row).Order(StringComparer.Ordinal);
}
