using AdoptionAutomation.Storage;
using Microsoft.Azure.Functions.Worker;

namespace AdoptionAutomation.Waves;

/// <summary>Takes a running wave a step further: its audience, its chunks, one chunk's invitations.</summary>
internal sealed class InvitePeople(WaveAudience audience, WaveChunks chunks, WaveInvitation invitation, WavesTable waves, DueTable due)
{
    [Function(nameof(InvitePeople))]
    public async Task RunAsync([QueueTrigger(QueueNames.InvitePeople)] InvitePeopleMessage message, CancellationToken cancellationToken)
    {
        if (await waves.FindAsync(message.Campaign, message.Wave, cancellationToken) is not { State: WaveState.Running } wave)
        {
            await ForgetAsync(message, cancellationToken);
            return;
        }

        switch (message.Step)
        {
            case InviteStep.Resolve:
                await audience.ResolveAsync(message, wave, cancellationToken);
                break;
            case InviteStep.Cut:
                await chunks.CutAsync(message, cancellationToken);
                await ForgetAsync(message, cancellationToken);
                break;
            default:
                await invitation.InviteAsync(message, cancellationToken);
                break;
        }
    }

    private Task ForgetAsync(InvitePeopleMessage message, CancellationToken cancellationToken) =>
        message.ToDue() is { } work ? due.RemoveAsync(work, cancellationToken) : Task.CompletedTask;
}
