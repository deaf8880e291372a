using AdoptionAutomation.Effects;
using AdoptionAutomation.Graph;

namespace AdoptionAutomation.Groups.Steps;

/// <summary>Gives the group its team. Teams may not know a group for a quarter of an hour: the first try waits as long, the next ones longer each.</summary>
internal sealed class TeamStep(Teams teams, TimeProvider time) : IGroupStep
{
    /// <summary>"If the group was created less than 15 minutes ago, the call may fail with 404" (Graph, team-put-teams).</summary>
    public static readonly TimeSpan FirstWait = TimeSpan.FromMinutes(15);

    /// <summary>Then something else is wrong, and IT has to look.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromHours(24);

    private static readonly TimeSpan FirstRetry = TimeSpan.FromSeconds(30);

    private const string TooLate = "404 for a day: the group has not reached Teams; look whether it still stands, then apply again";

    public GroupPart Part => GroupPart.Team;

    public Lane Lane => Lane.Teams;

    public DateTimeOffset NotBefore(GroupWork work) => (work.Row.MadeAt ?? DateTimeOffset.MinValue) + FirstWait;

    public async Task<StepResult> TakeAsync(GroupWork work, CancellationToken cancellationToken)
    {
        try
        {
            // What comes next need not look into a team that was not there a moment ago.
            return await teams.AddAsync(work.GraphId, cancellationToken)
                ? new StepResult.Done(work.WithCursor(
                    work.Group.Team!.Channels.Count > 0 ? GroupPart.Channels : GroupPart.Tabs, new TeamProgress { TeamMadeAt = time.GetUtcNow() }.Write()))
                : new StepResult.Done(work.Row);
        }
        catch (GraphFailure failure) when (failure.Status == 404)
        {
            return time.GetUtcNow() < work.Row.MadeAt + Patience ? new StepResult.NotYet(FirstRetry) : new StepResult.Refused(TooLate);
        }
    }
}
