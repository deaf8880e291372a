using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Effects;

namespace AdoptionAutomation.Groups.Steps;

/// <summary>Brings about one part of a group: small, repeatable, recorded by the caller.</summary>
internal interface IGroupStep
{
    GroupPart Part { get; }

    /// <summary>The lane that its requests go by; the caller has taken the turn.</summary>
    Lane Lane { get; }

    /// <summary>Writes on the lane that the next visit makes, at most.</summary>
    int Cost(GroupWork work) => 1;

    /// <summary>When it makes sense to begin; the caller waits on the queue until then.</summary>
    DateTimeOffset NotBefore(GroupWork work) => DateTimeOffset.MinValue;

    /// <exception cref="Graph.GraphFailure">Throttled, unknown or not allowed: the caller reports it to the lane and comes back.</exception>
    Task<StepResult> TakeAsync(GroupWork work, CancellationToken cancellationToken);
}

/// <param name="Campaign">The campaign.</param>
/// <param name="Group">What is declared.</param>
/// <param name="Row">What is known of it; with its <see cref="GroupRow.GraphId"/> in every step but the first.</param>
internal sealed record GroupWork(Campaign Campaign, DeclaredGroup Group, GroupRow Row)
{
    /// <summary>How long the directory takes to show what was just written; practice says seconds to minutes.</summary>
    public static readonly TimeSpan Lag = TimeSpan.FromSeconds(20);

    public string GraphId => Row.GraphId ?? throw new InvalidOperationException($"Group {Group.Id} has no object id yet.");

    /// <summary>How far a part is under way; null if it has not begun, or was begun for a declaration that IT has since replaced.</summary>
    public string? CursorOf(GroupPart part) =>
        Row.Cursor?.Split('|', 3) is [var approved, var name, var at] && approved == Row.Approved && name == part.ToString() ? at : null;

    /// <param name="part">The part under way.</param>
    /// <param name="at">In the part's own words.</param>
    public GroupRow WithCursor(GroupPart part, string at) => Row with { Cursor = $"{Row.Approved}|{part}|{at}" };
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

    /// <summary>Graph will never do it as declared, or not all of it.</summary>
    /// <param name="Reason">What is refused and why; no personal data.</param>
    /// <param name="Row">The row with what was learnt, if anything.</param>
    public sealed record Refused(string Reason, GroupRow? Row = null) : StepResult;
}
