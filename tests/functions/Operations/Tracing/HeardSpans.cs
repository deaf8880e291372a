using System.Collections.Concurrent;
using System.Diagnostics;
using AdoptionAutomation.Operations.Tracing;
using AdoptionAutomation.Sandbox.Rehearsal.Tracing;

namespace AdoptionAutomation.Tests.Functions.Operations.Tracing;

/// <summary>The spans of the test that made it, and of no other that runs beside it.</summary>
internal sealed class HeardSpans : IDisposable
{
    private readonly ConcurrentQueue<Activity> ended = new();
    private readonly SpanListener listener;

    public HeardSpans() => listener = new(_ => { }, ended.Enqueue);

    public IReadOnlyCollection<Activity> All => ended;

    /// <summary>Those of the app itself.</summary>
    public IEnumerable<Activity> Ours => ended.Where(span => span.Source.Name == Telemetry.Name);

    public IEnumerable<Activity> Deliveries(string queue) => Ours.Where(span => span.Kind == ActivityKind.Consumer && span.DisplayName == queue);

    /// <summary>The spans above this one and itself, the outermost first.</summary>
    public IReadOnlyList<string> WayTo(Activity span)
    {
        var way = new List<string>();
        for (Activity? above = span; above is not null; above = ended.FirstOrDefault(other => other.SpanId == above.ParentSpanId))
        {
            way.Insert(0, above.GetTagItem(Telemetry.StepTag) is string step ? $"{above.DisplayName} {step}" : above.DisplayName);
        }

        return way;
    }

    public int Sum(string tag) => Ours.Sum(span => span.GetTagItem(tag) as int? ?? 0);

    public void Dispose() => listener.Dispose();
}
