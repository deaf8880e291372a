using System.Diagnostics;
using AdoptionAutomation.Operations.Tracing;
using AdoptionAutomation.Sandbox.Runtime;

namespace AdoptionAutomation.Sandbox.Rehearsal.Tracing;

/// <summary>
/// Hears the spans of the app and of the local host as long as it lives, of the flow of calls that made it only: whatever else runs in this
/// process is not traced, and its messages stay as they are.
/// </summary>
internal sealed class SpanListener : IDisposable
{
    private static readonly AsyncLocal<SpanListener?> Heard = new();

    private readonly ActivityListener listener;

    /// <param name="started">Of each span, with the tags it was begun with.</param>
    /// <param name="ended">Of each span.</param>
    public SpanListener(Action<Activity> started, Action<Activity> ended)
    {
        listener = new()
        {
            ShouldListenTo = source => source.Name is Telemetry.Name or FunctionInvoker.Spans,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => IsHeard ? ActivitySamplingResult.AllDataAndRecorded : ActivitySamplingResult.None,
            ActivityStarted = span => Tell(started, span),
            ActivityStopped = span => Tell(ended, span),
        };
        Heard.Value = this;
        ActivitySource.AddActivityListener(listener);
    }

    private bool IsHeard => Heard.Value == this;

    public void Dispose() => listener.Dispose();

    private void Tell(Action<Activity> hearer, Activity span)
    {
        if (IsHeard)
        {
            hearer(span);
        }
    }
}
