using System.Security.Cryptography;
using System.Text;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Effects;
using AdoptionAutomation.Mail.Notices;

namespace AdoptionAutomation.Calendar.Channels.Cards;

/// <summary>
/// Which workflows rest, a row among the lanes each: one that asked for it, and one that is gone, which is left alone for a day, until its address is
/// another, or until somebody tests it. So a dead workflow costs one call a day, and no other group's posts wait for it.
/// </summary>
internal sealed class WorkflowRests(RateGovernor governor, NoticeBoard board, TimeProvider time)
{
    private static readonly TimeSpan GoneFor = TimeSpan.FromDays(1);

    /// <summary>What is in the way; null if nothing is. One storage request.</summary>
    public async Task<Published?> InTheWayAsync(string group, Uri workflow, CancellationToken cancellationToken) =>
        await governor.TakeAsync(LaneOf(group, workflow), 1, null, cancellationToken) switch
        {
            null => null,
            { Stopped: { } why } => new Published.Refused(why),
            { At: var at } => new Published.NotYet(at - time.GetUtcNow(), "the workflow asked for a rest"),
        };

    public Task RestAsync(string group, Uri workflow, TimeSpan wait, CancellationToken cancellationToken) =>
        governor.RestAsync(LaneOf(group, workflow), time.GetUtcNow() + wait, cancellationToken);

    /// <summary>The community managers hear of it once for each workflow.</summary>
    /// <returns>What to say of the post, and of those that come while it rests.</returns>
    public async Task<string> GoneAsync(Campaign campaign, string group, Uri workflow, string reason, CancellationToken cancellationToken)
    {
        // Told first: a death in between has the next post find out again.
        await board.TellAsync(campaign, NoticeOf(campaign, group, workflow), cancellationToken);
        var why = $"the workflow of group {group} at {workflow.Host} is gone ({reason}): deleted, switched off, or its owner left. "
            + "Make it anew as docs/channels.md says, then POST /api/channels/test.";
        await governor.StopAsync(LaneOf(group, workflow), why, GoneFor, cancellationToken);
        return why;
    }

    public Task WakeAsync(string group, Uri workflow, CancellationToken cancellationToken) =>
        governor.ReleaseAsync(LaneOf(group, workflow), cancellationToken);

    private static Lane LaneOf(string group, Uri workflow) => Lane.OfWorkflow(group, MarkOf(workflow));

    /// <summary>Tells two addresses apart, and nothing of either.</summary>
    private static string MarkOf(Uri workflow) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(workflow.AbsoluteUri)).AsSpan(0, 5));

    private static Notice NoticeOf(Campaign campaign, string group, Uri workflow)
    {
        var (fr, name) = (campaign.FirstLanguage == "fr", campaign.FindGroup(group)?.Name ?? group);
        return new(
            $"workflow-gone.{group}.{MarkOf(workflow)}",
            NoticeTo.CommunityManagers,
            fr ? $"Les publications n’arrivent plus dans Teams : {name}" : $"Posts no longer reach Teams: {name}",
            fr
                ?
                [
                    $"Le flux de travail du groupe {group} ({name}) ne répond plus : il a été supprimé ou désactivé, ou la personne à qui il appartient est partie.",
                    "Ses publications sont notées comme refusées, et il n’est plus appelé qu’une fois par jour. Les autres groupes ne sont pas touchés.",
                    "Refaites-le dans Teams (docs/channels.md dit comment, en dix minutes), donnez sa nouvelle adresse à l’informatique, avec au moins un copropriétaire cette fois,",
                    $"puis essayez : POST /api/channels/test?channel=teams&group={group}",
                ]
                :
                [
                    $"The workflow of group {group} ({name}) answers no more: it was deleted or switched off, or the person who owned it left.",
                    "Its posts are recorded as refused, and it is called once a day only. Other groups are not touched.",
                    "Make it anew in Teams (docs/channels.md says how, in ten minutes), hand its new address to IT, with at least one co-owner this time,",
                    $"then try it: POST /api/channels/test?channel=teams&group={group}",
                ]);
    }
}
