using System.Globalization;
using AdoptionAutomation.Sandbox.Runtime.Timers;

namespace AdoptionAutomation.Tests.Sandbox.Runtime.Timers;

public sealed class TimerStatusTests
{
    private static readonly DateTimeOffset Now = At("2027-01-04 08:30:00");

    [Theory]
    [InlineData("0 0 * * * *", "2027-01-04 09:00:00", false)]
    [InlineData("0 * * * *", "2027-01-04 09:00:00", false)]
    [InlineData("30 8 * * *", "2027-01-05 08:30:00", false)]
    [InlineData("0 30 6 * * Mon-Fri", "2027-01-05 06:30:00", false)]
    [InlineData("0 0 0 29 2 *", "2028-02-29 00:00:00", false)]
    [InlineData("*/20 * * * * *", "2027-01-04 08:30:20", true)]
    [InlineData("01:30:00", "2027-01-04 10:00:00", false)]
    [InlineData("00:00:05", "2027-01-04 08:30:05", true)]
    public void The_next_occurrence_is_strictly_after_the_instant(string expression, string next, bool isSubMinute)
    {
        var schedule = TimerSchedule.Parse(expression);

        Assert.Equal((At(next), isSubMinute), (schedule.Next(Now), schedule.IsSubMinute));
    }

    [Theory]
    [InlineData("")]
    [InlineData("* * * *")]
    [InlineData("0 0 25 * * *")]
    [InlineData("-00:10:00")]
    public void What_is_no_schedule_is_refused(string expression) => Assert.Throws<FormatException>(() => TimerSchedule.Parse(expression));

    [Theory]
    // nothing stored
    [InlineData(null, null, "0 0 * * * *", "2027-01-04 09:00:00", false)]
    // on time
    [InlineData("2027-01-04 08:00:00", "2027-01-04 09:00:00", "0 0 * * * *", "2027-01-04 09:00:00", false)]
    // missed once, or many times: the same one catch-up
    [InlineData("2027-01-04 07:00:00", "2027-01-04 08:00:00", "0 0 * * * *", "2027-01-04 08:00:00", true)]
    [InlineData("2026-12-01 07:00:00", "2026-12-01 08:00:00", "0 0 * * * *", "2026-12-01 08:00:00", true)]
    // the schedule was changed: its own past occurrence is not past due
    [InlineData("2027-01-04 07:00:00", "2027-01-05 07:00:00", "0 0 * * * *", "2027-01-04 09:00:00", false)]
    [InlineData("2027-01-04 07:00:00", "2027-01-04 08:00:00", "0 0 12 * * *", "2027-01-04 12:00:00", false)]
    public void A_start_goes_on_from_what_was_stored(string? last, string? next, string expression, string expectedNext, bool isPastDue)
    {
        var stored = last is null ? null : new TimerStatus(At(last).UtcDateTime, At(next!).UtcDateTime, At(last).UtcDateTime);

        var status = TimerStatus.OnStart(stored, TimerSchedule.Parse(expression), Now);

        Assert.Equal((At(expectedNext), isPastDue), (status.NextDue, status.IsPastDue(Now)));
    }

    [Fact]
    public void A_timer_first_seen_and_never_run_is_past_due_once_its_time_has_passed()
    {
        var schedule = TimerSchedule.Parse("0 0 * * * *");
        var first = TimerStatus.OnStart(null, schedule, Now);

        Assert.True(TimerStatus.OnStart(first, schedule, Now.AddHours(2)).IsPastDue(Now.AddHours(2)));
    }

    [Fact]
    public void A_timer_that_fired_early_does_not_fire_twice()
    {
        var schedule = TimerSchedule.Parse("0 0 * * * *");
        var due = At("2027-01-04 09:00:00");

        Assert.Equal(At("2027-01-04 10:00:00"), TimerStatus.AfterRun(schedule, due.AddMilliseconds(-3), due).NextDue);
    }

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
