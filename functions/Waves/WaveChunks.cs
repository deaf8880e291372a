using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Effects;
using AdoptionAutomation.Graph;
using AdoptionAutomation.Storage;

namespace AdoptionAutomation.Waves;

/// <summary>
/// Cuts a wave's people into chunks of up to 99, a message each, held back so that they arrive at the pace the directory takes. Cutting
/// again gives the same chunks, so a death in between only repeats messages.
/// </summary>
internal sealed class WaveChunks(CampaignStore campaigns, PeopleTable people, WorkQueue queue)
{
    /// <summary>Messages put in one go: well within the host's function timeout.</summary>
    public const int ChunksAtOnce = 500;

    public async Task CutAsync(InvitePeopleMessage message, CancellationToken cancellationToken)
    {
        var campaign = await campaigns.GetAsync(message.Campaign, cancellationToken);
        var groups = campaign.GetWave(message.Wave).Groups.Count;
        var (chunk, after) = (message.Chunk, message.After);
        var keys = people.KeysAsync(message.Campaign, message.Wave, after, cancellationToken);
        await foreach (var ids in keys.Chunk(PeopleTable.ChunkSize).WithCancellation(cancellationToken))
        {
            if (chunk - message.Chunk == ChunksAtOnce)
            {
                await queue.PutAsync(QueueNames.InvitePeople, message with { After = after, Chunk = chunk }, DelayOf(ChunksAtOnce, groups), cancellationToken);
                return;
            }

            await queue.PutAsync(
                QueueNames.InvitePeople,
                message with { Step = InviteStep.Invite, After = after, UpTo = ids[^1], Chunk = 0, Due = null },
                DelayOf(chunk - message.Chunk, groups),
                cancellationToken);
            (chunk, after) = (chunk + 1, ids[^1]);
        }
    }

    /// <summary>How long the chunks before take at the pace of directory writes.</summary>
    public static TimeSpan DelayOf(int chunks, int groups) => chunks * RequestsFor(PeopleTable.ChunkSize, groups) * Lane.GraphWrites.Pace;

    /// <summary>Directory writes that some people cost.</summary>
    public static int RequestsFor(int people, int groups) => groups * ((people + GroupMembers.RequestSize - 1) / GroupMembers.RequestSize);
}
