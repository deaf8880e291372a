namespace AdoptionAutomation.Waves.Life;

internal enum WaveState
{
    /// <summary>Not started; it has no row unless it was due and held.</summary>
    Planned,

    Running,

    /// <summary>No new chunk starts; those in flight are on their way to their end.</summary>
    Pausing,

    /// <summary>Nothing is in flight.</summary>
    Paused,

    /// <summary>Everybody is welcomed, failed or skipped. Reminders and newcomers still go out.</summary>
    Completed,

    /// <summary>Stopped for good.</summary>
    Cancelled,
}

internal enum WaveAction
{
    Start,
    Pause,
    Resume,
    Cancel,
    RetryFailed,

    /// <summary>Nothing is in flight any more.</summary>
    Settle,

    /// <summary>Everybody has come to an end.</summary>
    Complete,

    /// <summary>The wave's part of waves.json is another one than before.</summary>
    Edit,
}

/// <summary>Why and by whom a wave changed its state; kept as its history.</summary>
/// <param name="Action">What was asked.</param>
/// <param name="From">Before.</param>
/// <param name="To">After.</param>
/// <param name="By">Object id of who asked, <c>key</c> for a script, <c>date</c>, <c>rule</c> or <c>app</c>.</param>
/// <param name="Role">The app role that allowed it; null for the app itself.</param>
/// <param name="At">When.</param>
/// <param name="Why">In the caller's or the rule's words; null if nothing was said.</param>
internal sealed record WaveTransition(WaveAction Action, WaveState From, WaveState To, string By, string? Role, DateTimeOffset At, string? Why);
