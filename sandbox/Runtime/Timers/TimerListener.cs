using AdoptionAutomation.Sandbox.Time;
using Microsoft.Extensions.Logging;

namespace AdoptionAutomation.Sandbox.Runtime.Timers;

/// <summary>A timer in real time: one instance of all listens, and runs it when it is due.</summary>
internal sealed partial class TimerListener(TimerRunner timer, ListenerLock listenerLock, AppInstance instance, TimeProvider clock, ILogger log)
{
    private static readonly TimeSpan AfterTrouble = TimeSpan.FromSeconds(10);

    /// <summary>Ends when <paramref name="stopping"/> is signalled and the function, if it runs, has ended.</summary>
    public async Task RunAsync(CancellationToken stopping, CancellationToken functions)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await ListenAsync(stopping, functions);
            }
            catch (Exception e)
            {
                Log.Trouble(log, timer.Name, e);
                await clock.SleepUntilAsync(clock.GetUtcNow() + AfterTrouble, stopping);
            }
        }
    }

    private async Task ListenAsync(CancellationToken stopping, CancellationToken functions)
    {
        await using var held = await listenerLock.AcquireAsync(stopping);
        if (held is null)
        {
            return;
        }

        using var end = CancellationTokenSource.CreateLinkedTokenSource(stopping, held.Lost);
        var next = await timer.StartAsync(CancellationToken.None);
        while (next is not null)
        {
            await clock.SleepUntilAsync(next.At, end.Token);
            if (end.IsCancellationRequested)
            {
                return;
            }

            next = await timer.RunAsync(next, instance, functions);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "The timer {Function} lost its storage; trying again")]
        public static partial void Trouble(ILogger logger, string function, Exception e);
    }
}
