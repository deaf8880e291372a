using Microsoft.Azure.Functions.Worker;

namespace AdoptionAutomation.Sandbox.Runtime.Timers;

/// <summary>What the host remembers of a timer between runs and restarts; UTC.</summary>
internal sealed record TimerStatus(DateTime Last, DateTime Next, DateTime LastUpdated)
{
    public DateTimeOffset NextDue => new(DateTime.SpecifyKind(Next, DateTimeKind.Utc));

    public ScheduleStatus ForFunction => new() { Last = Last, Next = Next, LastUpdated = LastUpdated };

    /// <summary>
    /// The status to go on with when a listener starts. A timer seen for the first time is not past due, nor is one whose schedule was
    /// changed and whose next occurrence by the new schedule has passed.
    /// </summary>
    public static TimerStatus OnStart(TimerStatus? stored, TimerSchedule schedule, DateTimeOffset now)
    {
        if (stored is null)
        {
            return new(default, schedule.Next(now).UtcDateTime, now.UtcDateTime);
        }

        var seen = stored.Last == default ? stored.LastUpdated : stored.Last;
        var expected = schedule.Next(Utc(seen));
        return expected == stored.NextDue ? stored
            : new(default, (expected < now ? schedule.Next(now) : expected).UtcDateTime, seen);
    }

    /// <summary>After a run, failed or not. A timer that fired a little early counts as fired when it was due.</summary>
    public static TimerStatus AfterRun(TimerSchedule schedule, DateTimeOffset started, DateTimeOffset? due)
    {
        var last = due > started ? due.Value : started;
        return new(last.UtcDateTime, schedule.Next(last).UtcDateTime, last.UtcDateTime);
    }

    public bool IsPastDue(DateTimeOffset now) => now > NextDue;

    private static DateTimeOffset Utc(DateTime time) => new(DateTime.SpecifyKind(time, DateTimeKind.Utc));
}
