using AdoptionAutomation.Effects;
using AdoptionAutomation.Operations.Backups;
using AdoptionAutomation.Storage;
using Azure;
using Azure.Data.Tables;

namespace AdoptionAutomation.Sandbox.Restore;

/// <summary>Puts the rows of one table that are missing back from a backup, up to a hundred of a partition in one request. Again is the same.</summary>
internal sealed class TableRestore(TableServiceClient tables, BackupDays days)
{
    /// <summary>A transaction takes 4 MiB, written as JSON, binary as base64.</summary>
    private const int MostBytes = 1_500_000;

    /// <param name="day">The backup's.</param>
    /// <param name="name">The table's.</param>
    /// <param name="progress">Hears how many rows were looked at.</param>
    /// <param name="cancellationToken">Cancels the requests; what was put back stays.</param>
    public async Task<RestoredTable> RunAsync(DateOnly day, string name, Action<long> progress, CancellationToken cancellationToken)
    {
        var (table, batch, bytes) = (tables.GetTableClient(name), new List<TableEntity>(), 0);
        var (looked, written, claimed) = (0L, 0L, 0L);
        await foreach (var row in days.ReadAsync(day, name, cancellationToken))
        {
            var size = SizeOf(row);
            if (batch.Count > 0 && (batch.Count == RowTransactions.Size || bytes + size > MostBytes || batch[0].PartitionKey != row.PartitionKey))
            {
                written += await WriteAsync(table, batch, cancellationToken);
                progress(looked);
                (batch, bytes) = ([], 0);
            }

            batch.Add(row);
            bytes += size;
            looked++;
            claimed += name == TableNames.Effects && row.GetString("State") == nameof(EffectState.Claimed) ? 1 : 0;
        }

        written += batch.Count > 0 ? await WriteAsync(table, batch, cancellationToken) : 0;
        return new(name, looked, written, claimed);
    }

    private static async Task<int> WriteAsync(TableClient table, IReadOnlyList<TableEntity> batch, CancellationToken cancellationToken)
    {
        if (await TrySubmitAsync(table, batch, cancellationToken))
        {
            return batch.Count;
        }

        // Some are there: only the others are added.
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {batch[0].PartitionKey} and RowKey ge {batch[0].RowKey} and RowKey le {batch[^1].RowKey}");
        var there = await table.QueryAsync<TableEntity>(filter, select: ["RowKey"], cancellationToken: cancellationToken)
            .Select(row => row.RowKey)
            .ToHashSetAsync(StringComparer.Ordinal, cancellationToken);
        var missing = batch.Where(row => !there.Contains(row.RowKey)).ToList();
        return missing.Count == 0 ? 0
            : await TrySubmitAsync(table, missing, cancellationToken) ? missing.Count
            : throw new RowsMovedException($"Somebody else writes to {table.Name}: pause every campaign, wait until nothing is under way, then restore again.");
    }

    private static async Task<bool> TrySubmitAsync(TableClient table, IReadOnlyList<TableEntity> rows, CancellationToken cancellationToken)
    {
        try
        {
            await table.SubmitTransactionAsync(rows.Select(row => new TableTransactionAction(TableTransactionActionType.Add, row)), cancellationToken);
            return true;
        }
        catch (RequestFailedException there) when (there.Status == 409)
        {
            return false;
        }
    }

    private static int SizeOf(TableEntity row) => row.Sum(property => property.Value switch
    {
        string text => text.Length * 3,
        byte[] bytes => bytes.Length * 4 / 3,
        _ => 40,
    });
}

/// <summary>Rows changed under a restore.</summary>
internal sealed class RowsMovedException(string message) : Exception(message);

/// <param name="Name">The table's.</param>
/// <param name="Rows">In the backup.</param>
/// <param name="Written">Put back; the others were there.</param>
/// <param name="Claimed">Effects that were under way when the backup was taken.</param>
internal sealed record RestoredTable(string Name, long Rows, long Written, long Claimed);
