using AdoptionAutomation.Campaigns;

namespace AdoptionAutomation.Waves.Gates;

/// <summary>Asks whether a wave's gate lets it open.</summary>
internal sealed class GateReader
{
    public Task<GateAnswer> AnswerAsync(Campaign campaign, WaveDefinition wave, CancellationToken cancellationToken)
    {
        _ = (campaign, cancellationToken);
        return Task.FromResult(wave.Gate is null ? GateAnswer.NoGate : new(GateVerdict.NotEnoughData, []));
    }
}
