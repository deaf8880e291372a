using AdoptionAutomation.Surveys.Sealing;

namespace AdoptionAutomation.Surveys.Figures;

/// <summary>
/// Answers to a question of blocks that do not speak to it, up to four of a block. Once a round is closed they count in their site if they are five
/// there, else in the organisation if they are five in it (pure).
/// </summary>
/// <param name="count">How many people a pool is about.</param>
/// <param name="pour">Pours the second into the first.</param>
internal sealed class AnswerPools<TQuestion, TPool>(Func<TPool, int> count, Action<TPool, TPool> pour)
{
    private readonly Dictionary<(TQuestion Question, string Site), TPool> pools = [];

    public void Add(TQuestion question, string site, TPool few)
    {
        if (pools.TryGetValue((question, site), out var pool))
        {
            pour(pool, few);
        }
        else
        {
            pools.Add((question, site), few);
        }
    }

    /// <summary>The pools that count, with their sites; without one, in the organisation alone. To be asked for once, when all answers are in.</summary>
    public IEnumerable<(TQuestion Question, string Site, TPool Pool)> Spread()
    {
        foreach (var ((question, site), pool) in pools.Where(pool => pool.Key.Site.Length > 0).ToList())
        {
            if (count(pool) >= AnswerBlock.Least)
            {
                yield return (question, site, pool);
            }
            else
            {
                Add(question, "", pool);
            }
        }

        foreach (var ((question, site), pool) in pools.Where(pool => pool.Key.Site.Length == 0 && count(pool.Value) >= AnswerBlock.Least))
        {
            yield return (question, site, pool);
        }
    }
}
