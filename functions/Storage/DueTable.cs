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

    public Task RemoveAsync(DueWork work, CancellationToken cancellationToken) =>
        table.DeleteEntityAsync(Partition, RowKey(work), ETag.All, cancellationToken);

    /// <summary>All work due before <paramref name="until"/>, earliest first.</summary>
    public async IAsyncEnumerable<DueWork> ReadAsync(DateTimeOffset until, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {Partition} and RowKey lt {Stamp(until)}");
        await foreach (var row in table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            var key = row.RowKey.Split('|');
            yield return new(row.GetDateTimeOffset("At")!.Value, key[1], row.GetString("Queue")!, key[2], row.GetString("Message")!);
        }
    }

    private static string RowKey(DueWork work) => Key.Of(Stamp(work.At), work.Campaign, work.Name);

    private static string Stamp(DateTimeOffset at) => at.UtcDateTime.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture);
}

/// <param name="At">When the message is to be seen, to the second.</param>
/// <param name="Campaign">The campaign's id.</param>
/// <param name="Queue">One of <see cref="QueueNames"/>.</param>
/// <param name="Name">Names the work within the campaign: same name and time, same row.</param>
/// <param name="Message">The message's JSON.</param>
internal sealed record DueWork(DateTimeOffset At, string Campaign, string Queue, string Name, string Message);
