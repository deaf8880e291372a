using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Surveys.Rounds;
using AdoptionAutomation.Surveys.Sealing;

namespace AdoptionAutomation.Surveys.Figures;

/// <summary>
/// Makes the figures of a round of its blocks as they stream by (pure). Whatever it publishes is a sum over whole blocks of at least five, so no two
/// figures, of any cell, at any time, differ by fewer than five people.
/// </summary>
/// <remarks>
/// For each question apart: a block speaks to a question if at least five of its answers do. Once a round is closed, the one to four answers of the
/// others are pooled, within a site if they are five there, else in the organisation.
/// </remarks>
internal sealed class Release
{
    /// <summary>Groups overlap, so they are shown from ten; texts too.</summary>
    public const int LeastOfGroup = 10;

    private static readonly string[] Scopes =
        [CellFigures.Organisation, CellFigures.OfSite, CellFigures.OfSiteWave, CellFigures.OfWave, CellFigures.OfGroup];

    private readonly SurveyQuestion[] questions;
    private readonly bool closed;
    private readonly Dictionary<CellFigures, CellTally> cells = [];
    private readonly AnswerPools<int, Pool> pools = new(pool => pool.Tally.Respondents, (pool, few) => pool.Pour(few));
    private readonly TextSample[] texts;

    private Release(Survey survey, bool closed, Chance chance)
    {
        this.closed = closed;
        questions = [.. survey.Questions.Where(question => question.Named is null)];
        texts = [.. questions.Select(_ => new TextSample(chance))];
        TallyOf(new(CellFigures.Organisation));
    }

    /// <param name="blocks">Of the round.</param>
    /// <param name="round">What was asked, and the turnout.</param>
    /// <param name="closed">Whether no more blocks come.</param>
    /// <param name="chance">Shuffles texts.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    public static async Task<RoundFigures> OfAsync(
        IAsyncEnumerable<AnswerBlock> blocks, SurveyRound round, bool closed, Chance chance, CancellationToken cancellationToken)
    {
        var release = new Release(round.Survey, closed, chance);
        await foreach (var block in blocks.Where(block => block.Answers.Count >= AnswerBlock.Least).WithCancellation(cancellationToken))
        {
            release.Add(block);
        }

        release.SpreadPools();
        return release.ToFigures(round);
    }

    private void Add(AnswerBlock block)
    {
        var tallies = CellsOf(block.Place).Select(TallyOf).ToList();
        tallies.ForEach(cell => cell.Respondents += block.Answers.Count);
        for (var question = 0; question < questions.Length; question++)
        {
            var (tally, written) = Count(block, questions[question]);
            if (tally.Respondents >= AnswerBlock.Least)
            {
                tallies.ForEach(cell => cell.Questions[question].Add(tally));
                texts[question].AddRange(written);
            }
            else if (closed && tally.Respondents > 0)
            {
                pools.Add(question, block.Place.Site, new(tally, written));
            }
        }
    }

    private static (QuestionTally Tally, List<string> Texts) Count(AnswerBlock block, SurveyQuestion question)
    {
        var (tally, written) = (new QuestionTally(question), new List<string>());
        foreach (var values in block.Answers.Select(answer => answer.GetValueOrDefault(question.Id)).OfType<IReadOnlyList<string>>())
        {
            tally.Add(values);
            if (question.Kind == QuestionKind.Text)
            {
                written.AddRange(values);
            }
        }

        return (tally, written);
    }

    private void SpreadPools()
    {
        foreach (var (question, site, pool) in pools.Spread())
        {
            if (site.Length > 0)
            {
                TallyOf(new(CellFigures.OfSite, site)).Questions[question].Add(pool.Tally);
            }

            TallyOf(new(CellFigures.Organisation)).Questions[question].Add(pool.Tally);
            texts[question].AddRange(pool.Texts);
        }
    }

    private RoundFigures ToFigures(SurveyRound round)
    {
        var turnout = new TurnoutRelease(round.Turnout);
        foreach (var cell in turnout.Cells)
        {
            TallyOf(cell);
        }

        var ordered = cells
            .OrderBy(pair => Array.IndexOf(Scopes, pair.Key.Scope))
            .ThenBy(pair => pair.Key.Site, StringComparer.Ordinal).ThenBy(pair => pair.Key.Wave, StringComparer.Ordinal).ThenBy(pair => pair.Key.Group, StringComparer.Ordinal);
        return FiguresHead.Of(round, questions) with
        {
            Closed = closed,
            Cells = [.. ordered.Select(pair => pair.Value.ToFigures(pair.Key) with { Turnout = turnout.Of(pair.Key) })],
            Texts = [.. questions.Index().Where(pair => pair.Item.Kind == QuestionKind.Text).Select(pair => texts[pair.Index].ToFigures(pair.Item.Id))],
        };
    }

    private CellTally TallyOf(CellFigures cell) => cells.TryGetValue(cell, out var tally)
        ? tally
        : cells[cell] = new([.. questions.Select(question => new QuestionTally(question))]);

    private static IEnumerable<CellFigures> CellsOf(Place place)
    {
        yield return new(CellFigures.Organisation);
        if (place.Site.Length > 0)
        {
            yield return new(CellFigures.OfSite, place.Site);
        }

        if (place.Wave.Length > 0)
        {
            yield return new(CellFigures.OfWave, Wave: place.Wave);
        }

        if (place.Site.Length > 0 && place.Wave.Length > 0)
        {
            yield return new(CellFigures.OfSiteWave, place.Site, place.Wave);
        }

        foreach (var group in place.Groups)
        {
            yield return new(CellFigures.OfGroup, Group: group);
        }
    }

    private sealed class CellTally(QuestionTally[] questions)
    {
        public int Respondents { get; set; }

        public QuestionTally[] Questions => questions;

        public CellFigures ToFigures(CellFigures cell)
        {
            var least = cell.Scope == CellFigures.OfGroup ? LeastOfGroup : AnswerBlock.Least;
            return Respondents < least
                ? cell with { Hidden = QuestionTally.ReasonOf(least) }
                : cell with { Respondents = Respondents, Questions = [.. questions.Select(question => question.ToFigures(least, Respondents))] };
        }
    }

    private sealed record Pool(QuestionTally Tally, List<string> Texts)
    {
        public void Pour(Pool few)
        {
            Tally.Add(few.Tally);
            Texts.AddRange(few.Texts);
        }
    }
}
