using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Effects;
using AdoptionAutomation.Graph;
using AdoptionAutomation.Storage;
using AdoptionAutomation.Waves.Life;
using AdoptionAutomation.Waves.People;

namespace AdoptionAutomation.Waves.Inviting;

/// <summary>
/// Cuts a wave's people into chunks, a message each, held back so that they arrive at the wave's pace. The row says up to whom people were cut
/// and when the next are: a death in between repeats messages, which are harmless, and a message that comes twice finds nothing to cut.
/// </summary>
internal sealed class WaveChunks(CampaignStore campaigns, WavesTable waves, PeopleTable people, WaveCompletion completion, WaveEdit edit, WorkQueue queue, DueTable due, TimeProvider time) : IWaveStep
{
    /// <summary>Messages put in one go: well within the host's function timeout.</summary>
    public const int ChunksAtOnce = 500;

    private static readonly PersonState[] Open = [PersonState.Planned, PersonState.Joined];

    public InviteStep Step => InviteStep.Cut;

    public async Task RunAsync(InvitePeopleMessage message, CancellationToken cancellationToken)
    {
        if (await waves.FindAsync(message.Campaign, message.Wave, cancellationToken) is { State: WaveState.Running, NextCutAt: { } at } wave
            && wave.Round == message.Round && at <= time.GetUtcNow() + TimeSpan.FromSeconds(1))
        {
            await CutAsync(message, wave, cancellationToken);
        }

        if (message.ToDue() is { } work)
        {
            await due.RemoveAsync(work, cancellationToken);
        }
    }

    private async Task CutAsync(InvitePeopleMessage message, WaveRow found, CancellationToken cancellationToken)
    {
        var campaign = await campaigns.GetAsync(message.Campaign, cancellationToken);
        if (await edit.LookAsync(campaign, found, cancellationToken) is not { } wave)
        {
            return;
        }

        var groups = campaign.GetWave(message.Wave).Groups.Count;
        var (chunks, after) = (0, wave.CutUpTo);
        var keys = people.KeysAsync(message.Campaign, message.Wave, after, Open, cancellationToken);
        await foreach (var ids in keys.Chunk(PeopleTable.ChunkSize).Take(ChunksAtOnce).WithCancellation(cancellationToken))
        {
            await queue.PutAsync(
                QueueNames.InvitePeople,
                message with { Step = InviteStep.Invite, After = after, UpTo = ids[^1], Due = null },
                DelayOf(chunks, groups),
                cancellationToken);
            (chunks, after) = (chunks + 1, ids[^1]);
        }

        DateTimeOffset? next = chunks < ChunksAtOnce ? null : time.GetUtcNow() + DelayOf(chunks, groups);
        if (next is { } at)
        {
            var cut = message with { Due = at };
            await due.AddAsync(cut.ToDue()!, cancellationToken);
            await queue.PutAsync(QueueNames.InvitePeople, cut, at - time.GetUtcNow(), cancellationToken);
        }

        // Lost to another writer: the message comes again, or the other one goes on.
        var cutNow = await waves.TryWriteAsync(message.Campaign, wave with { CutUpTo = after, NextCutAt = next }, null, cancellationToken)
            ?? throw new ContentionException($"wave {message.Wave}");
        if (chunks == 0)
        {
            await completion.LookAsync(message.Campaign, cutNow, cancellationToken);
        }
    }

    /// <summary>How long the chunks before take at the pace of directory writes.</summary>
    public static TimeSpan DelayOf(int chunks, int groups) => chunks * RequestsFor(PeopleTable.ChunkSize, groups) * Lane.GraphWrites.Pace;

    /// <summary>Directory writes that some people cost.</summary>
    public static int RequestsFor(int people, int groups) => groups * ((people + GroupMembers.RequestSize - 1) / GroupMembers.RequestSize);
}
