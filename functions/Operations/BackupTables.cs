using AdoptionAutomation.Operations.Backups;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AdoptionAutomation.Operations;

/// <summary>
/// Every night: a copy of every table, for <c>sandbox -- restore</c>. Only when it is whole do the days go that are older than
/// <see cref="BackupsOptions.KeepDays"/>: as long as copies fail, the last good
/// ones stay, until the storage account's own rule (infra/modules/storage.bicep) takes them.
/// </summary>
internal sealed partial class BackupTables(
    TableBackup backup, BackupDays days, Erasures erasures, IOptions<BackupsOptions> options, TimeProvider time, ILogger<BackupTables> logger)
{
    [Function(nameof(BackupTables))]
    public async Task RunAsync([TimerTrigger("0 10 1 * * *")] TimerInfo timer, CancellationToken cancellationToken)
    {
        var (keep, today) = (options.Value.KeepDays, DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime));
        if (keep > 0)
        {
            Log.Copied(logger, await backup.RunAsync(cancellationToken));
        }

        Log.Forgotten(logger, await days.ForgetAsync(today.AddDays(-keep), cancellationToken));
        await erasures.ForgetAsync(cancellationToken);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "The tables are copied: {Rows} rows.")]
        public static partial void Copied(ILogger logger, long rows);

        [LoggerMessage(Level = LogLevel.Information, Message = "{Days} days of old copies are gone.")]
        public static partial void Forgotten(ILogger logger, int days);
    }
}
