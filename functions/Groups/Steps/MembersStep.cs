using AdoptionAutomation.Effects;
using AdoptionAutomation.Graph;

namespace AdoptionAutomation.Groups.Steps;

/// <summary>Adds the listed members that are missing; adding is idempotent and needs no ledger. Nobody is removed.</summary>
internal sealed class MembersStep(TenantGroups tenant, PeopleByAddress people, GroupMembers membership, TimeProvider time) : IGroupStep
{
    /// <summary>People added in one visit: ten requests at once are what the lane has room for beside those that keep its pace.</summary>
    public const int MostAtOnce = 10 * GroupMembers.RequestSize;

    private static readonly TimeSpan Breath = TimeSpan.FromSeconds(1);

    public GroupPart Part => GroupPart.Members;

    public Lane Lane => Lane.GraphWrites;

    public int Cost(GroupWork work) => (Math.Min(work.Group.Members.Count, MostAtOnce) / GroupMembers.RequestSize) + 1;

    public async Task<StepResult> TakeAsync(GroupWork work, CancellationToken cancellationToken)
    {
        var declared = await GroupPeople.FindAsync(work.Group.Members, people, cancellationToken);
        var present = await PresentAsync(work, declared, cancellationToken);
        var missing = declared.Ids.Except(present, StringComparer.Ordinal).ToList();
        var added = await membership.AddAsync(work.GraphId, [.. missing.Take(MostAtOnce)], cancellationToken);
        var result = added.Result(work, time.GetUtcNow());
        return missing.Count > MostAtOnce && result is not StepResult.NotYet && added.Outcomes.Values.Any(outcome => outcome.Kind == OutcomeKind.Done)
            ? new StepResult.More(work.Row with { Cursor = null }, Breath)
            : result ?? (declared.Missing.Count > 0 ? new StepResult.Refused(declared.MissingIn("members")) : new StepResult.Done(work.Row));
    }

    /// <summary>Those who came with the group's creation are known without asking, as long as the lists still give the same people.</summary>
    private async Task<IReadOnlyCollection<string>> PresentAsync(GroupWork work, GroupPeople declared, CancellationToken cancellationToken)
    {
        if (work.CursorOf(GroupPart.Creation) is { } madeWith)
        {
            var owners = await GroupPeople.FindAsync(work.Group.Owners, people, cancellationToken);
            var first = FirstPeople.Of(owners.Ids, declared.Ids);
            if (first.Fingerprint == madeWith)
            {
                return [.. first.Members];
            }
        }

        return await tenant.MembersAmongAsync(work.GraphId, declared.Ids, cancellationToken);
    }
}
