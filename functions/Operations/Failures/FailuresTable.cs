using AdoptionAutomation.Storage;
using Azure;
using Azure.Data.Tables;

namespace AdoptionAutomation.Operations.Failures;

/// <summary>
/// Why messages failed, a row a message: partition campaign and queue, row the message's key. And why timers failed last, a row a timer. No
/// personal data. A row goes when its message is put back on its queue, or within a week after 30 days: a message that failed and went through
/// later has left one, too.
/// </summary>
internal sealed class FailuresTable(TableServiceClient service, TimeProvider time)
{
    /// <summary>No campaign's: those have the queue's name in them.</summary>
    private const string Timers = "timers";

    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    private readonly TableClient table = service.GetTableClient(TableNames.Failures);

    /// <returns>False if storage itself is what fails: whoever tells of a failure must not be told another one.</returns>
    public Task<bool> TryRecordAsync(QueuedWork work, FailureReason reason, CancellationToken cancellationToken) =>
        TryRecordAsync(PartitionOf(work), work.Key, reason, cancellationToken);

    /// <param name="timer">The function's name.</param>
    /// <param name="reason">Why it failed.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>False as with messages.</returns>
    public Task<bool> TryRecordTimerAsync(string timer, FailureReason reason, CancellationToken cancellationToken) =>
        TryRecordAsync(Timers, timer, reason, cancellationToken);

    /// <summary>The last failure of each timer that had one, by the function's name; it may have succeeded since.</summary>
    public async Task<IReadOnlyDictionary<string, FailureRow>> OfTimersAsync(CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, FailureRow>(StringComparer.Ordinal);
        await foreach (var entity in table.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {Timers}"), cancellationToken: cancellationToken))
        {
            if (RowOf(entity) is { } row)
            {
                found[entity.RowKey] = row;
            }
        }

        return found;
    }

    private async Task<bool> TryRecordAsync(string partition, string row, FailureReason reason, CancellationToken cancellationToken)
    {
        try
        {
            await RecordAsync(partition, row, reason, cancellationToken);
            return true;
        }
        catch (Exception unwritten) when (unwritten is RequestFailedException or AggregateException or OperationCanceledException)
        {
            return false;
        }
    }

    private async Task RecordAsync(string partition, string row, FailureReason reason, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var entity = new TableEntity(partition, row) { ["Cause"] = reason.Cause, ["Message"] = reason.Message, ["FirstAt"] = now, ["LastAt"] = now };
        try
        {
            await table.AddEntityAsync(entity, cancellationToken);
        }
        catch (RequestFailedException again) when (again.Status == 409)
        {
            entity.Remove("FirstAt");
            await table.UpsertEntityAsync(entity, TableUpdateMode.Merge, cancellationToken);
        }
    }

    public async Task<FailureRow?> FindAsync(QueuedWork work, CancellationToken cancellationToken)
    {
        var found = await table.GetEntityIfExistsAsync<TableEntity>(PartitionOf(work), work.Key, cancellationToken: cancellationToken);
        return found is { HasValue: true, Value: { } entity } ? RowOf(entity) : null;
    }

    public Task RemoveAsync(QueuedWork work, CancellationToken cancellationToken) =>
        table.DeleteEntityAsync(PartitionOf(work), work.Key, cancellationToken: cancellationToken);

    /// <returns>How many rows were too old.</returns>
    public async Task<int> ForgetAsync(CancellationToken cancellationToken)
    {
        var (forgotten, filter) = (0, TableClient.CreateQueryFilter($"LastAt lt {time.GetUtcNow() - Kept}"));
        await foreach (var row in table.QueryAsync<TableEntity>(filter, select: ["PartitionKey", "RowKey"], cancellationToken: cancellationToken))
        {
            await table.DeleteEntityAsync(row.PartitionKey, row.RowKey, cancellationToken: cancellationToken);
            forgotten++;
        }

        return forgotten;
    }

    /// <returns>Null: two wrote at once, and the one that writes the first time is not through.</returns>
    private static FailureRow? RowOf(TableEntity entity) => entity.GetDateTimeOffset("FirstAt") is { } first
        ? new(entity.GetString("Cause")!, entity.GetString("Message")!, first, entity.GetDateTimeOffset("LastAt")!.Value)
        : null;

    private static string PartitionOf(QueuedWork work) => Key.Of(Key.Allows(work.Campaign) ? work.Campaign : "-", work.Queue);
}
