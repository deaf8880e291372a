namespace AdoptionAutomation.Calendar.Publishing;

/// <summary>What becomes of a message about a delivery.</summary>
internal abstract record Visit
{
    /// <summary>The delivery is settled; the planner's next round takes its due row away, with others of its hour.</summary>
    internal sealed record Settled : Visit;

    /// <summary>Nobody wants it any more, or not at this time: the due row goes.</summary>
    internal sealed record Unwanted : Visit;

    /// <param name="Wait">How long to leave it alone.</param>
    /// <param name="Turn">The turn on its lane that it waits for.</param>
    internal sealed record Later(TimeSpan Wait, DateTimeOffset? Turn = null) : Visit;
}
