using AdoptionAutomation.Waves.People;

namespace AdoptionAutomation.Waves.Life;

/// <summary>Looks after a chunk how far its wave is: completed when everybody has come to an end.</summary>
internal sealed class WaveCompletion(PeopleTable people, WaveTransitions transitions)
{
    /// <param name="campaign">The campaign's id.</param>
    /// <param name="wave">The wave as it was when the chunk started.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    public async Task LookAsync(string campaign, WaveRow wave, CancellationToken cancellationToken)
    {
        if (wave is { State: WaveState.Running, IsResolved: true }
            && await people.ProgressAsync(campaign, wave.Wave, cancellationToken) is { Open: 0 } progress)
        {
            var why = progress.People == 0 ? "Its audience is empty: nobody is invited by it." : null;
            await transitions.ApplyAsync(campaign, wave.Wave, WaveAction.Complete, Mover.App, why, null, cancellationToken);
        }
    }
}
