using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using AdoptionAutomation.Effects;
using AdoptionAutomation.Operations.Failures;
using AdoptionAutomation.Storage;

namespace AdoptionAutomation.Operations.Tracing;

/// <summary>
/// The app's spans and measurements. Their tags are ids, counts and kinds: never a name of a person, an address, a text or a URL. Nobody listens
/// unless an exporter is configured (<see cref="TelemetryExport"/>) or a rehearsal traces: then this costs next to nothing.
/// </summary>
internal static class Telemetry
{
    /// <summary>Of the source of spans and of the meter.</summary>
    public const string Name = "AdoptionAutomation";

    /// <summary>Begins the tags that count a span's effects, by their outcome.</summary>
    public const string EffectsTag = "effects.";

    /// <summary>Begins the tags that count how often a span's work was told to wait, by lane.</summary>
    public const string ThrottledTag = "throttled.";

    public const string CampaignTag = "campaign";

    /// <summary>The wave, the group, the occurrence or the round that a delivery is about.</summary>
    public const string AboutTag = "about";

    public const string StepTag = "step";

    private static readonly ActivitySource Source = new(Name);
    private static readonly Meter Meter = new(Name);

    private static readonly Counter<long> EffectsCounter =
        Meter.CreateCounter<long>("adoption.effects", "{effect}", "Effects that the ledger claimed or recorded, by kind and outcome.");

    private static readonly Counter<long> FailuresCounter =
        Meter.CreateCounter<long>("adoption.failures", "{message}", "Deliveries of messages that failed, by queue.");

    private static readonly Counter<long> ThrottledCounter =
        Meter.CreateCounter<long>("adoption.throttled", "{rest}", "How often a far side had a lane rest.");

    private static readonly Histogram<double> QueueDelay =
        Meter.CreateHistogram<double>("adoption.queue.delay", "s", "From when a message could be seen until its work began, by queue.");

    /// <summary>W3C traceparent of the work that is under way; null if nobody listens.</summary>
    public static string? TraceParent =>
        Source.HasListeners() && Activity.Current is { IdFormat: ActivityIdFormat.W3C } activity ? activity.Id : null;

    /// <summary>The work of one message: it goes on with the trace of the work that put the message, and is linked to the host's invocation.</summary>
    public static Activity? StartDelivery(WorkMessage message, DateTimeOffset now)
    {
        if (!Source.HasListeners() && !QueueDelay.Enabled)
        {
            return null;
        }

        var work = QueuedWork.Of(message);
        if (message.SeenFrom is { } seen)
        {
            QueueDelay.Record(Math.Max(0, (now - seen).TotalSeconds), Tag("queue", work.Queue));
        }

        var invocation = Activity.Current?.Context;
        var hasParent = ActivityContext.TryParse(message.Trace, null, isRemote: true, out var parent);
        return Source.StartActivity(
            ActivityKind.Consumer,
            hasParent ? parent : invocation ?? default,
            [Tag(CampaignTag, work.Campaign), Tag(AboutTag, work.About), Tag(StepTag, work.Step), Tag("version", work.Version)],
            hasParent && invocation is { } context ? [new ActivityLink(context)] : null,
            name: work.Queue);
    }

    /// <param name="name">What is asked of the far side, as logs and errors say it.</param>
    public static Activity? StartRequest(string name) => Source.StartActivity(name, ActivityKind.Client);

    /// <summary>Says in the span that it failed, and why in words without personal data.</summary>
    public static void Fail(this Activity? activity, string reason) => activity?.SetStatus(ActivityStatusCode.Error, reason);

    public static void Failed(string queue) => FailuresCounter.Add(1, Tag("queue", queue));

    /// <summary>Effects of one family came to these states: counted, and told by the span under which it happened.</summary>
    public static void Effects(EffectScope scope, IEnumerable<EffectState> states)
    {
        if (!EffectsCounter.Enabled && !Source.HasListeners())
        {
            return;
        }

        foreach (var (state, count) in states.CountBy(state => state))
        {
            var outcome = NameOf(state);
            EffectsCounter.Add(count, Tag("kind", FamilyOf(scope.Purpose)), Tag("outcome", outcome));
            AddToTag($"{EffectsTag}{outcome}", count);
        }
    }

    public static void Throttled(Lane lane)
    {
        ThrottledCounter.Add(1, Tag("lane", lane.Family));
        AddToTag($"{ThrottledTag}{lane.Family}", 1);
    }

    private static string NameOf(EffectState state) => state switch
    {
        EffectState.Claimed => "claimed",
        EffectState.Done => "done",
        EffectState.Failed => "failed",
        EffectState.Released => "released",
        EffectState.Uncertain => "uncertain",
        EffectState.Skipped => "skipped",
        EffectState.Asked => "asked",
        _ => ((int)state).ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>Purposes name groups, rounds and months too: as a measurement's tag, their first word is enough.</summary>
    private static string FamilyOf(string purpose) => purpose.IndexOf('.', StringComparison.Ordinal) is var dot and > 0 ? purpose[..dot] : purpose;

    private static void AddToTag(string tag, int count)
    {
        if (Activity.Current is { } activity && activity.Source == Source)
        {
            activity.SetTag(tag, (activity.GetTagItem(tag) as int? ?? 0) + count);
        }
    }

    private static KeyValuePair<string, object?> Tag(string name, object? value) => new(name, value);
}
