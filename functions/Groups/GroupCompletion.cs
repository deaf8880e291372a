using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Effects;
using AdoptionAutomation.Graph;

namespace AdoptionAutomation.Groups;

/// <summary>Gives a group that exists the owners and members that are declared and missing. Adding is idempotent: it needs no ledger.</summary>
internal sealed class GroupCompletion(TenantGroups tenant, GroupMembers membership, RateGovernor governor, TimeProvider time)
{
    /// <returns>How long to wait before going on; null if nobody is missing.</returns>
    public async Task<TimeSpan?> CompleteAsync(
        Campaign campaign, GroupDefinition definition, GroupPeople people, string id, CancellationToken cancellationToken)
    {
        if (await tenant.ReadAsync(id, cancellationToken) is not { } existing)
        {
            return GroupProvisioning.Lag;
        }

        var nickname = Nickname.Of(campaign.Id, definition.Id);
        foreach (var step in GroupPlan.For(definition, campaign.TemplateOf(definition), nickname, people.Owners, people.Members, existing))
        {
            if (await DoAsync(step, id, cancellationToken) is { } wait)
            {
                return wait;
            }
        }

        return null;
    }

    private Task<TimeSpan?> DoAsync(GroupStep step, string id, CancellationToken cancellationToken) => step switch
    {
        AddOwner owner => AddOwnerAsync(id, owner.Person, cancellationToken),
        AddMembers members => AddMembersAsync(id, members.People, cancellationToken),
        _ => throw new InvalidOperationException($"An existing group has no step {step.GetType().Name}."),
    };

    private async Task<TimeSpan?> AddOwnerAsync(string id, string person, CancellationToken cancellationToken)
    {
        try
        {
            await tenant.AddOwnerAsync(id, person, cancellationToken);
            return null;
        }
        catch (GraphFailure refused) when (refused.Outcome == OutcomeKind.Refused)
        {
            // The listing lags: an owner it does not show may be one already, and only the refusal says so.
            return refused.Status == 404 ? GroupProvisioning.Lag : null;
        }
    }

    private async Task<TimeSpan?> AddMembersAsync(string id, IReadOnlyList<string> people, CancellationToken cancellationToken)
    {
        var added = await membership.AddAsync(id, people, cancellationToken);
        if (added.Stop is { } stop)
        {
            return await governor.ReportAsync(Lane.GraphWrites, stop, time, cancellationToken);
        }

        return added.Outcomes.Values.Any(outcome => outcome.Kind != OutcomeKind.Done) ? GroupProvisioning.Lag : null;
    }
}
