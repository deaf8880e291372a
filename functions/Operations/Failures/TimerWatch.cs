using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Logging;

namespace AdoptionAutomation.Operations.Failures;

/// <summary>
/// Goes around every timer, so that one which fails leaves word of why: the host writes the same status whether it failed or not. A timer that
/// succeeds costs no request here; that it did is told by the host's status, later than the failure.
/// </summary>
internal sealed partial class TimerWatch(FailuresTable failures, ILogger<TimerWatch> logger) : IFunctionsWorkerMiddleware
{
    private const string Timer = "timerTrigger";

    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (!context.FunctionDefinition.InputBindings.Values.Any(binding => binding.Type.Equals(Timer, StringComparison.OrdinalIgnoreCase)))
        {
            await next(context);
            return;
        }

        try
        {
            await next(context);
        }

        // As with the queues, whatever it is must be known, and is thrown on: the host sees what it would have seen.
        catch (Exception failure) when (failure is not OperationCanceledException || !context.CancellationToken.IsCancellationRequested)
        {
            await RecordAsync(context.FunctionDefinition.Name, FailureReason.Of(failure), context.CancellationToken);
            throw;
        }
    }

    private async Task RecordAsync(string timer, FailureReason reason, CancellationToken cancellationToken)
    {
        Log.Failed(logger, timer, reason.Cause);
        if (!await failures.TryRecordTimerAsync(timer, reason, cancellationToken))
        {
            Log.Unrecorded(logger, timer);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "Timer failed: {Timer}: {Cause}")]
        public static partial void Failed(ILogger logger, string timer, string cause);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Why timer {Timer} failed could not be written down.")]
        public static partial void Unrecorded(ILogger logger, string timer);
    }
}
