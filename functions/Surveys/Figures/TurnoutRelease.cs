using AdoptionAutomation.Surveys.Rounds;
using AdoptionAutomation.Surveys.Sealing;

namespace AdoptionAutomation.Surveys.Figures;

/// <summary>Turnout as it is shown (pure): from five who have answered, in whole fives, so that nothing exact is left to subtract.</summary>
internal sealed class TurnoutRelease
{
    private readonly Dictionary<CellFigures, Turnout> cells = [];

    /// <param name="turnout">By cell, as in <see cref="SurveyRound.Turnout"/>.</param>
    public TurnoutRelease(IReadOnlyDictionary<string, Turnout> turnout)
    {
        foreach (var (cell, count) in turnout)
        {
            if (cell.Length == 0)
            {
                Add(new(CellFigures.Organisation), count);
            }
            else if (cell.LastIndexOf('|') is >= 0 and var bar)
            {
                Add(new(CellFigures.OfWave, Wave: cell[(bar + 1)..]), count);
                if (bar > 0)
                {
                    Add(new(CellFigures.OfSiteWave, cell[..bar], cell[(bar + 1)..]), count);
                }
            }
            else
            {
                Add(new(CellFigures.OfSite, cell), count);
            }
        }
    }

    public IEnumerable<CellFigures> Cells => cells.Keys;

    public TurnoutFigures? Of(CellFigures cell) => cells.TryGetValue(cell, out var count) && count.Answered >= AnswerBlock.Least
        ? new(count.Asked, QuestionTally.Floor(count.Answered), QuestionTally.Percent(count.Answered, count.Asked))
        : null;

    private void Add(CellFigures cell, Turnout count)
    {
        var before = cells.GetValueOrDefault(cell) ?? new(0, 0);
        cells[cell] = new(before.Asked + count.Asked, before.Answered + count.Answered);
    }
}
