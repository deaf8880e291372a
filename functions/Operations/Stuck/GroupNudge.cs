using AdoptionAutomation.Groups;
using AdoptionAutomation.Storage;

namespace AdoptionAutomation.Operations.Stuck;

/// <summary>Brings unfinished groups back onto their queue now. A group that is under way already is visited twice: the second visit finds it so.</summary>
internal sealed class GroupNudge(GroupsTable groups, WorkQueue queue)
{
    /// <returns>How many groups.</returns>
    public async Task<int> NudgeAllAsync(string campaign, CancellationToken cancellationToken)
    {
        var nudged = 0;
        await foreach (var group in groups.ListAsync(campaign, cancellationToken).Where(row => row.State is GroupState.Approved or GroupState.Created))
        {
            await queue.PutAsync(QueueNames.ProvisionGroup, new ProvisionGroupMessage(campaign, group.Group), cancellationToken);
            nudged++;
        }

        return nudged;
    }
}
