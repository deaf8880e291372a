using AdoptionAutomation.Storage;
using Azure;
using Azure.Data.Tables;

namespace AdoptionAutomation.Effects;

/// <summary>One row per lane, for all campaigns: where its pace has come to, and until when it rests. No personal data; kept for good.</summary>
internal sealed class LanesTable(TableServiceClient service)
{
    private const string Partition = "lanes";

    private readonly TableClient table = service.GetTableClient(TableNames.Lanes);

    public async Task<LaneRow> ReadAsync(string lane, CancellationToken cancellationToken)
    {
        var found = await table.GetEntityIfExistsAsync<TableEntity>(Partition, Key.Of(lane), cancellationToken: cancellationToken);
        return found is { HasValue: true, Value: { } entity } ? RowOf(entity) : new(lane, default);
    }

    /// <summary>Every lane that was ever at work. One request.</summary>
    public async Task<IReadOnlyList<LaneRow>> ListAsync(CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {Partition}");
        return await table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken)
            .Where(entity => entity.ContainsKey("NextFree"))
            .Select(RowOf)
            .ToListAsync(cancellationToken);
    }

    /// <returns>The row as it is now; null if another instance wrote first.</returns>
    public async Task<LaneRow?> TryWriteAsync(LaneRow row, CancellationToken cancellationToken)
    {
        var entity = new TableEntity(Partition, Key.Of(row.Lane))
        {
            ["NextFree"] = row.NextFree,
            ["RestsUntil"] = row.RestsUntil,
            ["Stopped"] = row.Stopped!,
        };
        try
        {
            var answer = await (row.ETag == default
                ? table.AddEntityAsync(entity, cancellationToken)
                : table.UpdateEntityAsync(entity, row.ETag, TableUpdateMode.Replace, cancellationToken));
            return row with { ETag = answer.Headers.ETag!.Value };
        }
        catch (RequestFailedException conflict) when (conflict.Status is 409 or 412)
        {
            return null;
        }
    }

    private static LaneRow RowOf(TableEntity entity) => new(entity.RowKey, entity.ETag)
    {
        NextFree = entity.GetDateTimeOffset("NextFree")!.Value,
        RestsUntil = entity.GetDateTimeOffset("RestsUntil")!.Value,
        Stopped = entity.GetString("Stopped"),
    };
}

internal sealed record LaneRow(string Lane, ETag ETag)
{
    /// <summary>When the next request may start. (The Table service stores no time before 1601.)</summary>
    public DateTimeOffset NextFree { get; init; } = DateTimeOffset.UnixEpoch;

    public DateTimeOffset RestsUntil { get; init; } = DateTimeOffset.UnixEpoch;

    /// <summary>Why the lane is stopped, for IT; null if it is not.</summary>
    public string? Stopped { get; init; }
}
