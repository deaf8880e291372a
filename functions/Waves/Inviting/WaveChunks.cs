using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Effects;
using AdoptionAutomation.Graph;
using AdoptionAutomation.Operations;
using AdoptionAutomation.Storage;
using AdoptionAutomation.Waves.Life;
using AdoptionAutomation.Waves.People;

namespace AdoptionAutomation.Waves.Inviting;

/// <summary>
/// Cuts a wave's people into chunks, a message each, held back so that they arrive at the wave's pace, an hour of it at a time. The row says
/// up to whom people were cut and when the next are: a death in between repeats messages, which are harmless, and a message that comes twice
/// finds nothing to cut.
/// </summary>
internal sealed class WaveChunks(
    CampaignStore campaigns,
    WavesTable waves,
    PeopleTable people,
    WaveCompletion completion,
    WaveEdit edit,
    WorkQueue queue,
    WaveAgenda agenda,
    TimeProvider time) : IWaveStep
{
    /// <summary>Messages put in one go: well within the host's function timeout.</summary>
    public const int ChunksAtOnce = 500;

    /// <summary>Queues hold messages back by whole seconds, so one may be a moment early.</summary>
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(1);

    /// <summary>The uncertain ones too: a look at them that was due while the wave was paused is made up for.</summary>
    private static readonly PersonState[] Open = [PersonState.Planned, PersonState.Joined, PersonState.Uncertain];

    public InviteStep Step => InviteStep.Cut;

    public async Task RunAsync(InvitePeopleMessage message, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var (wave, pause) = await waves.FindWithPauseAsync(message.Campaign, message.Wave, cancellationToken);
        if (wave is { State: WaveState.Running, NextCutAt: { } at } && wave.Round == message.Round && at <= now + Moment)
        {
            // Never before the time that was promised: what is put for later must not share this message's due row, which goes below.
            var from = at > now ? at : now;

            // While the whole campaign is paused its chunks would be let go: none are cut until it is resumed.
            await (pause is null ? CutAsync(message, wave, from, cancellationToken) : throw new CampaignPausedException(message.Campaign));
        }

        await agenda.ForgetAsync(message, cancellationToken);
    }

    private async Task CutAsync(InvitePeopleMessage message, WaveRow found, DateTimeOffset from, CancellationToken cancellationToken)
    {
        // An edit takes hold with the next slot, whatever this instance has in memory.
        var campaign = await (message.Due is null
            ? campaigns.GetAsync(message.Campaign, cancellationToken)
            : campaigns.GetFreshAsync(message.Campaign, cancellationToken));
        if (await edit.LookAsync(campaign, found, cancellationToken) is not { } wave)
        {
            return;
        }

        if (wave.CutUpTo == PeopleTable.FirstKey)
        {
            // The watch of a wave that was paused ended with it.
            await agenda.WatchAsync(message.Campaign, message.Wave, cancellationToken);
        }

        var slot = SlotOf(campaign, campaign.GetWave(message.Wave), from);
        var (after, isMore) = await PutAsync(message, wave.CutUpTo, slot, cancellationToken);
        if (isMore)
        {
            await agenda.PutAsync(message with { Due = slot.Next }, cancellationToken);
        }

        // Lost to another writer: the message comes again, or the other one goes on.
        var cut = await waves.TryWriteAsync(
            message.Campaign, wave with { CutUpTo = after, NextCutAt = isMore ? slot.Next : null }, null, cancellationToken)
            ?? throw new ContentionException($"wave {message.Wave}");
        if (!isMore)
        {
            await completion.LookAsync(message.Campaign, cut, cancellationToken);
        }
    }

    /// <summary>Puts a message a chunk, and says up to whom, and whether there are more people.</summary>
    private async Task<(string After, bool IsMore)> PutAsync(
        InvitePeopleMessage message, string after, PaceSlot slot, CancellationToken cancellationToken)
    {
        await using var stretches = people.StretchesAsync(message.Campaign, message.Wave, after, Open, cancellationToken);
        foreach (var chunk in slot.Chunks)
        {
            if (await stretches.NextAsync(chunk.People) is not { } stretch)
            {
                return (stretches.After, false);
            }

            var invite = message with { Step = InviteStep.Invite, After = stretch.After, UpTo = stretch.UpTo, Due = null };
            await queue.PutAsync(QueueNames.InvitePeople, invite, chunk.At - time.GetUtcNow(), cancellationToken);
        }

        var isMore = await stretches.AnyAsync();
        return (stretches.After, isMore);
    }

    /// <summary>An hour at the wave's pace, or a good many chunks at the directory's; empty if people are not to be invited yet.</summary>
    private static PaceSlot SlotOf(Campaign campaign, WaveDefinition definition, DateTimeOffset from)
    {
        if (definition.PacePerHour is { } pace)
        {
            var slot = new WavePace(pace, new(campaign.Settings)).SlotAt(from);
            return slot.Start > from ? slot with { Chunks = [], Next = slot.Start } : slot;
        }

        var chunks = Enumerable.Range(0, ChunksAtOnce)
            .Select(chunk => new PaceChunk(from + DelayOf(chunk, definition.Groups.Count), PeopleTable.ChunkSize));
        return new(from, [.. chunks], from + DelayOf(ChunksAtOnce, definition.Groups.Count));
    }

    /// <summary>How long the chunks before take at the pace of directory writes.</summary>
    public static TimeSpan DelayOf(int chunks, int groups) => chunks * RequestsFor(PeopleTable.ChunkSize, groups) * Lane.GraphWrites.Pace;

    /// <summary>Directory writes that some people cost.</summary>
    public static int RequestsFor(int people, int groups) => groups * ((people + GroupMembers.RequestSize - 1) / GroupMembers.RequestSize);
}
