using AdoptionAutomation.Operations;

namespace AdoptionAutomation.Waves.Life;

/// <summary>
/// Stops and resumes a whole campaign. Its pause row comes first: from then on nothing starts, whichever wave is written when. The waves follow,
/// so that each says when it is at rest.
/// </summary>
internal sealed class CampaignPausing(PausesTable pauses, WavesTable waves, WavePausing pausing, WaveRounds rounds, TimeProvider time)
{
    private const string WithAll = "the whole campaign is paused";

    /// <returns>The pause, and the waves that stopped with it.</returns>
    public async Task<(CampaignPause Pause, IReadOnlyList<Stopped> Waves)> PauseAsync(
        string campaign, Mover by, string? why, CancellationToken cancellationToken)
    {
        var pause = await pauses.FindAsync(campaign, cancellationToken);
        if (pause is null)
        {
            pause = new(by.Id, time.GetUtcNow(), why);
            await pauses.SetAsync(campaign, pause, cancellationToken);
        }

        var stopped = new List<Stopped>();
        var running = (await waves.ListAsync(campaign, cancellationToken)).Values
            .Where(row => row.State == WaveState.Running || (row is { State: WaveState.Pausing or WaveState.Paused, IsPausedWithAll: true }));
        foreach (var row in running.OrderBy(row => row.StartedAt))
        {
            var reason = pause.Why is null ? WithAll : $"{WithAll}: {pause.Why}";
            stopped.Add(await pausing.StopAsync(campaign, row.Wave, WaveAction.Pause, by, reason, withAll: true, cancellationToken));
        }

        return (pause, stopped);
    }

    /// <returns>The waves that were paused with the campaign, and go on.</returns>
    public async Task<IReadOnlyList<Transitioned>> ResumeAsync(string campaign, Mover by, string? why, CancellationToken cancellationToken)
    {
        await pauses.ClearAsync(campaign, cancellationToken);
        var resumed = new List<Transitioned>();
        var paused = (await waves.ListAsync(campaign, cancellationToken)).Values
            .Where(row => row is { State: WaveState.Pausing or WaveState.Paused, IsPausedWithAll: true });
        foreach (var row in paused.OrderBy(row => row.StartedAt))
        {
            resumed.Add((await rounds.BeginAsync(campaign, row.Wave, WaveAction.Resume, by, why, cancellationToken)).Wave);
        }

        return resumed;
    }
}
