using System.Globalization;
using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;

namespace AdoptionAutomation.Storage;

/// <summary>
/// What is to be put on a queue later. One partition for all campaigns and stages, ordered by time, so that the hourly planner reads what
/// falls due in one request. A row stays until the stage that wrote it has done the work; repeats are harmless.
/// </summary>
/// <remarks>Holds ids only; a row lives until its work is done.</remarks>
internal sealed class DueTable(TableServiceClient service)
{
    private const string Partition = "due";

    private readonly TableClient table = service.GetTableClient(TableNames.Due);

    /// <summary>Writes the row, or leaves the one that is there: same time and work, same row.</summary>
    public Task AddAsync(DueWork work, CancellationToken cancellationToken) => table.UpsertEntityAsync(
        new TableEntity(Partition, RowKey(work)) { ["Queue"] = work.Queue, ["Message"] = work.Message, ["At"] = work.At },
        TableUpdateMode.Replace,
        cancellationToken);

    /// <summary>The same of many, a hundred in one request; a row that is there keeps its <see cref="DueWork.IsPut"/>.</summary>
    public async Task AddAllAsync(IEnumerable<DueWork> works, CancellationToken cancellationToken)
    {
        foreach (var some in works.DistinctBy(RowKey, StringComparer.Ordinal).Chunk(RowTransactions.Size))
        {
            await table.SubmitTransactionAsync(
                some.Select(work => new TableTransactionAction(
                    TableTransactionActionType.UpsertMerge,
                    new TableEntity(Partition, RowKey(work))
                    {
                        ["Queue"] = work.Queue,
                        ["Message"] = work.Message,
                        ["At"] = work.At,
                        ["Hold"] = work.Hold.TotalSeconds,
                    })),
                cancellationToken);
        }
    }

    public Task RemoveAsync(DueWork work, CancellationToken cancellationToken) =>
        table.DeleteEntityAsync(Partition, RowKey(work), ETag.All, cancellationToken);

    /// <summary>The same of many, a hundred in one request; some may be gone already.</summary>
    public async Task RemoveAllAsync(IEnumerable<DueWork> works, CancellationToken cancellationToken)
    {
        foreach (var some in works.Chunk(RowTransactions.Size))
        {
            if (!await TrySubmitAsync(some.Select(work => ActionFor(TableTransactionActionType.Delete, work)), cancellationToken))
            {
                foreach (var work in some)
                {
                    await RemoveAsync(work, cancellationToken);
                }
            }
        }
    }

    /// <summary>
    /// Remembers that the messages of these are on their queues, to be seen later, so that the next round leaves them. Where a row has gone
    /// meanwhile, nothing is remembered of its hundred: a message too many is harmless.
    /// </summary>
    public async Task MarkAsync(IEnumerable<DueWork> works, CancellationToken cancellationToken)
    {
        foreach (var some in works.Chunk(RowTransactions.Size))
        {
            await TrySubmitAsync(
                some.Select(work => ActionFor(TableTransactionActionType.UpdateMerge, work, entity => entity["Put"] = true)), cancellationToken);
        }
    }

    /// <summary>All work due before <paramref name="until"/>, earliest first.</summary>
    public async IAsyncEnumerable<DueWork> ReadAsync(DateTimeOffset until, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {Partition} and RowKey lt {Stamp(until)}");
        await foreach (var row in table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            var key = row.RowKey.Split('|');
            yield return new(row.GetDateTimeOffset("At")!.Value, key[1], row.GetString("Queue")!, key[2], row.GetString("Message")!)
            {
                Hold = TimeSpan.FromSeconds(row.GetDouble("Hold") ?? 0),
                IsPut = row.GetBoolean("Put") is true,
            };
        }
    }

    /// <summary>When a message that was put ahead of its time was to be seen, the last of its times up to now; null: no row tells.</summary>
    public async Task<DateTimeOffset?> TimeOfAsync(string queue, string message, CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {Partition} and Queue eq {queue} and Message eq {message}");
        return await table.QueryAsync<TableEntity>(filter, select: ["At", "Hold"], cancellationToken: cancellationToken)
            .Select(row => row.GetDateTimeOffset("At") + TimeSpan.FromSeconds(row.GetDouble("Hold") ?? 0))
            .OrderByDescending(at => at)
            .FirstOrDefaultAsync(cancellationToken);
    }

    /// <returns>False if one of the rows is gone.</returns>
    private async Task<bool> TrySubmitAsync(IEnumerable<TableTransactionAction> actions, CancellationToken cancellationToken)
    {
        try
        {
            await table.SubmitTransactionAsync(actions, cancellationToken);
            return true;
        }
        catch (RequestFailedException gone) when (gone.Status == 404)
        {
            return false;
        }
    }

    private static TableTransactionAction ActionFor(TableTransactionActionType type, DueWork work, Action<TableEntity>? fill = null)
    {
        var entity = new TableEntity(Partition, RowKey(work));
        fill?.Invoke(entity);
        return new(type, entity, ETag.All);
    }

    private static string RowKey(DueWork work) => Key.Of(Stamp(work.At), work.Campaign, work.Name);

    private static string Stamp(DateTimeOffset at) => at.UtcDateTime.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture);
}

/// <param name="At">When the message is to be seen, to the second.</param>
/// <param name="Campaign">The campaign's id.</param>
/// <param name="Queue">One of <see cref="QueueNames"/>.</param>
/// <param name="Name">Names the work within the campaign: same name and time, same row.</param>
/// <param name="Message">The message's JSON.</param>
internal sealed record DueWork(DateTimeOffset At, string Campaign, string Queue, string Name, string Message)
{
    /// <summary>How much later than <see cref="At"/> the message is to be seen: what a paced lane takes one by one comes one by one.</summary>
    public TimeSpan Hold { get; init; }

    /// <summary>Whether an earlier round of the planner put the message on its queue.</summary>
    public bool IsPut { get; init; }
}
