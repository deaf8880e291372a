namespace AdoptionAutomation.Sandbox.Time;

/// <summary>The rehearsal's clock: it stands still until the sandbox moves it, and never goes back.</summary>
internal sealed class VirtualClock(DateTimeOffset start) : TimeProvider
{
    private readonly Lock gate = new();
    private DateTimeOffset now = start.ToUniversalTime();

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate)
        {
            return now;
        }
    }

    public override long GetTimestamp() => GetUtcNow().Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        throw new NotSupportedException("Nothing waits inside a function: put the message back with a delay, or add an event to the agenda.");

    /// <summary>Moves to <paramref name="instant"/>; an instant already passed leaves the clock as it is.</summary>
    public void AdvanceTo(DateTimeOffset instant)
    {
        lock (gate)
        {
            now = instant > now ? instant.ToUniversalTime() : now;
        }
    }

    /// <summary>Moves by <paramref name="span"/> and answers the new instant.</summary>
    public DateTimeOffset Advance(TimeSpan span)
    {
        lock (gate)
        {
            return now += span;
        }
    }
}
