using AdoptionAutomation.Effects;
using AdoptionAutomation.Groups.Steps;
using AdoptionAutomation.Storage;

namespace AdoptionAutomation.Groups;

/// <summary>What IT found of uncertain welcome posts: first the ledger, then the row, then the queue; a repeat goes on where one ended.</summary>
internal sealed class WelcomeDecision(GroupsTable groups, Ledger ledger, WorkQueue queue)
{
    private const int MostRaces = 8;

    /// <param name="campaign">The campaign's id.</param>
    /// <param name="group">The group's id.</param>
    /// <param name="post">Number of the post; null: all uncertain ones.</param>
    /// <param name="sent">Whether it is in the group.</param>
    /// <param name="caller">Who says so.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <returns>Numbers of the posts that are settled now; null if there is no such group.</returns>
    public async Task<IReadOnlyList<int>?> TakeAsync(
        string campaign, string group, int? post, bool sent, string caller, CancellationToken cancellationToken)
    {
        for (var race = 0; race < MostRaces; race++)
        {
            if (await groups.FindAsync(campaign, group, cancellationToken) is not { GraphId: { } graphId } row)
            {
                return null;
            }

            var settled = row;
            var numbers = row.UncertainPosts.Where(number => post is null || number == post).ToList();
            foreach (var number in numbers)
            {
                var subject = WelcomeStep.SubjectOf(graphId, number);
                var state = await ledger.DecideAsync(WelcomeStep.ScopeOf(campaign), subject, sent, caller, cancellationToken);
                settled = settled with
                {
                    Posts = state == EffectState.Done ? settled.Posts.SetItem(number, PostState.Sent) : settled.Posts.Remove(number),
                };
            }

            settled = settled.Posts.Count < row.Posts.Count
                ? settled with
                {
                    Applied = row.Applied.Remove(GroupPart.Welcome),
                    Refused = row.Refused.Remove(GroupPart.Welcome),
                }
                : settled;
            if (numbers.Count > 0 && await groups.TryWriteAsync(campaign, settled, cancellationToken) is null)
            {
                continue;
            }

            if (!sent)
            {
                // Also where nothing was uncertain any more: an earlier call may have ended before this.
                await queue.PutAsync(QueueNames.ProvisionGroup, new ProvisionGroupMessage(campaign, group), cancellationToken);
            }

            return numbers;
        }

        throw new ContentionException($"group {group}");
    }
}
