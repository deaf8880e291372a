using NodaTime;

namespace AdoptionAutomation.Sandbox.Faults.Scripts;

/// <summary>A sound script of a campaign.</summary>
/// <param name="File">What it says.</param>
/// <param name="Edits">What edits put into storage, by the event's index.</param>
internal sealed record Script(ScriptFile File, IReadOnlyDictionary<int, byte[]> Edits)
{
    /// <summary>The IANA zone in which the campaign lives, and when its clocks are changed; null: its own, whatever its clocks do.</summary>
    public (string Zone, Instant At)? Clocks { get; init; }

    /// <param name="start">Of the rehearsal.</param>
    /// <param name="zone">In which the campaign lives.</param>
    public FaultScript Resolve(DateTimeOffset start, DateTimeZone zone) => FaultScript.All[(int)File.Base] with
    {
        Name = File.Name,
        Spans = [.. File.Events.Select(one => SpanOf(one, one.When(start, zone))).OfType<FaultSpan>()],
    };

    public static RemoteService ServiceOf(ScriptService service) => Enum.Parse<RemoteService>(service.ToString());

    private static FaultSpan? SpanOf(ScriptEvent one, DateTimeOffset at) => one switch
    {
        { Throttle: { } throttle } => new(ServiceOf(throttle.Service), FaultKind.Throttled, at, at.AddMinutes(throttle.Minutes))
        {
            Share = throttle.Share,
            RetryAfter = throttle.RetryAfter,
        },
        { Outage: { } outage } => new(ServiceOf(outage.Service), FaultKind.Outage, at, at.AddHours(outage.Hours)),
        { LostAnswers: { Minutes: { } minutes } lost } => new(ServiceOf(lost.Service), FaultKind.AnswerLost, at, at.AddMinutes(minutes)),
        { LostAnswers: { Count: { } count } lost } => new(ServiceOf(lost.Service), FaultKind.AnswerLost, at, DateTimeOffset.MaxValue) { Most = count },
        _ => null,
    };
}
