using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Effects;
using AdoptionAutomation.Graph;
using Microsoft.Extensions.Logging;

namespace AdoptionAutomation.Groups;

/// <summary>Provisions one group: makes or adopts it, waits until the directory shows it, completes owners and members.</summary>
internal sealed partial class GroupProvisioning(
    CampaignStore campaigns,
    GroupsTable groups,
    GroupCreation creation,
    GroupCompletion completion,
    DirectoryUsers directory,
    RateGovernor governor,
    TimeProvider time,
    ILogger<GroupProvisioning> logger)
{
    /// <summary>How long the directory takes to show what was just written; practice says seconds to minutes.</summary>
    public static readonly TimeSpan Lag = TimeSpan.FromSeconds(20);

    /// <summary>Goes as far as it can.</summary>
    /// <returns>How long to wait before going on; null if the group stands or has failed.</returns>
    public async Task<TimeSpan?> AdvanceAsync(string campaignId, string groupId, CancellationToken cancellationToken)
    {
        var row = await groups.FindAsync(campaignId, groupId, cancellationToken);
        var campaign = await campaigns.GetAsync(campaignId, cancellationToken);
        if (row?.State == GroupState.Ready || campaign.FindGroup(groupId) is not { } definition)
        {
            return null;
        }

        if (await governor.TakeAsync(Lane.GraphWrites, 1, null, cancellationToken) is { } turn)
        {
            return turn.At - time.GetUtcNow();
        }

        try
        {
            var people = await GroupPeople.FindAsync(definition, directory, cancellationToken);
            if (people.MissingOwners.Count > 0)
            {
                return await FailAsync(campaign.Id, groupId, $"not in the directory: {string.Join(", ", people.MissingOwners)}", cancellationToken);
            }

            return row?.GraphId is { } id
                ? await CompleteAsync(campaign, definition, people, id, cancellationToken)
                : await MakeAsync(campaign, definition, people, cancellationToken);
        }
        catch (GraphFailure failure) when (failure.Outcome != OutcomeKind.Refused)
        {
            return await governor.ReportAsync(Lane.GraphWrites, failure, time, cancellationToken);
        }
    }

    private async Task<TimeSpan?> MakeAsync(Campaign campaign, GroupDefinition definition, GroupPeople people, CancellationToken cancellationToken)
    {
        switch (await creation.EnsureAsync(campaign, definition, people, cancellationToken))
        {
            case { Refused: { } reason }:
                return await FailAsync(campaign.Id, definition.Id, reason, cancellationToken);
            case { HeldUntil: { } until }:
                return until - time.GetUtcNow();
            case { Failure: { } failure }:
                return await governor.ReportAsync(Lane.GraphWrites, failure, time, cancellationToken);
            case { Id: { } id }:
                await groups.SetAsync(campaign.Id, new(definition.Id, GroupState.Created, id), cancellationToken);
                return Lag;
            default:
                return Lag;
        }
    }

    private async Task<TimeSpan?> CompleteAsync(
        Campaign campaign, GroupDefinition definition, GroupPeople people, string id, CancellationToken cancellationToken)
    {
        if (await completion.CompleteAsync(campaign, definition, people, id, cancellationToken) is { } wait)
        {
            return wait;
        }

        var note = people.MissingMembers.Count > 0 ? $"not in the directory: {string.Join(", ", people.MissingMembers)}" : null;
        await groups.SetAsync(campaign.Id, new(definition.Id, GroupState.Ready, id, note), cancellationToken);
        Log.Ready(logger, campaign.Id, definition.Id, id);
        return null;
    }

    private async Task<TimeSpan?> FailAsync(string campaign, string group, string reason, CancellationToken cancellationToken)
    {
        await groups.SetAsync(campaign, new(group, GroupState.Failed, null, reason), cancellationToken);
        Log.Failed(logger, campaign, group, reason);
        return null;
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "{Campaign}: group {Group} stands as {GraphId}.")]
        public static partial void Ready(ILogger logger, string campaign, string group, string graphId);

        [LoggerMessage(Level = LogLevel.Error, Message = "{Campaign}: group {Group} cannot be made: {Reason}")]
        public static partial void Failed(ILogger logger, string campaign, string group, string reason);
    }
}
