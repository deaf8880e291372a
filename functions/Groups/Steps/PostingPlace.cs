using AdoptionAutomation.Effects;
using AdoptionAutomation.Graph;

namespace AdoptionAutomation.Groups.Steps;

/// <summary>
/// Readies a group for the posts to it. Its requests are the directory's and not Exchange's: what hinders them rests the directory's lane, and
/// posts to other groups go on.
/// </summary>
internal sealed class PostingPlace(TenantGroups tenant, ServiceMailbox mailbox, RateGovernor governor, TimeProvider time)
{
    /// <summary>A group that refuses the mailbox for longer does not lag: the waves wait for groups that stand.</summary>
    private static readonly TimeSpan LongestLag = TimeSpan.FromHours(1);

    /// <summary>Makes the mailbox a member where only members may post.</summary>
    public async Task<StepResult> JoinAsync(GroupWork work, CancellationToken cancellationToken)
    {
        Outcome? failed;
        try
        {
            failed = await mailbox.JoinAsync(work.GraphId, cancellationToken);
        }
        catch (GraphFailure failure) when (failure.Outcome != OutcomeKind.Refused)
        {
            return new StepResult.NotYet(await governor.ReportAsync(Lane.GraphWrites, failure, time, cancellationToken));
        }

        return failed is null ? new StepResult.More(work.Row with { MailboxJoined = true }, GroupWork.Lag)
            : failed.Kind == OutcomeKind.Refused && !(work.Row.MadeAt + LongestLag > time.GetUtcNow())
                ? new StepResult.Refused($"only members may post, and the mailbox of Posts:MailboxId cannot be made one: {failed.Reason}")
                : new StepResult.NotYet(GroupWork.Lag);
    }

    /// <summary>The address to post to; or, if there is none, what the step comes to instead.</summary>
    public async Task<(string? Mail, StepResult? Instead)> AddressAsync(GroupWork work, CancellationToken cancellationToken)
    {
        var isYoung = work.Row.IsYoung(time.GetUtcNow());
        try
        {
            return await tenant.MailOfAsync(work.GraphId, cancellationToken) is { } mail ? (mail, null)
                : isYoung ? (null, new StepResult.NotYet(GroupWork.Lag))
                : (null, new StepResult.Refused("the group has no mail address a day after it was made: ask Microsoft why Exchange gave it none"));
        }
        catch (GraphFailure failure) when (failure.Status == 404 && isYoung)
        {
            return (null, new StepResult.NotYet(GroupWork.Lag));
        }
        catch (GraphFailure failure) when (failure.Outcome != OutcomeKind.Refused)
        {
            return (null, new StepResult.NotYet(await governor.ReportAsync(Lane.GraphWrites, failure, time, cancellationToken)));
        }
    }
}
