using AdoptionAutomation.Storage;
using AdoptionAutomation.Waves.Life;

namespace AdoptionAutomation.Waves.Inviting;

/// <summary>Looks again and again at a pausing wave until nothing of it is in flight.</summary>
internal sealed class WaveSettling(WavesTable waves, WavePausing pausing, DueTable due) : IWaveStep
{
    public InviteStep Step => InviteStep.Settle;

    public async Task RunAsync(InvitePeopleMessage message, CancellationToken cancellationToken)
    {
        if (await waves.FindAsync(message.Campaign, message.Wave, cancellationToken) is { State: WaveState.Pausing } wave)
        {
            await pausing.SettleAsync(message, wave, cancellationToken);
        }
        else
        {
            await due.RemoveAsync(message.ToDue()!, cancellationToken);
        }
    }
}
