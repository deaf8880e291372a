using System.Runtime.CompilerServices;
using Azure.Data.Tables;

namespace AdoptionAutomation.Storage;

/// <summary>Finds some rows of a partition that may hold very many.</summary>
internal static class RowSearch
{
    /// <summary>A page of a thousand rows that tells of fewer keys costs more than asking for these one by one.</summary>
    private const int WorthAPage = 20;

    private const int ReadsAtOnce = 16;

    /// <summary>
    /// A range query as long as its pages are worth it: for keys that lie close together that is one request. The rest by key: an "or" of keys
    /// would have the service scan the partition.
    /// </summary>
    /// <param name="table">The table.</param>
    /// <param name="partition">The partition.</param>
    /// <param name="rows">Row keys; those that do not exist are absent from the answer.</param>
    /// <param name="alsoIf">A further condition of the range query, such as <c> and State eq 'x'</c>; rows found by key may not fulfil it.</param>
    /// <param name="select">The properties to read; null: all.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    public static async IAsyncEnumerable<TableEntity> FindRowsAsync(
        this TableClient table,
        string partition,
        IReadOnlyCollection<string> rows,
        string alsoIf,
        IReadOnlyList<string>? select,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var open = rows.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        if (open.Count == 0)
        {
            yield break;
        }

        var wanted = open.ToHashSet(StringComparer.Ordinal);
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey ge {open[0]} and RowKey le {open[^1]}");
        await foreach (var page in table.QueryAsync<TableEntity>(filter + alsoIf, select: select, cancellationToken: cancellationToken).AsPages())
        {
            foreach (var entity in page.Values.Where(entity => wanted.Contains(entity.RowKey)))
            {
                yield return entity;
            }

            var told = page.ContinuationToken is null ? open.Count
                : page.Values.Count == 0 ? 0
                : open.Count(row => string.CompareOrdinal(row, page.Values[^1].RowKey) <= 0);
            open.RemoveRange(0, told);
            if (told < WorthAPage)
            {
                break;
            }
        }

        foreach (var some in open.Chunk(ReadsAtOnce))
        {
            var found = await Task.WhenAll(some.Select(row =>
                table.GetEntityIfExistsAsync<TableEntity>(partition, Key.Of(row), select, cancellationToken)));
            foreach (var answer in found.Where(answer => answer.HasValue))
            {
                yield return answer.Value!;
            }
        }
    }
}
