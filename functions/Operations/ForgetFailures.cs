using AdoptionAutomation.Operations.Failures;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace AdoptionAutomation.Operations;

/// <summary>Once a week: the failures that nobody needs any more go.</summary>
internal sealed partial class ForgetFailures(FailuresTable failures, ILogger<ForgetFailures> logger)
{
    [Function(nameof(ForgetFailures))]
    public async Task RunAsync([TimerTrigger("0 40 4 * * 0")] TimerInfo timer, CancellationToken cancellationToken) =>
        Log.Forgotten(logger, await failures.ForgetAsync(cancellationToken));

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "{Rows} rows of old failures are gone.")]
        public static partial void Forgotten(ILogger logger, int rows);
    }
}
