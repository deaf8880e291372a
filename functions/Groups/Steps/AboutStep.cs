using AdoptionAutomation.Effects;
using AdoptionAutomation.Groups.Drift;

namespace AdoptionAutomation.Groups.Steps;

/// <summary>Name, objective and visibility of a group that was made before; written only if one of them differs.</summary>
internal sealed class AboutStep(TenantGroups tenant) : IGroupStep
{
    public GroupPart Part => GroupPart.About;

    public Lane Lane => Lane.GraphWrites;

    public async Task<StepResult> TakeAsync(GroupWork work, CancellationToken cancellationToken)
    {
        var repair = AboutRepair.KindsIn(work.Row.Applied.GetValueOrDefault(Part), GroupParts.WantedBy(work.Group)[Part]);
        if (!await tenant.IsDescribedAsync(work.GraphId, work.Group, repair, cancellationToken))
        {
            await tenant.DescribeAsync(work.GraphId, work.Group, repair, cancellationToken);
        }

        return new StepResult.Done(work.Row);
    }
}
