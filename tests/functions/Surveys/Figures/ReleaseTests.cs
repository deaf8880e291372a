using AdoptionAutomation.Surveys.Answering;
using AdoptionAutomation.Surveys.Figures;
using AdoptionAutomation.Surveys.Rounds;
using AdoptionAutomation.Surveys.Sealing;

namespace AdoptionAutomation.Tests.Functions.Surveys.Figures;

public sealed class ReleaseTests
{
    [Fact]
    public async Task Figures_are_rounded_as_promised()
    {
        var figures = await OfAsync(closed: true, Block(
            "Lyon/first/everybody", ("daily", 5, 10), ("daily", 4, 9), ("daily", 4, 8), ("daily", 4, 7), ("weekly", 3, 6), ("weekly", 3, 0), ("never", 1, 0)));

        var cell = figures.Organisation;
        Assert.Equal(7, cell.Respondents);
        Assert.Equal([new("daily", 55), new("weekly", 30), new("never", 15)], cell.Find("use")!.Shares!);
        Assert.Equal((3.4m, 55), (cell.Find("mood")!.Mean, cell.Find("mood")!.Good));
        Assert.Equal((-14, 30, 30, 45), (cell.Find("nps")!.Nps, cell.Find("nps")!.Promoters, cell.Find("nps")!.Passives, cell.Find("nps")!.Detractors));
        Assert.Equal((7, 5), (cell.Find("use")!.Respondents, cell.Find("nps")!.Respondents));
        Assert.Equal("fewerThan10", figures.Find(CellFigures.OfGroup, group: "everybody")!.Hidden);
        Assert.Equal("fewerThan10", Assert.Single(figures.Texts).Hidden);
    }

    [Theory]
    [InlineData(false, null, null)]
    [InlineData(true, 5, null)]
    public async Task Few_answers_to_a_question_are_pooled_once_the_round_is_closed(bool closed, int? lyon, int? nantes)
    {
        var (few, none) = (("daily", 4, 9), ("daily", 4, -1));
        var figures = await OfAsync(
            closed,
            Block("Lyon/first/", few, few, few, none, none),
            Block("Lyon/second/", few, few, none, none, none),
            Block("Nantes/first/", few, none, none, none, none));

        Assert.Equal(lyon, figures.Organisation.Find("nps")!.Respondents);
        Assert.Equal(lyon, figures.Find(CellFigures.OfSite, "Lyon")!.Find("nps")!.Respondents);
        Assert.Equal(nantes, figures.Find(CellFigures.OfSite, "Nantes")!.Find("nps")!.Respondents);
    }

    [Fact]
    public async Task A_block_of_a_whole_round_under_five_is_never_shown()
    {
        var figures = await OfAsync(closed: true, Block("Lyon/first/", ("daily", 4, 9), ("daily", 4, 9), ("daily", 4, 9), ("daily", 4, 9)));

        Assert.Equal((null, "fewerThan5"), (figures.Organisation.Respondents, figures.Organisation.Hidden));
        Assert.Single(figures.Cells);
    }

    /// <summary>Blocks are made as they are asked for, and none is held on to.</summary>
    [Fact]
    public async Task A_hundred_thousand_answers_stream_by()
    {
        var alive = new List<WeakReference>();
        var figures = await Release.OfAsync(Many(), SurveyWorld.Round(), closed: true, new Random(1).Next, default);

        Assert.Equal(100_000, figures.Organisation.Respondents);
        Assert.Equal(200, Assert.Single(figures.Texts).Texts.Count);
        GC.Collect();
        Assert.InRange(alive.Count(block => block.IsAlive), 0, 10);

        async IAsyncEnumerable<AnswerBlock> Many()
        {
            for (var i = 0; i < 2_000; i++)
            {
                var block = new AnswerBlock(new($"site{i % 20}", "first", ["everybody"]), [.. Enumerable.Range(0, 50).Select(n => Values("daily", 4, n % 11, $"text {i} {n}"))]);
                alive.Add(new(block));
                yield return block;
            }

            await Task.CompletedTask;
        }
    }

    private static Task<RoundFigures> OfAsync(bool closed, params AnswerBlock[] blocks) =>
        Release.OfAsync(blocks.ToAsyncEnumerable(), SurveyWorld.Round(), closed, new Random(1).Next, default);

    private static AnswerBlock Block(string place, params (string Use, int Mood, int Nps)[] answers) =>
        new(Sealing.BlockMakingTests.PlaceOf(place), [.. answers.Select(answer => Values(answer.Use, answer.Mood, answer.Nps))]);

    private static Dictionary<string, IReadOnlyList<string>> Values(string use, int mood, int nps, string? words = null) => SurveyWorld.Values(
        [("use", use), ("mood", $"{mood}"), .. nps < 0 ? ((string, string)[])[] : [("nps", $"{nps}")], .. words is null ? ((string, string)[])[] : [("words", words)]]);
}
