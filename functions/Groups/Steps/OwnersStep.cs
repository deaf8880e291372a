using AdoptionAutomation.Effects;
using AdoptionAutomation.Graph;

namespace AdoptionAutomation.Groups.Steps;

/// <summary>Adds the declared owners that are missing; adding is idempotent and needs no ledger. Nobody is removed.</summary>
internal sealed class OwnersStep(TenantGroups tenant, DirectoryUsers directory, GroupMembers membership) : IGroupStep
{
    public GroupPart Part => GroupPart.Owners;

    public Lane Lane => Lane.GraphWrites;

    public int Cost(GroupWork work) => work.Group.Owners.Count + 1;

    public async Task<StepResult> TakeAsync(GroupWork work, CancellationToken cancellationToken)
    {
        var declared = await GroupPeople.FindAsync(work.Group.Owners, directory, cancellationToken);
        var present = await tenant.OwnersAsync(work.GraphId, cancellationToken);
        foreach (var owner in declared.Ids.Except(present, StringComparer.Ordinal))
        {
            await tenant.AddOwnerAsync(work.GraphId, owner, cancellationToken);
        }

        var added = await membership.AddAsync(work.GraphId, declared.Ids, cancellationToken);
        if (added.Stop is { } stop)
        {
            throw stop;
        }

        return added.Outcomes.Values.Any(outcome => outcome.Kind != OutcomeKind.Done) ? new StepResult.NotYet(CreationStep.Lag)
            : declared.Missing.Count > 0 ? new StepResult.Refused(declared.MissingIn("owners"))
            : new StepResult.Done(work.Row);
    }
}
