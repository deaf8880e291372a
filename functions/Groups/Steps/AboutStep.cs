using AdoptionAutomation.Effects;

namespace AdoptionAutomation.Groups.Steps;

/// <summary>Name, objective and visibility of a group that was made before; written only if one of them differs.</summary>
internal sealed class AboutStep(TenantGroups tenant) : IGroupStep
{
    public GroupPart Part => GroupPart.About;

    public Lane Lane => Lane.GraphWrites;

    public async Task<StepResult> TakeAsync(GroupWork work, CancellationToken cancellationToken)
    {
        if (!await tenant.IsDescribedAsync(work.GraphId, work.Group, cancellationToken))
        {
            await tenant.DescribeAsync(work.GraphId, work.Group, cancellationToken);
        }

        return new StepResult.Done(work.Row);
    }
}
