using AdoptionAutomation.Sandbox.Time;
using Microsoft.Extensions.Logging;

namespace AdoptionAutomation.Sandbox.Runtime.Queues;

/// <summary>
/// A queue in real time: receives a batch, starts all of it, and receives again as soon as no more than the threshold is running.
/// </summary>
internal sealed partial class QueueListener(
    TriggerQueue queue, QueueProcessor processor, QueueSettings settings, AppInstance instance, TimeProvider clock, Random random, ILogger log)
{
    private readonly HashSet<Task> running = [];
    private volatile TaskCompletionSource woken = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Name => queue.Name;

    /// <summary>Ends the wait after an empty poll: this process has just put a message.</summary>
    public void Wake() => woken.TrySetResult();

    /// <summary>Ends when <paramref name="stopping"/> is signalled and every function that runs has ended: a drain.</summary>
    /// <param name="functions">Signalled only when functions are to give up.</param>
    public async Task RunAsync(CancellationToken stopping, CancellationToken functions)
    {
        var backoff = new PollingBackoff(settings.MaxPollingInterval, random);
        var foundWork = false;
        while (!stopping.IsCancellationRequested)
        {
            var received = await ReceiveAsync();
            foreach (var message in received)
            {
                running.Add(ProcessAsync(message, functions));
            }

            if (received.Count == 0)
            {
                await PauseAsync(backoff.Next(foundWork), stopping);
            }

            foundWork = received.Count > 0;
            await WaitForRoomAsync();
        }

        await Task.WhenAll(running);
    }

    /// <summary>Never cancelled half-way: what was received is run.</summary>
    private async Task<IReadOnlyList<LeasedMessage>> ReceiveAsync()
    {
        try
        {
            return await queue.ReceiveAsync(settings.BatchSize, CancellationToken.None);
        }
        catch (Exception e)
        {
            Log.CannotReceive(log, queue.Name, e);
            return [];
        }
    }

    private async Task ProcessAsync(LeasedMessage message, CancellationToken functions)
    {
        try
        {
            await processor.ProcessAsync(message, instance, functions);
        }
        catch (Exception e)
        {
            // The message was not settled: it comes back when its lease ends.
            Log.CannotSettle(log, message.Message.MessageId, queue.Name, e);
        }
    }

    private async Task WaitForRoomAsync()
    {
        while (running.Count > settings.NewBatchThreshold)
        {
            await Task.WhenAny(running);
            running.RemoveWhere(task => task.IsCompleted);
        }

        running.RemoveWhere(task => task.IsCompleted);
    }

    private async Task PauseAsync(TimeSpan span, CancellationToken stopping)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var sleep = clock.SleepUntilAsync(clock.GetUtcNow() + span, enough.Token);
        await Task.WhenAny(sleep, woken.Task);
        await enough.CancelAsync();
        await sleep;
        if (woken.Task.IsCompleted)
        {
            woken = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "The queue {Queue} cannot be read; trying again later")]
        public static partial void CannotReceive(ILogger logger, string queue, Exception e);

        [LoggerMessage(LogLevel.Error, "Message {Id} of {Queue} could not be settled; it comes back when its lease ends")]
        public static partial void CannotSettle(ILogger logger, string id, string queue, Exception e);
    }
}
