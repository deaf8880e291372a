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
            if ((wave.IsResolved ? wave : await ReadPagesAsync(message, wave, cancellationToken)) is { } now)
            {
                // The due row goes last: until the chunks are on their way, it brings this step back, which finds everything read and comes here again.
                await queue.PutAsync(QueueNames.InvitePeople, now.IsResolved ? NextOf(message, now) : message, cancellationToken);
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
    private async Task<WaveRow?> ReadPagesAsync(InvitePeopleMessage message, WaveRow wave, CancellationToken cancellationToken)
    {
        var campaign = await campaigns.GetAsync(message.Campaign, cancellationToken);
        var definition = campaign.GetWave(message.Wave);
        await foreach (var page in reader.ReadAsync(campaign, definition.Audience, wave.Cursor, DirectoryUsers.PageSize, cancellationToken).Take(PagesAtOnce).WithCancellation(cancellationToken))
        {
            var written = await WriteAsync(campaign, wave, page, cancellationToken);
            if (await waves.TryWriteAsync(campaign.Id, written, null, cancellationToken) is not { } kept)
            {
                return null;
            }

            wave = kept;
        }

        return wave;
    }

    private async Task<WaveRow> WriteAsync(Campaign campaign, WaveRow wave, AudiencePage page, CancellationToken cancellationToken)
    {
        var invited = page.Users.Where(user => user is { IsEnabled: true, IsGuest: false, Mail.Length: > 0 })
            .OrderBy(user => user.Id, StringComparer.Ordinal)
            .Select(user => new PersonRow(user.Id, wave.Wave, PersonState.Planned, user.Mail, user.FirstName, LanguageOf(campaign, user)))
            .ToList();
        var elsewhere = 0;
        // The first wave has the campaign to itself; later ones meet people who are invited already.
        var othersExist = campaign.Waves[0].Id != wave.Wave;
        foreach (var chunk in invited.Chunk(PeopleTable.ChunkSize))
        {
            var present = await people.AddAsync(campaign.Id, wave.Wave, chunk, othersExist, cancellationToken);
            elsewhere += present.Values.Count(other => other != wave.Wave);
        }

        Log.Page(logger, campaign.Id, wave.Wave, invited.Count, elsewhere);
        return wave with
        {
            Cursor = page.Next,
            IsResolved = page.Next is null,
            NextCutAt = page.Next is null ? time.GetUtcNow() : null,
            Skipped = wave.Skipped + page.Users.Count - invited.Count,
            Elsewhere = wave.Elsewhere + elsewhere,
            NotFound = wave.NotFound + page.NotFound,
        };
    }

    private static InvitePeopleMessage NextOf(InvitePeopleMessage message, WaveRow wave) =>
        message with { Step = wave.IsRetrying ? InviteStep.Retry : InviteStep.Cut, Round = wave.Round, Due = null };

    private Task ForgetAsync(InvitePeopleMessage message, CancellationToken cancellationToken) =>
        message.ToDue() is { } work ? due.RemoveAsync(work, cancellationToken) : Task.CompletedTask;

    private static string LanguageOf(Campaign campaign, DirectoryUser user) =>
        user.Language is { } language && campaign.Settings.Languages.Contains(language) ? language : campaign.FirstLanguage;

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "{Campaign}: wave {Wave}: {People} people read, {Elsewhere} of them in another wave.")]
        public static partial void Page(ILogger logger, string campaign, string wave, int people, int elsewhere);
    }
}
