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
        var pools = new Dictionary<(string Question, string Site), List<string>>();
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
                    PoolOf(pools, question, block.Place.Site).AddRange(texts);
                }
            }

            while (window.Count > Window)
            {
                yield return Draw(window);
            }
        }

        window.AddRange(Pooled(pools));
        while (window.Count > 0)
        {
            yield return Draw(window);
        }
    }

    private static List<string> TextsOf(AnswerBlock block, string question) =>
        [.. block.Answers.SelectMany(answer => answer.GetValueOrDefault(question) ?? [])];

    /// <summary>A site's pool of five is shown; what is left of the sites, if it is five.</summary>
    private static IEnumerable<(string Question, string Text)> Pooled(Dictionary<(string Question, string Site), List<string>> pools)
    {
        foreach (var ((question, site), texts) in pools.Where(pool => pool.Key.Site.Length > 0).ToList())
        {
            if (texts.Count < AnswerBlock.Least)
            {
                PoolOf(pools, question, "").AddRange(texts);
                pools.Remove((question, site));
            }
        }

        return pools.Where(pool => pool.Value.Count >= AnswerBlock.Least).SelectMany(pool => pool.Value.Select(text => (pool.Key.Question, text)));
    }

    private static List<string> PoolOf(Dictionary<(string Question, string Site), List<string>> pools, string question, string site) =>
        pools.TryGetValue((question, site), out var texts) ? texts : pools[(question, site)] = [];

    private (string Question, string Text) Draw(List<(string Question, string Text)> window)
    {
        var place = chance(window.Count);
        var drawn = window[place];
        window[place] = window[^1];
        window.RemoveAt(window.Count - 1);
        return drawn;
    }
}
