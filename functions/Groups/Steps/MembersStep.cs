using AdoptionAutomation.Effects;
using AdoptionAutomation.Graph;

namespace AdoptionAutomation.Groups.Steps;

/// <summary>Adds the listed members; adding is idempotent and needs no ledger. Nobody is removed.</summary>
internal sealed class MembersStep(DirectoryUsers directory, GroupMembers membership) : IGroupStep
{
    public GroupPart Part => GroupPart.Members;

    public Lane Lane => Lane.GraphWrites;

    public int Cost(GroupWork work) => (work.Group.Members.Count / GroupMembers.RequestSize) + 1;

    public async Task<StepResult> TakeAsync(GroupWork work, CancellationToken cancellationToken)
    {
        var declared = await GroupPeople.FindAsync(work.Group.Members, directory, cancellationToken);
        var added = await membership.AddAsync(work.GraphId, declared.Ids, cancellationToken);
        if (added.Stop is { } stop)
        {
            throw stop;
        }

        return added.Outcomes.Values.Any(outcome => outcome.Kind != OutcomeKind.Done) ? new StepResult.NotYet(CreationStep.Lag)
            : declared.Missing.Count > 0 ? new StepResult.Refused(declared.MissingIn("members"))
            : new StepResult.Done(work.Row);
    }
}
