using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Waves.Inviting;
using AdoptionAutomation.Waves.Life;
using Microsoft.Extensions.Logging;

namespace AdoptionAutomation.Waves.Dates;

/// <summary>
/// A wave's date has come: opens it if it is still planned and the file still says so. If something holds it, it says what, and looks again
/// at the top of every open hour until it opens, is started or cancelled by hand, or gets another date.
/// </summary>
internal sealed partial class WaveDateStep(
    CampaignStore campaigns,
    WavesTable waves,
    WaveDates dates,
    WaveStarting starting,
    WaveAgenda agenda,
    TimeProvider time,
    ILogger<WaveDateStep> logger) : IWaveStep
{
    /// <summary>Queues hold messages back by whole seconds, so one may be a moment early.</summary>
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(1);

    public InviteStep Step => InviteStep.Open;

    public async Task RunAsync(InvitePeopleMessage message, CancellationToken cancellationToken)
    {
        var campaign = await campaigns.GetFreshAsync(message.Campaign, cancellationToken);
        var definition = campaign.FindWave(message.Wave);
        var opens = definition is null ? null : WaveDates.OpeningOf(campaign, definition);
        var now = time.GetUtcNow();
        if (opens <= now + Moment)
        {
            await OpenAsync(campaign, definition!, message.Due > now ? message.Due.Value : now, cancellationToken);
        }
        else if (opens == message.Due)
        {
            // Early, for whatever reason: its row brings it back.
            return;
        }
        else
        {
            // It was edited: whatever this message was for, the wave has another date now, or none.
            await KeepAsync(message.Campaign, message.Wave, null, cancellationToken);
            await dates.PlanAsync(campaign, cancellationToken);
        }

        // Last: until what follows is on its way, this row brings the step back.
        await agenda.ForgetAsync(message, cancellationToken);
    }

    private async Task OpenAsync(Campaign campaign, WaveDefinition wave, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var answer = await starting.StartAsync(campaign, wave, Mover.Date, null, cancellationToken);
        if (answer.Why is { } why)
        {
            var again = new OpenHours(campaign.Settings).NextOpen(WaveAgenda.TopOfNextHour(now), null);
            Log.Held(logger, campaign.Id, wave.Id, again);
            await agenda.PutAsync(new(campaign.Id, wave.Id, InviteStep.Open, Due: again), cancellationToken);
            await KeepAsync(campaign.Id, wave.Id, why, cancellationToken);
        }
    }

    /// <summary>Keeps what holds a planned wave; whoever moves it meanwhile is right.</summary>
    private async Task KeepAsync(string campaign, string wave, string? why, CancellationToken cancellationToken)
    {
        var row = await waves.FindAsync(campaign, wave, cancellationToken) ?? new(wave);
        if (row.State == WaveState.Planned && row.Held != why)
        {
            await waves.TryWriteAsync(campaign, row with { Held = why }, null, cancellationToken);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(
            Level = LogLevel.Warning,
            Message = "{Campaign}: wave {Wave} is due and held; GET /api/waves/{Wave} says by what. It is looked at again at {Again:O}.")]
        public static partial void Held(ILogger logger, string campaign, string wave, DateTimeOffset again);
    }
}
