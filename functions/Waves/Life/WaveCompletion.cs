using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Waves.People;
using Microsoft.Extensions.Logging;

namespace AdoptionAutomation.Waves.Life;

/// <summary>Looks after each chunk how far its wave is: completed when everybody has come to an end, paused when too many failed.</summary>
internal sealed partial class WaveCompletion(
    CampaignStore campaigns, WavesTable waves, PeopleTable people, WaveTransitions transitions, WavePausing pausing, ILogger<WaveCompletion> logger)
{
    private const string Nobody = "Its audience is empty: nobody is invited by it.";
    private const int MostRaces = 20;

    /// <param name="campaign">The campaign's id.</param>
    /// <param name="wave">The wave as it was when the chunk started.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    public async Task LookAsync(string campaign, WaveRow wave, CancellationToken cancellationToken)
    {
        for (var race = 0; race < MostRaces && wave.State == WaveState.Running; race++)
        {
            var progress = await people.ProgressAsync(campaign, wave.Wave, cancellationToken);
            if (!wave.IsResolved || progress.Open > 0)
            {
                await JudgeAsync(campaign, wave, progress, cancellationToken);
                return;
            }

            // The progress counts for the row that was read before it alone: people may have come with a later one.
            if (wave is { NextCutAt: null, IsRetrying: false }
                && await transitions.TryApplyAsync(campaign, wave, WaveAction.Complete, Mover.App, progress.People == 0 ? Nobody : null, null, cancellationToken) is not null)
            {
                return;
            }

            if (await waves.FindAsync(campaign, wave.Wave, cancellationToken) is not { } now || now.ETag == wave.ETag)
            {
                return;
            }

            wave = now;
        }
    }

    /// <summary>Mails came back: looks whether these are too many. No request if the wave has no rule.</summary>
    public async Task JudgeAsync(string campaign, string wave, CancellationToken cancellationToken)
    {
        if (await RuleOfAsync(campaign, wave, cancellationToken) is not null
            && await waves.FindAsync(campaign, wave, cancellationToken) is { State: WaveState.Running } row)
        {
            await JudgeAsync(campaign, row, await people.ProgressAsync(campaign, wave, cancellationToken), cancellationToken);
        }
    }

    private async Task JudgeAsync(string campaign, WaveRow wave, WaveProgress progress, CancellationToken cancellationToken)
    {
        // Read again before it pauses: IT may have looked, and resumed it, since this chunk started.
        var rule = await RuleOfAsync(campaign, wave.Wave, cancellationToken);
        if (FailureRule.WhyPause(rule, progress, wave.Judged) is not null
            && await waves.FindAsync(campaign, wave.Wave, cancellationToken) is { State: WaveState.Running } now
            && FailureRule.WhyPause(rule, progress, now.Judged) is { } why
            && (await pausing.StopAsync(campaign, wave.Wave, WaveAction.Pause, Mover.Rule, why, withAll: false, cancellationToken)).Wave.Moved)
        {
            Log.PausedByRule(logger, campaign, wave.Wave, why);
        }
    }

    /// <summary>A campaign whose files are gone has no rule any more: what is under way for it ends all the same.</summary>
    private async Task<PauseRule?> RuleOfAsync(string campaign, string wave, CancellationToken cancellationToken)
    {
        try
        {
            return (await campaigns.GetAsync(campaign, cancellationToken)).FindWave(wave)?.Pause;
        }
        catch (CampaignNotFoundException)
        {
            return null;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "{Campaign}: wave {Wave} pauses by its rule: {Why}")]
        public static partial void PausedByRule(ILogger logger, string campaign, string wave, string why);
    }
}
