using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Effects;
using AdoptionAutomation.Graph;
using Microsoft.Extensions.Logging;

namespace AdoptionAutomation.Groups;

/// <summary>Provisions one group: creates or adopts it, waits until the directory shows it, completes owners and members.</summary>
internal sealed partial class GroupProvisioning(
    CampaignStore campaigns,
    GroupsTable groups,
    TenantGroups tenant,
    DirectoryUsers directory,
    GroupMembers membership,
    Ledger ledger,
    RateGovernor governor,
    TimeProvider time,
    ILogger<GroupProvisioning> logger)
{
    /// <summary>How long the directory takes to show what was just written; practice says seconds to minutes.</summary>
    private static readonly TimeSpan Lag = TimeSpan.FromSeconds(20);

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
            var people = await ResolveAsync(definition, cancellationToken);
            if (people.Problem is { } problem)
            {
                await FailAsync(campaignId, new(groupId, GroupState.Failed, row?.GraphId, problem), cancellationToken);
                return null;
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

    private async Task<TimeSpan?> MakeAsync(Campaign campaign, GroupDefinition definition, People people, CancellationToken cancellationToken)
    {
        var scope = new EffectScope(campaign.Id, "group", EffectKind.Findable);
        var claims = await ledger.ClaimAsync(scope, [definition.Id], Evidence.None, cancellationToken);
        if (claims.HeldUntil is { } until)
        {
            return until - time.GetUtcNow();
        }

        if (claims.Claimed.Count == 0)
        {
            return await AfterwardsAsync(campaign, definition, claims.Settled[definition.Id], cancellationToken);
        }

        var (outcome, id, failure) = await CreateOrAdoptAsync(campaign, definition, people, claims.LookFirst.Count > 0, cancellationToken);
        await ledger.RecordAsync(claims, new Dictionary<string, Outcome>(StringComparer.Ordinal) { [definition.Id] = outcome }, cancellationToken);
        if (id is not null)
        {
            await groups.SetAsync(campaign.Id, new(definition.Id, GroupState.Created, id), cancellationToken);
        }
        else if (outcome.Kind == OutcomeKind.Refused)
        {
            await FailAsync(campaign.Id, new(definition.Id, GroupState.Failed, null, outcome.Reason), cancellationToken);
            return null;
        }

        return failure is null ? Lag : await governor.ReportAsync(Lane.GraphWrites, failure, time, cancellationToken);
    }

    private async Task<(Outcome Outcome, string? Id, GraphFailure? Failure)> CreateOrAdoptAsync(
        Campaign campaign, GroupDefinition definition, People people, bool lookFirst, CancellationToken cancellationToken)
    {
        var nickname = Nickname.Of(campaign.Id, definition.Id);
        var create = (CreateGroup)GroupPlan.For(definition, campaign.TemplateOf(definition), nickname, people.Owners, people.Members, null)[0];
        try
        {
            var id = lookFirst ? await tenant.FindAsync(nickname, cancellationToken) : null;
            id ??= await tenant.CreateAsync(create, cancellationToken);
            // Taken, by our own mark: an earlier attempt made it, and the directory may not show it yet.
            id ??= await tenant.FindAsync(nickname, cancellationToken);
            return id is null ? (new(OutcomeKind.NotDone, "made earlier, not shown by the directory yet"), null, null) : (Outcome.Done, id, null);
        }
        catch (GraphFailure failure)
        {
            return (new(failure.Outcome, failure.Reason), null, failure);
        }
    }

    /// <summary>The ledger knows the group, the group's row does not: the process died in between.</summary>
    private async Task<TimeSpan?> AfterwardsAsync(Campaign campaign, GroupDefinition definition, EffectRow settled, CancellationToken cancellationToken)
    {
        if (settled.State == EffectState.Failed)
        {
            await FailAsync(campaign.Id, new(definition.Id, GroupState.Failed, null, settled.Reason), cancellationToken);
            return null;
        }

        if (await tenant.FindAsync(Nickname.Of(campaign.Id, definition.Id), cancellationToken) is { } id)
        {
            await groups.SetAsync(campaign.Id, new(definition.Id, GroupState.Created, id), cancellationToken);
        }

        return Lag;
    }

    private async Task<TimeSpan?> CompleteAsync(
        Campaign campaign, GroupDefinition definition, People people, string id, CancellationToken cancellationToken)
    {
        if (await tenant.ReadAsync(id, cancellationToken) is not { } existing)
        {
            return Lag;
        }

        var nickname = Nickname.Of(campaign.Id, definition.Id);
        foreach (var step in GroupPlan.For(definition, campaign.TemplateOf(definition), nickname, people.Owners, people.Members, existing))
        {
            if (await DoAsync(step, id, cancellationToken) is { } wait)
            {
                return wait;
            }
        }

        await groups.SetAsync(campaign.Id, new(definition.Id, GroupState.Ready, id), cancellationToken);
        Log.Ready(logger, campaign.Id, definition.Id, id);
        return null;
    }

    /// <summary>Adding is idempotent: whatever came of an earlier attempt, it is simply done again.</summary>
    private async Task<TimeSpan?> DoAsync(GroupStep step, string id, CancellationToken cancellationToken)
    {
        switch (step)
        {
            case AddOwner owner:
                try
                {
                    await tenant.AddOwnerAsync(id, owner.Person, cancellationToken);
                }
                catch (GraphFailure refused) when (refused.Outcome == OutcomeKind.Refused)
                {
                    // The listing lags: an owner it does not show may be one already, and only the refusal says so.
                    return refused.Status == 404 ? Lag : null;
                }

                return null;
            case AddMembers members:
                var added = await membership.AddAsync(id, members.People, cancellationToken);
                if (added.Stop is { } stop)
                {
                    return await governor.ReportAsync(Lane.GraphWrites, stop, time, cancellationToken);
                }

                return added.Outcomes.Values.Any(outcome => outcome.Kind != OutcomeKind.Done) ? Lag : null;
            default:
                throw new InvalidOperationException($"An existing group has no step {step.GetType().Name}.");
        }
    }

    private async Task<People> ResolveAsync(GroupDefinition definition, CancellationToken cancellationToken)
    {
        var addresses = definition.Owners.Concat(definition.Members).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        var found = new Dictionary<string, DirectoryUser>(StringComparer.OrdinalIgnoreCase);
        foreach (var some in addresses.Chunk(DirectoryUsers.AddressesPerRequest))
        {
            foreach (var (address, user) in await directory.FindAsync(some, cancellationToken))
            {
                found.Add(address, user);
            }
        }

        var missing = definition.Owners.Select((address, i) => (address, i)).Where(owner => !found.ContainsKey(owner.address)).ToList();
        return new(
            [.. definition.Owners.Where(found.ContainsKey).Select(address => found[address].Id)],
            [.. definition.Members.Where(found.ContainsKey).Select(address => found[address].Id)],
            missing.Count == 0 ? null : $"groups.json: group {definition.Id}: not in the directory: {string.Join(", ", missing.Select(m => $"owners[{m.i}]"))}");
    }

    private async Task FailAsync(string campaign, GroupRow row, CancellationToken cancellationToken)
    {
        await groups.SetAsync(campaign, row, cancellationToken);
        Log.Failed(logger, campaign, row.Group, row.Reason ?? "");
    }

    private sealed record People(IReadOnlyList<string> Owners, IReadOnlyList<string> Members, string? Problem);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "{Campaign}: group {Group} stands as {GraphId}.")]
        public static partial void Ready(ILogger logger, string campaign, string group, string graphId);

        [LoggerMessage(Level = LogLevel.Error, Message = "{Campaign}: group {Group} cannot be made: {Reason}")]
        public static partial void Failed(ILogger logger, string campaign, string group, string reason);
    }
}
