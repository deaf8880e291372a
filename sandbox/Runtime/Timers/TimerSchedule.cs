using System.Globalization;
using NCrontab;

namespace AdoptionAutomation.Sandbox.Runtime.Timers;

/// <summary>A cron expression of 5 or 6 fields (UTC), or a fixed interval.</summary>
internal sealed class TimerSchedule
{
    private readonly CrontabSchedule? cron;
    private readonly TimeSpan interval;

    private TimerSchedule(CrontabSchedule? cron, TimeSpan interval)
    {
        this.cron = cron;
        this.interval = interval;
        var first = Next(DateTimeOffset.UnixEpoch);
        IsSubMinute = Next(first) - first < TimeSpan.FromMinutes(1);
    }

    public bool IsSubMinute { get; }

    /// <exception cref="FormatException">Neither a cron expression nor a time span.</exception>
    public static TimerSchedule Parse(string text)
    {
        var withSeconds = text.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Length != 5;
        return CrontabSchedule.TryParse(text, new() { IncludingSeconds = withSeconds }) is { } cron ? new(cron, default)
            : TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var span) && span > TimeSpan.Zero ? new(null, span)
            : throw new FormatException($"the schedule expression '{text}' was not recognized as a valid cron expression or timespan string");
    }

    /// <summary>The first occurrence strictly after <paramref name="instant"/>.</summary>
    public DateTimeOffset Next(DateTimeOffset instant) => cron is null
        ? instant + interval
        : new(DateTime.SpecifyKind(cron.GetNextOccurrence(instant.UtcDateTime), DateTimeKind.Utc));
}
