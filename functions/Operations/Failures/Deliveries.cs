using System.Diagnostics;
using AdoptionAutomation.Operations.Tracing;
using AdoptionAutomation.Storage;
using Microsoft.Extensions.Logging;

namespace AdoptionAutomation.Operations.Failures;

/// <summary>
/// Goes around the work of every queue trigger, so that a message which ends on a poison queue has left word of why, and that its work is part
/// of the trace it came from. Work that succeeds costs no request here.
/// </summary>
internal sealed partial class Deliveries(FailuresTable failures, TimeProvider time, ILogger<Deliveries> logger)
{
    /// <param name="message">One of the messages that <see cref="QueuedWork"/> knows.</param>
    /// <param name="work">What it asks for.</param>
    /// <param name="cancellationToken">Cancels it: then nothing has failed.</param>
    /// <exception cref="UnknownVersionException">A later version of the app wrote the message.</exception>
    public async Task RunAsync(WorkMessage message, Func<Task> work, CancellationToken cancellationToken)
    {
        using var activity = Telemetry.StartDelivery(message, time.GetUtcNow());
        try
        {
            if (QueuedWork.Of(message).Version is not QueuedWork.KnownVersion and var version)
            {
                throw new UnknownVersionException(version);
            }

            await work();
        }

        // The one place, but for the host's own loop, that takes every exception: whatever it is, the queue counts it and five of them
        // poison the message, long after whoever could have told why is gone. It is thrown on, so the host sees what it would have seen.
        catch (Exception failure) when (failure is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            await RecordAsync(QueuedWork.Of(message), FailureReason.Of(failure), activity, cancellationToken);
            throw;
        }
    }

    private async Task RecordAsync(QueuedWork work, FailureReason reason, Activity? activity, CancellationToken cancellationToken)
    {
        activity.Fail(reason.Cause);
        Telemetry.Failed(work.Queue);
        Log.Failed(logger, work.Campaign, work.Queue, work.About, work.Step, reason.Cause);
        if (!await failures.TryRecordAsync(work, reason, cancellationToken))
        {
            Log.Unrecorded(logger, work.Queue, work.Key);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "{Campaign}: {Queue}: {About} {Step} failed: {Cause}")]
        public static partial void Failed(ILogger logger, string campaign, string queue, string about, string step, string cause);

        [LoggerMessage(Level = LogLevel.Warning, Message = "{Queue}: why message {Key} failed could not be written down.")]
        public static partial void Unrecorded(ILogger logger, string queue, string key);
    }
}

/// <summary>A message of a version that this app does not understand.</summary>
internal sealed class UnknownVersionException(int version)
    : Exception($"The message is of version {version}; this app knows version {QueuedWork.KnownVersion}. Deploy the app that wrote it, then redrive.");
