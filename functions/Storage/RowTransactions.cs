using AdoptionAutomation.Effects;
using Azure;
using Azure.Data.Tables;

namespace AdoptionAutomation.Storage;

/// <summary>What all tables' transactions have in common.</summary>
internal static class RowTransactions
{
    /// <summary>The Table service's limit on rows per transaction.</summary>
    public const int Size = 100;

    private const int MostRaces = 8;

    /// <summary>Removes what a filter finds in one partition, a hundred rows in one request; rows that go meanwhile are no harm.</summary>
    /// <returns>How many rows went.</returns>
    public static async Task<int> RemoveRowsAsync(this TableClient table, string filter, CancellationToken cancellationToken)
    {
        var removed = 0;
        for (var race = 0; race < MostRaces; race++)
        {
            var all = true;
            var rows = table.QueryAsync<TableEntity>(filter, select: ["PartitionKey", "RowKey"], cancellationToken: cancellationToken);
            await foreach (var some in rows.Chunk(Size).WithCancellation(cancellationToken))
            {
                var went = await TryRemoveAsync(table, some, cancellationToken);
                (all, removed) = (all && went, removed + (went ? some.Length : 0));
            }

            if (all)
            {
                return removed;
            }
        }

        throw new ContentionException($"rows of {table.Name} that are to go");
    }

    private static async Task<bool> TryRemoveAsync(TableClient table, IEnumerable<TableEntity> rows, CancellationToken cancellationToken)
    {
        try
        {
            await table.SubmitTransactionAsync(
                rows.Select(row => new TableTransactionAction(TableTransactionActionType.Delete, row, ETag.All)), cancellationToken);
            return true;
        }
        catch (RequestFailedException gone) when (gone.Status is 404 or 409 or 412)
        {
            return false;
        }
    }
}
