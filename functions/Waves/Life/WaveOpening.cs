using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Storage;
using AdoptionAutomation.Waves.Inviting;

namespace AdoptionAutomation.Waves.Life;

/// <summary>Opens a wave, once, however many ask for it.</summary>
internal sealed class WaveOpening(WaveTransitions transitions, DueTable due, WorkQueue queue, TimeProvider time)
{
    /// <param name="campaign">The campaign's id.</param>
    /// <param name="wave">The wave as its file has it.</param>
    /// <param name="by">Who opens it.</param>
    /// <param name="reason">Why in spite of errors or its gate; null if there are none.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <returns>The wave as it is now, and whether this call opened it.</returns>
    public async Task<Transitioned> OpenAsync(string campaign, WaveDefinition wave, Mover by, string? reason, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var message = new InvitePeopleMessage(campaign, wave.Id, InviteStep.Resolve, Due: now);

        // The due row comes first: should this process die below, the planner brings the message. If the wave was not started, the message
        // finds that and forgets it. It stays if another was first: within the same second it is the winner's too.
        await due.AddAsync(message.ToDue()!, cancellationToken);
        await due.AddAsync(WaveWatch.NextOf(campaign, wave.Id, now), cancellationToken);
        var opened = await transitions.ApplyAsync(
            campaign,
            wave.Id,
            WaveAction.Start,
            by,
            reason,
            row => row with
            {
                StartedAt = now,
                StartedBy = by.Id,
                Definition = wave.Fingerprint,
                Reading = 1,
                Held = null,
                Override = reason is null ? null : new(reason, by.Id, now),
            },
            cancellationToken);
        if (opened.Moved)
        {
            await queue.PutAsync(QueueNames.InvitePeople, message, cancellationToken);
        }

        return opened;
    }
}
