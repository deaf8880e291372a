using AdoptionAutomation.Sandbox.Time;

namespace AdoptionAutomation.Sandbox.Runtime.Timers;

/// <summary>A timer in virtual time: its next run is an event on the agenda.</summary>
/// <param name="instance">The instance of the moment.</param>
/// <param name="onDeath">Starts a fresh instance, whose timers start again.</param>
internal sealed class VirtualTimer(TimerRunner timer, IAgenda agenda, Func<AppInstance> instance, Func<CancellationToken, Task> onDeath)
{
    private int generation;

    /// <summary>Starts or, after a death, starts again: what was planned before is forgotten.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        Stop();
        Plan(await timer.StartAsync(cancellationToken));
    }

    public void Stop() => generation++;

    private void Plan(TimerRun run)
    {
        var mine = generation;
        agenda.At(run.At, $"timer {timer.Name}", cancellationToken => mine == generation ? RunAsync(run, cancellationToken) : Task.CompletedTask);
    }

    private async Task RunAsync(TimerRun run, CancellationToken cancellationToken)
    {
        var mine = generation;
        var next = await timer.RunAsync(run, instance(), cancellationToken);
        if (next is null)
        {
            await onDeath(cancellationToken);
        }
        else if (mine == generation)
        {
            Plan(next);
        }
    }
}
