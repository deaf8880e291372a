using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Effects;
using AdoptionAutomation.Graph;
using AdoptionAutomation.Storage;
using AdoptionAutomation.Waves.Inviting;
using AdoptionAutomation.Waves.Life;
using AdoptionAutomation.Waves.People;
using Microsoft.Extensions.Logging;

namespace AdoptionAutomation.Waves.Newcomers;

/// <summary>
/// Puts newcomers on the track of the completed wave that would have invited them: one completed wave a message, in the file's order, so that the
/// first wins. A wave that still runs takes those who come meanwhile once it is completed. Repeats find people in place, and send those still
/// open on their way again.
/// </summary>
internal sealed partial class NewcomersSearch(
    CampaignStore campaigns,
    WavesTable waves,
    NewcomersReader reader,
    PeopleTable people,
    RateGovernor governor,
    WorkQueue queue,
    TimeProvider time,
    ILogger<NewcomersSearch> logger) : IWaveStep
{
    private static readonly PersonState[] Open = [PersonState.Planned, PersonState.Joined];

    public InviteStep Step => InviteStep.Newcomers;

    public async Task RunAsync(InvitePeopleMessage message, CancellationToken cancellationToken)
    {
        var campaign = await campaigns.GetAsync(message.Campaign, cancellationToken);
        if (ArrivalWindow.Of(campaign, time.GetUtcNow()) is not { } window)
        {
            return;
        }

        var rows = await waves.ListAsync(campaign.Id, cancellationToken);
        var completed = campaign.Waves.SkipWhile(wave => wave.Id != message.Wave)
            .Where(wave => rows.TryGetValue(wave.Id, out var row) && row is { State: WaveState.Completed, StartedAt: not null })
            .Take(2)
            .ToList();
        if (completed is [var wave, ..])
        {
            var wait = await TryAddAsync(campaign, wave, rows[wave.Id], window, cancellationToken);
            var next = wait is null ? completed.Skip(1).FirstOrDefault() : wave;
            if (next is not null)
            {
                await queue.PutAsync(QueueNames.InvitePeople, message with { Wave = next.Id }, wait ?? TimeSpan.Zero, cancellationToken);
            }
        }
    }

    /// <returns>When to come back for this wave; null if its newcomers are on their way.</returns>
    private async Task<TimeSpan?> TryAddAsync(
        Campaign campaign, WaveDefinition wave, WaveRow row, ArrivalWindow window, CancellationToken cancellationToken)
    {
        if (await governor.TakeAsync(Lane.GraphReads, 1, null, cancellationToken) is { } turn)
        {
            return turn.At - time.GetUtcNow();
        }

        try
        {
            await AddAsync(campaign, wave, row, window, cancellationToken);
            await SendAsync(campaign.Id, row, cancellationToken);
            return null;
        }
        catch (GraphFailure failure) when (failure.Outcome != OutcomeKind.Refused)
        {
            return await governor.ReportAsync(Lane.GraphReads, failure, time, cancellationToken);
        }
    }

    private async Task AddAsync(Campaign campaign, WaveDefinition wave, WaveRow row, ArrivalWindow window, CancellationToken cancellationToken)
    {
        var (plan, now) = (new PersonPlan(campaign, wave), time.GetUtcNow());
        var added = 0;
        await foreach (var page in reader.ReadAsync(campaign, wave, row.StartedAt!.Value, window, cancellationToken))
        {
            var rows = page.Select(user => plan.RowOf(user, row.Reading, now) with { FirstDay = user.HiredAt ?? user.CreatedAt });
            foreach (var chunk in rows.Chunk(PeopleTable.ChunkSize))
            {
                added += chunk.Length - (await people.AddAsync(campaign.Id, wave.Id, chunk, othersExist: true, cancellationToken)).Count;
            }
        }

        Log.Found(logger, campaign.Id, wave.Id, added);
    }

    /// <summary>A message a chunk for all who are open: today's, and those whose messages were lost or let go in a pause.</summary>
    private async Task SendAsync(string campaign, WaveRow wave, CancellationToken cancellationToken)
    {
        if ((await people.ProgressAsync(campaign, wave.Wave, cancellationToken)).Open == 0)
        {
            return;
        }

        await using var stretches = people.StretchesAsync(campaign, wave.Wave, PeopleTable.FirstKey, Open, cancellationToken);
        while (await stretches.NextAsync(PeopleTable.ChunkSize) is { } stretch)
        {
            var chunk = new InvitePeopleMessage(campaign, wave.Wave, InviteStep.Invite, stretch.After, stretch.UpTo, wave.Round);
            await queue.PutAsync(QueueNames.InvitePeople, chunk, cancellationToken);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "{Campaign}: {People} newcomers join wave {Wave}.")]
        public static partial void Found(ILogger logger, string campaign, string wave, int people);
    }
}
