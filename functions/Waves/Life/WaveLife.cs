namespace AdoptionAutomation.Waves.Life;

/// <summary>The states of a wave and what leads from one to the other (pure).</summary>
internal static class WaveLife
{
    private const string Cancelled = "it was cancelled for good: declare another wave for those who were not invited";

    /// <param name="state">Where the wave is.</param>
    /// <param name="next">Where it goes when nothing is in flight any more, if it is pausing.</param>
    /// <param name="action">What is asked.</param>
    public static WaveStep Decide(WaveState state, WaveState? next, WaveAction action) => (action, state) switch
    {
        (WaveAction.Start, WaveState.Planned) => new(WaveState.Running),
        (WaveAction.Start, not WaveState.Cancelled) => WaveStep.No("it was started before"),

        (WaveAction.Cancel, WaveState.Pausing) when next == WaveState.Cancelled => WaveStep.Same(state, next),
        (WaveAction.Pause or WaveAction.Resume or WaveAction.RetryFailed, WaveState.Pausing) when next == WaveState.Cancelled => WaveStep.No(Cancelled),

        (WaveAction.Pause, WaveState.Running) => new(WaveState.Pausing) { Next = WaveState.Paused },
        (WaveAction.Pause, WaveState.Pausing or WaveState.Paused) => WaveStep.Same(state, next),
        (WaveAction.Pause, WaveState.Planned) => WaveStep.No("it has not been started"),

        (WaveAction.Resume, WaveState.Paused) => new(WaveState.Running),
        (WaveAction.Resume, WaveState.Pausing) when next == WaveState.Paused => new(WaveState.Running),
        (WaveAction.Resume, WaveState.Running) => WaveStep.Same(state, next),
        (WaveAction.Resume, WaveState.Planned) => WaveStep.No("it has not been started"),

        (WaveAction.Cancel, WaveState.Planned or WaveState.Paused) => new(WaveState.Cancelled),
        (WaveAction.Cancel, WaveState.Running or WaveState.Pausing) => new(WaveState.Pausing) { Next = WaveState.Cancelled },
        (WaveAction.Cancel, WaveState.Cancelled) => WaveStep.Same(state, next),

        (WaveAction.RetryFailed, WaveState.Running or WaveState.Completed) => new(WaveState.Running),
        (WaveAction.RetryFailed, WaveState.Pausing or WaveState.Paused) => WaveStep.No("it is paused: resume it first"),
        (WaveAction.RetryFailed, WaveState.Planned) => WaveStep.No("it has not been started"),

        (WaveAction.Settle, WaveState.Pausing) => new(next ?? WaveState.Paused),
        (WaveAction.Complete, WaveState.Running) => new(WaveState.Completed),
        (WaveAction.Edit, WaveState.Running) => new(WaveState.Running),

        (_, WaveState.Completed) => WaveStep.No("it is completed"),
        (_, WaveState.Cancelled) => WaveStep.No(Cancelled),
        _ => WaveStep.Same(state, next),
    };
}

/// <param name="To">The state after.</param>
internal sealed record WaveStep(WaveState To)
{
    /// <summary>Where a pausing wave goes when nothing is in flight.</summary>
    public WaveState? Next { get; init; }

    /// <summary>Why not, to be read after the wave's name; null if it may be.</summary>
    public string? Refusal { get; init; }

    /// <summary>Whether what is asked is so already.</summary>
    public bool IsSame { get; init; }

    public static WaveStep No(string why) => new(WaveState.Planned) { Refusal = why };

    public static WaveStep Same(WaveState state, WaveState? next) => new(state) { Next = next, IsSame = true };
}
