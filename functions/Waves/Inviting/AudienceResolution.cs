using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Effects;
using AdoptionAutomation.Graph;
using AdoptionAutomation.Storage;
using AdoptionAutomation.Waves.Life;
using AdoptionAutomation.Waves.People;
using Microsoft.Extensions.Logging;

namespace AdoptionAutomation.Waves.Inviting;

/// <summary>
/// Gives every person of a wave's audience a row. The audience is streamed; after each page its cursor is kept, so a death in between
/// repeats one page at most, whose people are found in place.
/// </summary>
internal sealed partial class AudienceResolution(
    CampaignStore campaigns,
    AudienceReader reader,
    AudienceSieves sieves,
    AudienceSweep sweep,
    PeopleTable people,
    WavesTable waves,
    WorkQueue queue,
    DueTable due,
    RateGovernor governor,
    TimeProvider time,
    ILogger<AudienceResolution> logger) : IWaveStep
{
    /// <summary>Pages read in one go (20,000 people): well within the host's function timeout.</summary>
    private const int PagesAtOnce = 20;

    public InviteStep Step => InviteStep.Resolve;

    public async Task RunAsync(InvitePeopleMessage message, CancellationToken cancellationToken)
    {
        if (await waves.FindAsync(message.Campaign, message.Wave, cancellationToken) is { State: WaveState.Running } wave)
        {
            await ResolveAsync(message, wave, cancellationToken);
        }
        else
        {
            await ForgetAsync(message, cancellationToken);
        }
    }

    private async Task ResolveAsync(InvitePeopleMessage message, WaveRow wave, CancellationToken cancellationToken)
    {
        if (await governor.TakeAsync(Lane.GraphReads, 1, null, cancellationToken) is { } turn)
        {
            await queue.PutAsync(QueueNames.InvitePeople, message, turn.At - time.GetUtcNow(), cancellationToken);
            return;
        }

        try
        {
            // Null: another delivery of this message is ahead of us, and goes on by itself.
            if ((wave.IsResolved ? wave : await ReadAsync(message, wave, cancellationToken)) is { } now)
            {
                // The due row goes last: until the chunks are on their way, it brings this step back, which finds everything read and comes here again.
                await queue.PutAsync(QueueNames.InvitePeople, now.IsResolved ? message with { Step = InviteStep.Cut, Round = now.Round, Due = null } : message, cancellationToken);
                if (now.IsResolved)
                {
                    await ForgetAsync(message, cancellationToken);
                }
            }
        }
        catch (GraphFailure failure) when (failure.Outcome != OutcomeKind.Refused)
        {
            var wait = await governor.ReportAsync(Lane.GraphReads, failure, time, cancellationToken);
            await queue.PutAsync(QueueNames.InvitePeople, message, wait, cancellationToken);
        }
    }

    /// <returns>The wave as it stands after some pages.</returns>
    private async Task<WaveRow?> ReadAsync(InvitePeopleMessage message, WaveRow wave, CancellationToken cancellationToken)
    {
        if (wave.Cursor == AudienceSweep.Cursor)
        {
            return await sweep.SweepAsync(message.Campaign, wave, cancellationToken)
                ? await waves.TryWriteAsync(message.Campaign, Resolved(wave), null, cancellationToken)
                : wave;
        }

        var campaign = await campaigns.GetAsync(message.Campaign, cancellationToken);
        var definition = campaign.GetWave(message.Wave);
        var work = new Work(campaign, await sieves.ForAsync(campaign, definition, cancellationToken), new(campaign, definition));
        if (wave.Cursor is null)
        {
            // What is read from here on is what an edit is compared with.
            wave = wave with { Definition = WaveFingerprint.Of(campaign, definition) };
        }

        var pages = reader.ReadAsync(campaign, definition.Audience, wave.Cursor, DirectoryUsers.PageSize, cancellationToken);
        await foreach (var page in pages.Take(PagesAtOnce).WithCancellation(cancellationToken))
        {
            var written = await WriteAsync(work, wave, page, cancellationToken);
            if (await waves.TryWriteAsync(campaign.Id, written, null, cancellationToken) is not { } kept)
            {
                return null;
            }

            wave = kept;
        }

        return wave;
    }

    private async Task<WaveRow> WriteAsync(Work work, WaveRow wave, AudiencePage page, CancellationToken cancellationToken)
    {
        var (campaign, now) = (work.Campaign.Id, time.GetUtcNow());
        var sieved = work.Sieve.Sieve(page.Users);
        var elsewhere = sieved.Elsewhere;
        // The first wave has the campaign to itself; later ones meet people who are invited already.
        var othersExist = work.Campaign.Waves[0].Id != wave.Wave;
        foreach (var chunk in sieved.Invited.Select(user => work.Plan.RowOf(user, wave.Reading, now)).Chunk(PeopleTable.ChunkSize))
        {
            var present = await people.AddAsync(campaign, wave.Wave, chunk, othersExist, cancellationToken);
            elsewhere += present.Values.Count(other => other != wave.Wave);
            if (wave.Reading > 1)
            {
                var met = chunk.Where(person => present.GetValueOrDefault(person.Id) == wave.Wave).ToList();
                await people.MeetAgainAsync(campaign, wave.Wave, met, cancellationToken);
            }
        }

        Log.Page(logger, campaign, wave.Wave, sieved.Invited.Count, elsewhere, sieved.Excepted, sieved.Later);
        var read = wave with
        {
            Cursor = page.Next,
            Skipped = wave.Skipped + sieved.Skipped,
            Excepted = wave.Excepted + sieved.Excepted,
            Later = wave.Later + sieved.Later,
            Elsewhere = wave.Elsewhere + elsewhere,
            NotFound = wave.NotFound + page.NotFound,
        };
        return page.Next is not null ? read
            : wave.Reading > 1 ? read with { Cursor = AudienceSweep.Cursor }
            : Resolved(read);
    }

    private WaveRow Resolved(WaveRow wave) => wave with { Cursor = null, IsResolved = true, NextCutAt = time.GetUtcNow() };

    private Task ForgetAsync(InvitePeopleMessage message, CancellationToken cancellationToken) =>
        message.ToDue() is { } work ? due.RemoveAsync(work, cancellationToken) : Task.CompletedTask;

    /// <param name="Campaign">The campaign.</param>
    /// <param name="Sieve">Who is its to invite.</param>
    /// <param name="Plan">What they get.</param>
    private sealed record Work(Campaign Campaign, AudienceSieve Sieve, PersonPlan Plan);

    private static partial class Log
    {
        [LoggerMessage(
            Level = LogLevel.Information,
            Message = "{Campaign}: wave {Wave}: {People} people read; {Elsewhere} more or of them in another wave, {Excepted} excepted, {Later} start later.")]
        public static partial void Page(ILogger logger, string campaign, string wave, int people, int elsewhere, int excepted, int later);
    }
}
