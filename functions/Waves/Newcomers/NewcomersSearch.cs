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
/// Puts newcomers on the track of the completed wave that would have invited them, the waves in the file's order, so that the first wins. A wave that still runs takes those who come meanwhile once it is completed. Repeats find people in place, and send those still
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
        if (rows.Values.Any(row => row.State == WaveState.Completed) && await TryAddAsync(campaign, rows, window, cancellationToken) is { } wait)
        {
            await queue.PutAsync(QueueNames.InvitePeople, message, wait, cancellationToken);
        }
    }

    /// <returns>When to come back; null if the newcomers are on their way.</returns>
    private async Task<TimeSpan?> TryAddAsync(
        Campaign campaign, IReadOnlyDictionary<string, WaveRow> rows, ArrivalWindow window, CancellationToken cancellationToken)
    {
        if (await governor.TakeAsync(Lane.GraphReads, 1, null, cancellationToken) is { } turn)
        {
            return turn.At - time.GetUtcNow();
        }

        try
        {
            var tracks = await reader.TracksAsync(campaign, rows, window, cancellationToken);
            if (tracks.Count > 0)
            {
                await AddAsync(campaign, tracks, window, cancellationToken);
                await SendAsync(campaign.Id, tracks, cancellationToken);
            }

            return null;
        }
        catch (GraphFailure failure) when (failure.Outcome != OutcomeKind.Refused)
        {
            return await governor.ReportAsync(Lane.GraphReads, failure, time, cancellationToken);
        }
    }

    private async Task AddAsync(Campaign campaign, IReadOnlyList<NewcomersTrack> tracks, ArrivalWindow window, CancellationToken cancellationToken)
    {
        var met = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var page in reader.ReadAsync(tracks, window, cancellationToken))
        {
            var open = page.Where(user => tracks.Any(track => track.IsFor(user)) && met.Add(user.Id)).ToDictionary(user => user.Id, StringComparer.Ordinal);

            // On most days all of them have their place already.
            foreach (var placed in (await people.WavesOfAsync(campaign.Id, open.Keys, cancellationToken)).Keys)
            {
                open.Remove(placed);
            }

            foreach (var track in tracks)
            {
                var added = await AddAsync(campaign, track, [.. open.Values.Where(track.IsFor)], cancellationToken);
                foreach (var id in added)
                {
                    open.Remove(id);
                }
            }
        }
    }

    /// <returns>The ids of those who were added; the others have a wave already.</returns>
    private async Task<IReadOnlyList<string>> AddAsync(
        Campaign campaign, NewcomersTrack track, IReadOnlyList<DirectoryUser> newcomers, CancellationToken cancellationToken)
    {
        var (plan, now, added) = (new PersonPlan(campaign, track.Wave), time.GetUtcNow(), new List<string>());
        var rows = newcomers.Select(user => plan.RowOf(user, track.Row.Reading, now) with { FirstDay = user.HiredAt ?? user.CreatedAt });
        foreach (var chunk in rows.Chunk(PeopleTable.ChunkSize))
        {
            var elsewhere = await people.AddAsync(campaign.Id, track.Wave.Id, chunk, othersExist: true, cancellationToken);
            added.AddRange(chunk.Select(person => person.Id).Where(id => !elsewhere.ContainsKey(id)));
        }

        if (added.Count > 0)
        {
            Log.Found(logger, campaign.Id, track.Wave.Id, added.Count);
        }

        return added;
    }

    /// <summary>Sends all who are open in these waves on their way.</summary>
    private async Task SendAsync(string campaign, IReadOnlyList<NewcomersTrack> tracks, CancellationToken cancellationToken)
    {
        var progress = await people.ProgressAsync(campaign, cancellationToken);
        foreach (var track in tracks.Where(track => progress.GetValueOrDefault(track.Wave.Id)?.Open > 0))
        {
            await SendAsync(campaign, track.Row, cancellationToken);
        }
    }

    /// <summary>A message a chunk for all who are open: today's, and those whose messages were lost or let go in a pause.</summary>
    private async Task SendAsync(string campaign, WaveRow wave, CancellationToken cancellationToken)
    {
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
