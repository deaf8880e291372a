using Microsoft.Azure.Functions.Worker;

namespace AdoptionAutomation.Sandbox.Runtime.Timers;

/// <summary>The next run of a timer.</summary>
/// <param name="Scheduled">Whether it is an occurrence of the schedule, and not a catch-up or a run on start-up.</param>
internal sealed record TimerRun(DateTimeOffset At, bool IsPastDue, bool Scheduled);

/// <summary>One timer function between its runs: what comes next, and what is remembered. Not for use by two threads.</summary>
internal sealed class TimerRunner(
    AppFunction function, TimerTrigger trigger, TimerStatusBlobs blobs, FunctionInvoker invoker, TimeProvider clock)
{
    private TimerStatus? status;

    public string Name => function.Name;

    /// <summary>Reads the status; a missed run is due at once, once, however many were missed.</summary>
    public async Task<TimerRun> StartAsync(CancellationToken cancellationToken)
    {
        if (trigger.UseMonitor)
        {
            var stored = await blobs.ReadAsync(function, cancellationToken);
            var now = clock.GetUtcNow();
            status = TimerStatus.OnStart(stored, trigger.Schedule, now);
            if (status != stored)
            {
                await blobs.WriteAsync(function, status, cancellationToken);
            }

            if (status.IsPastDue(now))
            {
                return new(now, IsPastDue: true, Scheduled: false);
            }
        }

        return trigger.RunOnStartup ? new(clock.GetUtcNow(), IsPastDue: false, Scheduled: false) : Following();
    }

    /// <returns>The run after this one; null when the instance died in this one.</returns>
    public async Task<TimerRun?> RunAsync(TimerRun run, AppInstance instance, CancellationToken cancellationToken)
    {
        var started = clock.GetUtcNow();
        var timer = new TimerInfo { IsPastDue = run.IsPastDue, ScheduleStatus = status?.ForFunction };
        if (await invoker.InvokeAsync(function, TriggerInput.Of(timer), instance, cancellationToken) == InvocationEnd.Died)
        {
            return null;
        }

        if (trigger.UseMonitor)
        {
            status = TimerStatus.AfterRun(trigger.Schedule, started, run.Scheduled ? run.At : null);
            await blobs.WriteAsync(function, status, CancellationToken.None);
        }

        return Following();
    }

    private TimerRun Following() => new(status?.NextDue ?? trigger.Schedule.Next(clock.GetUtcNow()), IsPastDue: false, Scheduled: true);
}
