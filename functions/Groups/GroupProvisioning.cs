using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Effects;
using AdoptionAutomation.Graph;
using AdoptionAutomation.Groups.Steps;
using Microsoft.Extensions.Logging;

namespace AdoptionAutomation.Groups;

/// <summary>
/// Brings about what is still missing of one approved group, part by part, each recorded before the next. A repeat finds the parts that are
/// there and goes on behind them.
/// </summary>
internal sealed partial class GroupProvisioning(
    CampaignStore campaigns,
    GroupsTable groups,
    IEnumerable<IGroupStep> steps,
    RateGovernor governor,
    TimeProvider time,
    ILogger<GroupProvisioning> logger)
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(2);

    private readonly Dictionary<GroupPart, IGroupStep> steps = steps.ToDictionary(step => step.Part);

    /// <summary>Goes as far as it can.</summary>
    /// <param name="campaignId">The campaign's id.</param>
    /// <param name="groupId">The group's id.</param>
    /// <param name="reserved">The turn that the visit before was given, if any.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <returns>When to go on; null if nothing is left to do.</returns>
    public async Task<GroupPause?> AdvanceAsync(string campaignId, string groupId, DateTimeOffset? reserved, CancellationToken cancellationToken)
    {
        if (await groups.FindAsync(campaignId, groupId, cancellationToken) is not { } row)
        {
            return null;
        }

        var campaign = await campaigns.GetAsync(campaignId, cancellationToken);
        if (ApprovedIn(campaign, row) is not { MembersFileHash: null } group)
        {
            // Perhaps the copy in memory is older than what IT applied; and what a file holds counts as it is now.
            campaign = await campaigns.GetFreshAsync(campaignId, cancellationToken);
            group = ApprovedIn(campaign, row);
        }

        if (group is null)
        {
            Log.NotApproved(logger, campaignId, groupId);
            return null;
        }

        var progressed = false;
        foreach (var (part, wanted) in GroupParts.WantedBy(group))
        {
            if (!steps.TryGetValue(part, out var step))
            {
                Log.NoStep(logger, campaignId, groupId, part);
                continue;
            }

            while (!row.Has(part, wanted) && !row.Refused.ContainsKey(part))
            {
                var visit = await VisitAsync(new(campaign, group, row), step, wanted, reserved, cancellationToken);
                if (visit.Row is not null && await groups.TryWriteAsync(campaignId, visit.Row, cancellationToken) is { } written)
                {
                    (row, reserved, progressed) = (written, null, true);
                }
                else if (visit.Row is not null)
                {
                    // Another delivery of this message is ahead of us: read again what it did.
                    return new(Soon, null, Grows: false, progressed);
                }

                if (visit.Pause is not null || row.State == GroupState.Failed)
                {
                    return visit.Pause is { } pause ? pause with { Anew = progressed } : null;
                }
            }
        }

        var ready = row with { State = GroupState.Ready, Cursor = null };
        if (row.State != GroupState.Ready && await groups.TryWriteAsync(campaignId, ready, cancellationToken) is null)
        {
            return new(Soon, null, Grows: false, progressed);
        }

        Log.Ready(logger, campaignId, groupId, row.GraphId!, row.Refused.Count);
        return null;
    }

    private static DeclaredGroup? ApprovedIn(Campaign campaign, GroupRow row) =>
        GroupTree.Find(campaign, row) is { } group && GroupParts.Approval(group) == row.Approved ? group : null;

    private async Task<Visit> VisitAsync(GroupWork work, IGroupStep step, string wanted, DateTimeOffset? reserved, CancellationToken cancellationToken)
    {
        if (step.Part is GroupPart.Channels or GroupPart.Tabs && work.Row.Refused.ContainsKey(GroupPart.Team))
        {
            return new(WithRefused(work, step.Part, new("no team")), null);
        }

        var now = time.GetUtcNow();
        if (step.NotBefore(work) is var start && start > now)
        {
            return new(null, new(start - now, null, Grows: false));
        }

        if (await governor.TakeAsync(step.Lane, step.Cost(work), reserved, cancellationToken) is { } turn)
        {
            return new(null, new(turn.At - time.GetUtcNow(), turn.At, Grows: false));
        }

        try
        {
            return await step.TakeAsync(work, cancellationToken) switch
            {
                StepResult.Done done => new(WithApplied(done, step.Part, wanted, work.Group), null),
                StepResult.More more => new(more.Row, new(more.Pause, null, Grows: false)),
                StepResult.NotYet notYet => new(null, new(notYet.Wait, null, Grows: true)),
                StepResult.Refused refused => new(WithRefused(work, step.Part, refused), null),
                var other => throw new InvalidOperationException($"Nothing comes of {other.GetType().Name}."),
            };
        }
        catch (GraphFailure failure) when (failure.Status == 404 && work.Row.IsYoung(time.GetUtcNow()))
        {
            return new(null, new(GroupWork.Lag, null, Grows: true));
        }
        catch (GraphFailure failure) when (failure.Outcome == OutcomeKind.Refused)
        {
            return new(WithRefused(work, step.Part, new(failure.Reason)), null);
        }
        catch (GraphFailure failure)
        {
            return new(null, new(await governor.ReportAsync(step.Lane, failure, time, cancellationToken), null, Grows: true));
        }
    }

    private static GroupRow WithApplied(StepResult.Done done, GroupPart part, string wanted, DeclaredGroup group)
    {
        var all = GroupParts.WantedBy(group);
        var applied = done.Row.Applied.SetItem(part, wanted).SetItems(done.Also.Where(all.ContainsKey).Select(also => KeyValuePair.Create(also, all[also])));
        return done.Row with { Applied = applied, State = done.Row.State == GroupState.Ready ? GroupState.Ready : GroupState.Created, Reason = null };
    }

    /// <summary>A group that cannot be made has failed; one that lacks a part goes on without it.</summary>
    private GroupRow WithRefused(GroupWork work, GroupPart part, StepResult.Refused refused)
    {
        Log.Refused(logger, work.Campaign.Id, work.Group.Id, part, refused.Reason);
        if (work.Row.GraphId is null)
        {
            return work.Row with { State = GroupState.Failed, Reason = refused.Reason, Cursor = null };
        }

        // The next apply begins this part anew; another part's cursor is none of its business.
        var row = refused.Row ?? (work.CursorOf(part) is null ? work.Row : work.Row with { Cursor = null });
        return row with { Refused = row.Refused.SetItem(part, refused.Reason) };
    }

    private sealed record Visit(GroupRow? Row, GroupPause? Pause);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "{Campaign}: group {Group} stands as {GraphId}, {Refused} parts refused.")]
        public static partial void Ready(ILogger logger, string campaign, string group, string graphId, int refused);

        [LoggerMessage(Level = LogLevel.Error, Message = "{Campaign}: group {Group}: {Part} is refused: {Reason}")]
        public static partial void Refused(ILogger logger, string campaign, string group, GroupPart part, string reason);

        [LoggerMessage(Level = LogLevel.Warning, Message = "{Campaign}: group {Group}: nothing brings about {Part} yet; it is left out.")]
        public static partial void NoStep(ILogger logger, string campaign, string group, GroupPart part);

        [LoggerMessage(Level = LogLevel.Warning, Message = "{Campaign}: group {Group} is declared otherwise than IT applied it: plan and apply again.")]
        public static partial void NotApproved(ILogger logger, string campaign, string group);
    }
}

/// <param name="Wait">How long to leave the group alone.</param>
/// <param name="Turn">The turn that is reserved on a lane, if that is what it waits for.</param>
/// <param name="Grows">Whether the next such wait is to be longer.</param>
/// <param name="Anew">Whether something was brought about since the last wait, so that waits begin short again.</param>
internal sealed record GroupPause(TimeSpan Wait, DateTimeOffset? Turn, bool Grows, bool Anew = false);
