using System.Diagnostics;
using System.Text.RegularExpressions;
using AdoptionAutomation.Operations.Tracing;
using AdoptionAutomation.Sandbox.Runtime;
using AdoptionAutomation.Storage;

namespace AdoptionAutomation.Sandbox.Rehearsal.Tracing;

/// <summary>Collects the trace of one wave while a rehearsal runs: from the timers and calls that began its work to its effects.</summary>
internal sealed partial class WaveTrace(string wave, IReadOnlySet<string> waves, TimeProvider clock)
{
    /// <summary>Spans whose children may still come. Of an older one that has been let go, the children stand under <see cref="Forgotten"/>.</summary>
    private const int MostRemembered = 50_000;

    private const string Forgotten = "(earlier work)";

    private readonly Memory<TraceNode> nodes = new(MostRemembered);
    private readonly Memory<(string Name, DateTimeOffset At)> invocations = new(MostRemembered);

    public TraceNode Root { get; } = new("wave " + wave, parent: null);

    /// <summary>Listens until it is disposed of.</summary>
    public SpanListener Listen() => new(OnStarted, OnEnded);

    private void OnStarted(Activity span)
    {
        if (span.Source.Name == FunctionInvoker.Spans)
        {
            invocations.Keep(span.SpanId, (span.DisplayName, clock.GetUtcNow()));
            return;
        }

        if (ParentOf(span) is { } parent)
        {
            nodes.Keep(span.SpanId, parent.Add(NameOf(span), clock.GetUtcNow()));
        }
    }

    private void OnEnded(Activity span)
    {
        if (nodes.Find(span.SpanId) is not { } node)
        {
            return;
        }

        node.Failures += span.Status == ActivityStatusCode.Error ? 1 : 0;
        foreach (var (name, value) in span.TagObjects)
        {
            if (value is int count && (name.StartsWith(Telemetry.EffectsTag, StringComparison.Ordinal) || name.StartsWith(Telemetry.ThrottledTag, StringComparison.Ordinal)))
            {
                node.Counts[name] = node.Counts.GetValueOrDefault(name) + count;
            }
        }
    }

    /// <returns>Null if the span is none of the wave's.</returns>
    private TraceNode? ParentOf(Activity span)
    {
        // The other queues' deliveries are about groups, posts and rounds, which may have a wave's id for their own.
        var about = span.DisplayName is QueueNames.InvitePeople or QueueNames.SendMail ? span.GetTagItem(Telemetry.AboutTag) as string : null;
        if (about is not null && about != wave && waves.Contains(about))
        {
            return null;
        }

        return nodes.Find(span.ParentSpanId) ?? (about == wave ? Begun(span) : null);
    }

    private TraceNode Begun(Activity span) => invocations.Find(span.ParentSpanId) is { Name: { } name, At: var at }
        ? Root.Add(name, at)
        : Root.Add(Forgotten, clock.GetUtcNow());

    private static string NameOf(Activity span) => span.GetTagItem(Telemetry.StepTag) is string step
        ? $"{span.DisplayName} {step}"
        : WithoutIds().Replace(span.DisplayName, "…");

    /// <summary>Ids and counts, which would make each request a kind of its own.</summary>
    [GeneratedRegex(@"\S*\d\S*", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex WithoutIds();

    /// <summary>Of so many spans what is known of them; then the oldest goes.</summary>
    private sealed class Memory<T>(int most)
    {
        private readonly Dictionary<ActivitySpanId, T> known = [];
        private readonly Queue<ActivitySpanId> oldest = new();

        public void Keep(ActivitySpanId span, T value)
        {
            if (known.TryAdd(span, value))
            {
                oldest.Enqueue(span);
            }

            if (oldest.Count > most)
            {
                known.Remove(oldest.Dequeue());
            }
        }

        public T? Find(ActivitySpanId span) => known.GetValueOrDefault(span);
    }
}
