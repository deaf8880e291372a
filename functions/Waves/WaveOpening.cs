using AdoptionAutomation.Operations;
using AdoptionAutomation.Storage;

namespace AdoptionAutomation.Waves;

/// <summary>Opens a wave, once, however many ask for it.</summary>
internal sealed class WaveOpening(WavesTable waves, DueTable due, WorkQueue queue, TimeProvider time)
{
    public async Task<bool> IsOpenAsync(string campaign, string wave, CancellationToken cancellationToken) =>
        await waves.FindAsync(campaign, wave, cancellationToken) is not null;

    /// <param name="campaign">The campaign's id.</param>
    /// <param name="wave">The wave's id.</param>
    /// <param name="caller">Who opens it.</param>
    /// <param name="reason">Why in spite of errors; null if there are none.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <returns>Null if it was open already.</returns>
    public async Task<WaveRow?> OpenAsync(string campaign, string wave, Caller caller, string? reason, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var message = new InvitePeopleMessage(campaign, wave, InviteStep.Resolve, Due: now);

        // The due row comes first: should this process die below, the planner brings the message. If the wave was not started, the message
        // finds that and forgets it.
        await due.AddAsync(message.ToDue()!, cancellationToken);
        var row = new WaveRow(wave)
        {
            State = WaveState.Running,
            StartedAt = now,
            StartedBy = caller.Id,
            Override = reason is null ? null : new(reason, caller.Id, now),
        };
        if (await waves.TryWriteAsync(campaign, row, cancellationToken) is null)
        {
            // The due row stays: within the same second it is the winner's too. Its message finds the wave under way, and goes.
            return null;
        }

        await queue.PutAsync(QueueNames.InvitePeople, message, cancellationToken);
        return row;
    }
}
