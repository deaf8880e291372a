using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Effects;
using AdoptionAutomation.Groups;
using AdoptionAutomation.Mail;
using AdoptionAutomation.Storage;
using AdoptionAutomation.Waves.Life;
using AdoptionAutomation.Waves.Mails;
using AdoptionAutomation.Waves.People;

namespace AdoptionAutomation.Waves.Inviting;

/// <summary>
/// Makes those who failed planned again, a chunk at a time: first what the ledger has as refused is opened, then their rows move. What was
/// done stays done: nobody is welcomed twice. A repeat finds fewer of them.
/// </summary>
internal sealed class WaveRetry(
    CampaignStore campaigns, WavesTable waves, PeopleTable people, GroupsTable groups, Membership membership, Ledger ledger, WorkQueue queue, DueTable due)
    : IWaveStep
{
    /// <summary>Chunks made planned in one go: well within the host's function timeout.</summary>
    private const int ChunksAtOnce = 100;

    private const int MostRaces = 20;

    private static readonly PersonState[] Failed = [PersonState.Failed];

    public InviteStep Step => InviteStep.Retry;

    public async Task RunAsync(InvitePeopleMessage message, CancellationToken cancellationToken)
    {
        if (await FindAsync(message, cancellationToken) is { } wave)
        {
            if (wave.IsRetrying && await ReopenAsync(message, cancellationToken) is { } after)
            {
                await queue.PutAsync(QueueNames.InvitePeople, message with { After = after }, cancellationToken);
                return;
            }

            if (!wave.IsRetrying || await TryEndAsync(message, cancellationToken))
            {
                var cut = message with { Step = InviteStep.Cut, After = PeopleTable.FirstKey, Due = null };
                await queue.PutAsync(QueueNames.InvitePeople, cut, cancellationToken);
            }
        }

        if (message.ToDue() is { } work)
        {
            await due.RemoveAsync(work, cancellationToken);
        }
    }

    private async Task<WaveRow?> FindAsync(InvitePeopleMessage message, CancellationToken cancellationToken) =>
        await waves.FindAsync(message.Campaign, message.Wave, cancellationToken) is { State: WaveState.Running } wave && wave.Round == message.Round
            ? wave
            : null;

    /// <returns>After whom to go on; null if no one is left.</returns>
    private async Task<string?> ReopenAsync(InvitePeopleMessage message, CancellationToken cancellationToken)
    {
        var campaign = await campaigns.GetAsync(message.Campaign, cancellationToken);
        var ready = await groups.ReadyAsync(campaign.Id, cancellationToken).ToDictionaryAsync(row => row.Group, StringComparer.Ordinal, cancellationToken);
        var (after, chunks) = (message.After, 0);
        await foreach (var ids in people.KeysAsync(message.Campaign, message.Wave, after, Failed, cancellationToken)
            .Chunk(PeopleTable.ChunkSize).Take(ChunksAtOnce).WithCancellation(cancellationToken))
        {
            var some = await people.RangeAsync(message.Campaign, message.Wave, after, ids[^1], Failed, cancellationToken);
            await ReopenAsync(campaign, message.Wave, [.. some.Take(PeopleTable.ChunkSize)], ready, cancellationToken);
            (after, chunks) = (ids[^1], chunks + 1);
        }

        return chunks == ChunksAtOnce ? after : null;
    }

    private async Task ReopenAsync(
        Campaign campaign, string wave, IReadOnlyList<PersonRow> failed, Dictionary<string, GroupRow> ready, CancellationToken cancellationToken)
    {
        var everyone = campaign.GetWave(wave).Groups;
        var groupsOf = failed.SelectMany(person => everyone.Union(person.OwnGroups, StringComparer.Ordinal), (person, group) => (group, person.Id));
        foreach (var group in groupsOf.Where(pair => ready.ContainsKey(pair.group)).GroupBy(pair => pair.group, pair => pair.Id, StringComparer.Ordinal))
        {
            await membership.ReopenFailedAsync(campaign.Id, ready[group.Key].GraphId!, [.. group], cancellationToken);
        }

        var mails = LedgerReference.ScopeOf(campaign.Id, WelcomeMailing.Purpose);
        await ledger.ReopenFailedAsync(mails, [.. failed.Select(person => person.Id)], cancellationToken);
        await people.MoveAsync(campaign.Id, wave, [.. failed.Select(person => new PersonMove(person, PersonState.Planned))], cancellationToken);
    }

    /// <summary>From here on failures are judged anew, and people are cut.</summary>
    private async Task<bool> TryEndAsync(InvitePeopleMessage message, CancellationToken cancellationToken)
    {
        for (var race = 0; race < MostRaces && await FindAsync(message, cancellationToken) is { } wave; race++)
        {
            var progress = await people.ProgressAsync(message.Campaign, message.Wave, cancellationToken);
            var ended = wave with { IsRetrying = false, Judged = (progress[PersonState.Failed], progress.Ended) };
            if (await waves.TryWriteAsync(message.Campaign, ended, null, cancellationToken) is not null)
            {
                return true;
            }
        }

        return false;
    }
}
