using AdoptionAutomation.Effects;
using AdoptionAutomation.Graph;

namespace AdoptionAutomation.Groups.Steps;

/// <summary>Makes the declared owners that are missing owners and members; adding is idempotent and needs no ledger. Nobody is removed.</summary>
internal sealed class OwnersStep(TenantGroups tenant, PeopleByAddress people, GroupMembers membership, TimeProvider time) : IGroupStep
{
    public GroupPart Part => GroupPart.Owners;

    public Lane Lane => Lane.GraphWrites;

    public int Cost(GroupWork work) => work.Group.Owners.Count + 1;

    public async Task<StepResult> TakeAsync(GroupWork work, CancellationToken cancellationToken)
    {
        var declared = await GroupPeople.FindAsync(work.Group.Owners, people, cancellationToken);
        var present = await tenant.OwnersAsync(work.GraphId, cancellationToken);
        foreach (var owner in declared.Ids.Except(present, StringComparer.Ordinal))
        {
            await tenant.AddOwnerAsync(work.GraphId, owner, cancellationToken);
        }

        var members = await tenant.MembersAmongAsync(work.GraphId, declared.Ids, cancellationToken);
        var added = await membership.AddAsync(work.GraphId, [.. declared.Ids.Except(members, StringComparer.Ordinal)], cancellationToken);
        return added.Result(work, time.GetUtcNow()) ?? (declared.Missing.Count > 0
            ? new StepResult.Refused(declared.MissingIn("owners"))
            : new StepResult.Done(work.Row));
    }
}
