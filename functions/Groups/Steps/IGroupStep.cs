using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Effects;

namespace AdoptionAutomation.Groups.Steps;

/// <summary>Brings about one part of a group: small, repeatable, recorded by the caller.</summary>
internal interface IGroupStep
{
    GroupPart Part { get; }

    /// <summary>The lane that its requests go by; the caller has taken the turn.</summary>
    Lane Lane { get; }

    /// <summary>Requests on the lane that the next visit makes.</summary>
    int Cost(GroupWork work) => 1;

    /// <exception cref="Graph.GraphFailure">Throttled, unknown or not allowed: the caller reports it to the lane and comes back.</exception>
    Task<StepResult> TakeAsync(GroupWork work, CancellationToken cancellationToken);
}

/// <param name="Campaign">The campaign.</param>
/// <param name="Group">What is declared.</param>
/// <param name="Row">What is known of it; with its <see cref="GroupRow.GraphId"/> in every step but the first.</param>
internal sealed record GroupWork(Campaign Campaign, DeclaredGroup Group, GroupRow Row)
{
    public string GraphId => Row.GraphId ?? throw new InvalidOperationException($"Group {Group.Id} has no object id yet.");
}

/// <summary>What came of a visit.</summary>
internal abstract record StepResult
{
    /// <summary>The part is as declared.</summary>
    /// <param name="Row">The row with what was learnt; the caller adds the part and writes it.</param>
    /// <param name="Also">Further parts that the same requests brought about.</param>
    public sealed record Done(GroupRow Row, params IReadOnlyList<GroupPart> Also) : StepResult;

    /// <summary>A piece is done, the rest follows after <paramref name="Pause"/>.</summary>
    /// <param name="Row">The row with what was learnt.</param>
    /// <param name="Pause">At least so long.</param>
    public sealed record More(GroupRow Row, TimeSpan Pause) : StepResult;

    /// <summary>Not yet: the tenant is not ready. Each such wait in a row is longer than the one before.</summary>
    public sealed record NotYet(TimeSpan Wait) : StepResult;

    /// <summary>Graph will never do it as declared.</summary>
    public sealed record Refused(string Reason) : StepResult;
}
