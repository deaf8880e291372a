using System.Runtime.CompilerServices;
using AdoptionAutomation.Surveys.Rounds;
using AdoptionAutomation.Surveys.Sealing;

namespace AdoptionAutomation.Surveys.Figures;

/// <summary>
/// Every text of a round that may be shown, by the rule of <see cref="Release"/>: of blocks in which five wrote something; once the round is closed
/// also of the others, five at a time. Shuffled through a window, so that many take no more memory than some.
/// </summary>
internal sealed class WrittenTexts(AnswersTable answers, Chance chance)
{
    private const int Window = 2_000;

    /// <param name="scope">The campaign's scope.</param>
    /// <param name="survey">The survey's id.</param>
    /// <param name="round">As it was released: questions whose texts are hidden there are left out.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    public async IAsyncEnumerable<(string Question, string Text)> ListAsync(
        string scope, string survey, RoundFigures round, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var shown = round.Texts.Where(texts => texts.Hidden is null).Select(texts => texts.Question).ToList();
        if (shown.Count == 0)
        {
            yield break;
        }

        var window = new List<(string Question, string Text)>();
        var pools = new AnswerPools<string, List<string>>(pool => pool.Count, (pool, few) => pool.AddRange(few));
        await foreach (var block in answers.ListAsync(scope, SurveyRound.IdOf(survey, round.Round), cancellationToken))
        {
            foreach (var question in shown)
            {
                var texts = TextsOf(block, question);
                if (texts.Count >= AnswerBlock.Least)
                {
                    window.AddRange(texts.Select(text => (question, text)));
                }
                else if (round.Closed && block.Answers.Count >= AnswerBlock.Least)
                {
                    pools.Add(question, block.Place.Site, texts);
                }
            }

            while (window.Count > Window)
            {
                yield return Draw(window);
            }
        }

        window.AddRange(pools.Spread().SelectMany(pool => pool.Pool.Select(text => (pool.Question, text))));
        while (window.Count > 0)
        {
            yield return Draw(window);
        }
    }

    private static List<string> TextsOf(AnswerBlock block, string question) =>
        [.. block.Answers.SelectMany(answer => answer.GetValueOrDefault(question) ?? [])];

    private (string Question, string Text) Draw(List<(string Question, string Text)> window)
    {
        var place = chance(window.Count);
        var drawn = window[place];
        window[place] = window[^1];
        window.RemoveAt(window.Count - 1);
        return drawn;
    }
}
