using System.Security.Cryptography;
using AdoptionAutomation.Effects;
using AdoptionAutomation.Storage;
using AdoptionAutomation.Surveys.Answering;
using AdoptionAutomation.Surveys.Rounds;
using Azure;

namespace AdoptionAutomation.Surveys.Sealing;

/// <summary>
/// Takes answers from the spool into sealed blocks, and these to where they are kept. What is planned is planned of the whole spool, and holds only as
/// long as nobody else seals: the guard row tells. So two at once are as one after the other, and a death anywhere leaves what the next one goes on with.
/// </summary>
internal sealed class AnswerSealing(LinksTable links, AnswersTable answers, AnswerCipher cipher, Chance chance)
{
    /// <summary>Encrypted answers in memory at a time; of the others only where they count.</summary>
    public const int BytesAtOnce = 16 * 1024 * 1024;

    private const int MostLooks = 50;
    private const int BlockIdBytes = 16;

    /// <summary>Seals what may be sealed now; at closing everything. Afterwards every sealed block is where it is kept.</summary>
    /// <exception cref="AnswerKeyException">An answer that no key opens.</exception>
    /// <exception cref="ContentionException">Others seal all the time.</exception>
    public async Task SealAsync(string scope, string round, bool closing, CancellationToken cancellationToken)
    {
        for (var look = 0; look < MostLooks; look++)
        {
            var guard = await links.SealGuardAsync(scope, round, cancellationToken);
            var plan = BlockMaking.Of(await WaitingAsync(scope, round, cancellationToken), closing, chance);
            await MoveAsync(scope, round, cancellationToken);
            if (plan.Count == 0)
            {
                return;
            }

            await SealAsync(scope, round, plan, guard, cancellationToken);
        }

        throw new ContentionException($"the answers to survey {round}");
    }

    /// <summary>Blocks that were sealed and are not where they are kept yet: of this run, of one that died, or of another at once.</summary>
    private async Task MoveAsync(string scope, string round, CancellationToken cancellationToken)
    {
        await foreach (var (block, content) in links.SealedAsync(scope, round, cancellationToken))
        {
            await answers.KeepAsync(scope, round, block, content, cancellationToken);
            await links.RemoveSealedAsync(scope, round, block, cancellationToken);
        }
    }

    private async Task<List<WaitingAnswer>> WaitingAsync(string scope, string round, CancellationToken cancellationToken)
    {
        var places = new Dictionary<string, Place>(StringComparer.Ordinal);
        var waiting = new List<WaitingAnswer>();
        await foreach (var spooled in links.SpoolAsync(scope, round, cancellationToken))
        {
            var place = cipher.Decrypt(scope, round, spooled.Answer).Place;
            var leaf = BlockMaking.LeafOf(place);
            places.TryAdd(leaf, place);
            waiting.Add(new(spooled.Row, places[leaf], spooled.Answer.Length));
        }

        return waiting;
    }

    /// <summary>Seals block by block, reading the spool again for as many as fit into memory; stops at the first that another run is in the way of.</summary>
    private async Task SealAsync(string scope, string round, IReadOnlyList<PlannedBlock> plan, ETag? guard, CancellationToken cancellationToken)
    {
        foreach (var pass in Passes(plan))
        {
            var contents = await ContentsAsync(scope, round, pass, cancellationToken);
            foreach (var block in pass)
            {
                if (block.Answers.Any(answer => !contents.ContainsKey(answer.Row)))
                {
                    return;
                }

                var content = AnswersTable.Pack(new(block.Place, [.. block.Answers.Select(answer => contents[answer.Row])]));
                var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(BlockIdBytes));
                guard = await links.SealAsync(scope, round, guard, [.. block.Answers.Select(answer => answer.Row)], id, content, cancellationToken);
                if (guard is null)
                {
                    return;
                }

                await answers.KeepAsync(scope, round, id, content, cancellationToken);
                await links.RemoveSealedAsync(scope, round, id, cancellationToken);
            }
        }
    }

    private static IEnumerable<List<PlannedBlock>> Passes(IReadOnlyList<PlannedBlock> plan)
    {
        var pass = new List<PlannedBlock>();
        var bytes = 0L;
        foreach (var block in plan)
        {
            var size = block.Answers.Sum(answer => (long)answer.Bytes);
            if (pass.Count > 0 && bytes + size > BytesAtOnce)
            {
                yield return pass;
                (pass, bytes) = ([], 0);
            }

            pass.Add(block);
            bytes += size;
        }

        if (pass.Count > 0)
        {
            yield return pass;
        }
    }

    private async Task<Dictionary<string, IReadOnlyDictionary<string, IReadOnlyList<string>>>> ContentsAsync(
        string scope, string round, List<PlannedBlock> pass, CancellationToken cancellationToken)
    {
        var wanted = pass.SelectMany(block => block.Answers).Select(answer => answer.Row).ToHashSet(StringComparer.Ordinal);
        return await links.SpoolAsync(scope, round, cancellationToken)
            .Where(spooled => wanted.Contains(spooled.Row))
            .ToDictionaryAsync(spooled => spooled.Row, spooled => cipher.Decrypt(scope, round, spooled.Answer).Values, StringComparer.Ordinal, cancellationToken);
    }
}
