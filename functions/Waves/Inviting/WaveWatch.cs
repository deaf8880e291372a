using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Operations.Stuck;
using AdoptionAutomation.Storage;
using AdoptionAutomation.Waves.Life;
using AdoptionAutomation.Waves.People;
using Microsoft.Extensions.Logging;

namespace AdoptionAutomation.Waves.Inviting;

/// <summary>
/// Looks each hour whether a running wave moves, and says in its row what holds it if it does not; work that was lost on its way is brought
/// back. One due row keeps it going from hour to hour, and goes with the wave, so that an hour without a wave costs nothing.
/// </summary>
internal sealed partial class WaveWatch(
    CampaignStore campaigns,
    WavesTable waves,
    PeopleTable people,
    StuckReader reader,
    WaveCompletion completion,
    WaveNudge nudge,
    DueTable due,
    TimeProvider time,
    ILogger<WaveWatch> logger) : IWaveStep
{
    private const string Between = " ";

    public InviteStep Step => InviteStep.Watch;

    /// <summary>
    /// The next watch: at half past an hour, half an hour from now at least. Whoever asks within the same hour means the same watch.
    /// </summary>
    public static DueWork NextOf(string campaign, string wave, DateTimeOffset now)
    {
        var hour = new DateTimeOffset(now.UtcTicks - (now.UtcTicks % TimeSpan.TicksPerHour), TimeSpan.Zero);
        return new InvitePeopleMessage(campaign, wave, InviteStep.Watch, Due: hour + TimeSpan.FromMinutes(90)).ToDue()!;
    }

    public async Task RunAsync(InvitePeopleMessage message, CancellationToken cancellationToken)
    {
        var (wave, pause) = await waves.FindWithPauseAsync(message.Campaign, message.Wave, cancellationToken);
        if (wave is { State: WaveState.Running or WaveState.Pausing } && !(wave.Sight?.At >= message.Due))
        {
            await due.AddAsync(NextOf(message.Campaign, message.Wave, time.GetUtcNow()), cancellationToken);
            if (wave.State == WaveState.Running && pause is null)
            {
                await LookAsync(message, wave, cancellationToken);
            }
        }

        if (message.ToDue() is { } work)
        {
            await due.RemoveAsync(work, cancellationToken);
        }
    }

    private async Task LookAsync(InvitePeopleMessage message, WaveRow wave, CancellationToken cancellationToken)
    {
        var progress = await people.ProgressAsync(message.Campaign, wave.Wave, cancellationToken);
        var (now, stand) = (time.GetUtcNow(), WaveSight.StandOf(wave, progress));
        var sight = new WaveSight(message.Due ?? now, wave.Sight is { } before && before.Stand == stand ? before.Since : now, stand);
        var (found, language) = sight.Since == now ? ([], "") : await FindAsync(message, wave, progress, cancellationToken);
        var held = found.Count == 0 ? null : string.Join(Between, found.Select(finding => StuckText.In(language, finding)));
        foreach (var finding in found)
        {
            Log.Stands(logger, message.Campaign, wave.Wave, sight.Since, finding.Cause, finding.Subject, finding.Count, StuckText.CallFor(finding, wave.Wave));
        }

        // Lost to another writer: then it moves, and the next watch sees how.
        if (await waves.TryWriteAsync(message.Campaign, wave with { Sight = sight, Held = held }, null, cancellationToken) is not { } watched)
        {
            return;
        }

        if (found.Any(finding => finding.Cause == StuckCause.NothingUnderWay))
        {
            await nudge.NudgeAsync(message.Campaign, watched, cancellationToken);
        }

        if (watched.NextCutAt is null && progress.Open == 0)
        {
            await completion.LookAsync(message.Campaign, watched, cancellationToken);
        }
    }

    private async Task<(IReadOnlyList<StuckFinding> Found, string Language)> FindAsync(
        InvitePeopleMessage message, WaveRow wave, WaveProgress progress, CancellationToken cancellationToken)
    {
        var campaign = await campaigns.GetAsync(message.Campaign, cancellationToken);
        return campaign.FindWave(wave.Wave) is null
            ? ([], "")
            : (await reader.OfWaveAsync(campaign, wave, progress, cancellationToken), campaign.FirstLanguage);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "{Campaign}: wave {Wave} stands still since {Since:O}: {Cause} {Subject} ({Count}). {Call}")]
        public static partial void Stands(
            ILogger logger, string campaign, string wave, DateTimeOffset since, StuckCause cause, string subject, int count, string call);
    }
}
