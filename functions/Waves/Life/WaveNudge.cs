using AdoptionAutomation.Storage;
using AdoptionAutomation.Waves.People;

namespace AdoptionAutomation.Waves.Life;

/// <summary>
/// Brings the work of a running wave back onto its queue now, for what was on its way may have been lost or be held back for long. What comes
/// twice is harmless.
/// </summary>
internal sealed class WaveNudge(WavesTable waves, DueTable due, WorkQueue queue, TimeProvider time)
{
    /// <summary>All waves of a campaign that run; those whose next people are due later keep to that.</summary>
    /// <returns>How many waves.</returns>
    public async Task<int> NudgeAllAsync(string campaign, CancellationToken cancellationToken)
    {
        var nudged = 0;
        foreach (var wave in (await waves.ListAsync(campaign, cancellationToken)).Values.Where(row => row.State == WaveState.Running))
        {
            nudged += await NudgeAsync(campaign, wave, cancellationToken) ? 1 : 0;
        }

        return nudged;
    }

    /// <returns>False if its next people are due later, or another writer was first: then it moves.</returns>
    public async Task<bool> NudgeAsync(string campaign, WaveRow wave, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (wave.NextCutAt > now)
        {
            return false;
        }

        // The due row first: should this process die below, the planner brings the message.
        var message = new InvitePeopleMessage(campaign, wave.Wave, wave.IsResolved ? InviteStep.Cut : InviteStep.Resolve, Round: wave.Round, Due: now);
        await due.AddAsync(message.ToDue()!, cancellationToken);
        var again = wave with { CutUpTo = PeopleTable.FirstKey, NextCutAt = now };
        if (wave is { IsResolved: true, NextCutAt: null } && await waves.TryWriteAsync(campaign, again, null, cancellationToken) is null)
        {
            return false;
        }

        await queue.PutAsync(QueueNames.InvitePeople, message, cancellationToken);
        return true;
    }
}
