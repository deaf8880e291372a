using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace AdoptionAutomation.Mail.Notices;

/// <summary>Once a week: the notices that nobody needs any more go.</summary>
internal sealed partial class ForgetNotices(NoticesTable notices, ILogger<ForgetNotices> logger)
{
    [Function(nameof(ForgetNotices))]
    public async Task RunAsync([TimerTrigger("0 45 4 * * 0")] TimerInfo timer, CancellationToken cancellationToken) =>
        Log.Forgotten(logger, await notices.ForgetAsync(cancellationToken));

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "{Rows} rows of old notices are gone.")]
        public static partial void Forgotten(ILogger logger, int rows);
    }
}
