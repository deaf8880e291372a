using System.Collections.Concurrent;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Effects;
using AdoptionAutomation.Graph;
using AdoptionAutomation.Groups;
using AdoptionAutomation.Groups.Steps;

namespace AdoptionAutomation.Calendar.Channels;

/// <summary>
/// Readies groups for the mailbox's posts: their addresses, asked for once an instance, and membership where only members may post. These requests
/// are the directory's and not Exchange's: what hinders them rests the directory's lane, and posts to other groups go on.
/// </summary>
internal sealed class GroupAddresses(TenantGroups tenant, ServiceMailbox mailbox, GroupsTable groups, RateGovernor governor, TimeProvider time)
{
    /// <summary>By object id. What the creation of a group answered may not be the address that Exchange gave it in the end, so it is read back.</summary>
    private readonly ConcurrentDictionary<string, string> known = new(StringComparer.Ordinal);

    /// <summary>The address that <see cref="ReadyAsync"/> found; null: it has not here.</summary>
    public string? Find(Posting posting) => posting.Group?.GraphId is { } id ? known.GetValueOrDefault(id) : null;

    /// <returns>Null if the mailbox may post there; else what is in the way.</returns>
    public async Task<Published?> ReadyAsync(Posting posting, CancellationToken cancellationToken)
    {
        if (posting.Group is not { GraphId: { } id } row)
        {
            return new Published.NotYet(GroupWork.Lag, "the group does not stand yet");
        }

        try
        {
            var isForMembers = GroupTree.Find(posting.Campaign, row)?.Posting == GroupPosting.Members;
            return isForMembers && !row.MailboxJoined ? await JoinAsync(posting, row, id, cancellationToken)
                : known.ContainsKey(id) ? null
                : await AskAsync(row, id, cancellationToken);
        }
        catch (GraphFailure failure) when (failure.Status == 404 && row.IsYoung(time.GetUtcNow()))
        {
            return new Published.NotYet(GroupWork.Lag, failure.Reason);
        }
        catch (GraphFailure failure)
        {
            return await governor.NotReadyAsync(Lane.GraphWrites, failure, time, cancellationToken);
        }
    }

    private async Task<Published?> JoinAsync(Posting posting, GroupRow row, string id, CancellationToken cancellationToken)
    {
        if (await mailbox.JoinAsync(id, cancellationToken) is { } failed)
        {
            return failed.Kind == OutcomeKind.Refused && !row.IsYoung(time.GetUtcNow())
                ? new Published.Refused($"only members may post, and the mailbox of Posts:MailboxId cannot be made one: {failed.Reason}")
                : new Published.NotYet(GroupWork.Lag, failed.Reason ?? "the mailbox is not a member yet");
        }

        // Another writer may have been first: then the next visit joins once more, which changes nothing.
        await groups.TryWriteAsync(posting.Campaign.Settings.Id, row with { MailboxJoined = true }, cancellationToken);
        return new Published.NotYet(GroupWork.Lag, "the mailbox has just become a member");
    }

    private async Task<Published?> AskAsync(GroupRow row, string id, CancellationToken cancellationToken)
    {
        if (await tenant.MailOfAsync(id, cancellationToken) is { } mail)
        {
            known[id] = mail;
            return null;
        }

        return row.IsYoung(time.GetUtcNow())
            ? new Published.NotYet(GroupWork.Lag, "Exchange has not given the group an address yet")
            : new Published.Refused("the group has no mail address a day after it was made: ask Microsoft why Exchange gave it none");
    }
}
