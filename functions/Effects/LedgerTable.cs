using AdoptionAutomation.Storage;
using Azure;
using Azure.Data.Tables;

namespace AdoptionAutomation.Effects;

/// <summary>
/// The ledger's rows: partition campaign and purpose, row the subject (a person's or a group's id).
/// Kept for the campaign's life: a lost ledger would mean sending everything again.
/// </summary>
internal sealed class LedgerTable(TableServiceClient service)
{
    private readonly TableClient table = service.GetTableClient(TableNames.Effects);

    /// <summary>Writes all rows or none; sets their new ETags.</summary>
    /// <returns>False if another writer was first with one of them.</returns>
    public async Task<bool> TryWriteAsync(EffectScope scope, IReadOnlyList<EffectRow> rows, CancellationToken cancellationToken)
    {
        if (rows.Count == 0)
        {
            return true;
        }

        try
        {
            var answer = await table.SubmitTransactionAsync(rows.Select(row => ActionFor(scope, row)), cancellationToken);
            for (var i = 0; i < rows.Count; i++)
            {
                rows[i].ETag = answer.Value[i].Headers.ETag ?? rows[i].ETag;
            }

            return true;
        }
        catch (RequestFailedException conflict) when (conflict.Status is 409 or 412)
        {
            return false;
        }
    }

    /// <summary>The rows of <paramref name="subjects"/> that exist, by subject.</summary>
    public ValueTask<Dictionary<string, EffectRow>> ReadAsync(
        EffectScope scope, IReadOnlyCollection<string> subjects, CancellationToken cancellationToken) =>
        FindAsync(scope, subjects, "", cancellationToken).ToDictionaryAsync(row => row.Subject, StringComparer.Ordinal, cancellationToken);

    /// <summary>The rows of <paramref name="subjects"/> that are not done yet: usually none, in one request.</summary>
    public ValueTask<List<EffectRow>> ReadUnsettledAsync(
        EffectScope scope, IReadOnlyCollection<string> subjects, CancellationToken cancellationToken) =>
        FindAsync(scope, subjects, $" and State ne '{nameof(EffectState.Done)}'", cancellationToken)
            .Where(row => row.State != EffectState.Done)
            .ToListAsync(cancellationToken);

    /// <summary>Every row of a family, whatever its kind: for those whose size is known, such as a month of the calendar.</summary>
    public IAsyncEnumerable<EffectRow> ListAsync(string campaign, string purpose, CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {Key.Of(campaign, purpose)}");
        return table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken).Select(RowOf);
    }

    private IAsyncEnumerable<EffectRow> FindAsync(
        EffectScope scope, IReadOnlyCollection<string> subjects, string alsoIf, CancellationToken cancellationToken) =>
        table.FindRowsAsync(Partition(scope), subjects, alsoIf, null, cancellationToken).Select(RowOf);

    private static string Partition(EffectScope scope) => Key.Of(scope.Campaign, scope.Purpose);

    private static TableTransactionAction ActionFor(EffectScope scope, EffectRow row)
    {
        var entity = new TableEntity(Partition(scope), Key.Of(row.Subject))
        {
            ["State"] = row.State.ToString(),
            ["Since"] = row.Since,
            ["Owner"] = row.Owner,
            ["Attempt"] = row.Attempt,
            ["Expires"] = row.Expires,
            ["Reason"] = row.Reason!,
        };
        return row.ETag == default
            ? new(TableTransactionActionType.Add, entity)
            : new(TableTransactionActionType.UpdateReplace, entity, row.ETag);
    }

    private static EffectRow RowOf(TableEntity entity) => new(entity.RowKey)
    {
        ETag = entity.ETag,
        State = Enum.Parse<EffectState>(entity.GetString("State")!),
        Since = entity.GetDateTimeOffset("Since")!.Value,
        Owner = entity.GetString("Owner")!,
        Attempt = entity.GetInt32("Attempt")!.Value,
        Expires = entity.GetDateTimeOffset("Expires")!.Value,
        Reason = entity.GetString("Reason"),
    };
}

/// <summary>One effect: who is at it, how often it was tried, what came of it.</summary>
internal sealed class EffectRow(string subject)
{
    public string Subject { get; } = subject;

    /// <summary>Default: not in the table yet.</summary>
    public ETag ETag { get; set; }

    public required EffectState State { get; set; }

    /// <summary>When the row came to its state.</summary>
    public required DateTimeOffset Since { get; set; }

    /// <summary>The attempt that holds, or last held, the claim.</summary>
    public required string Owner { get; set; }

    public required int Attempt { get; set; }

    public required DateTimeOffset Expires { get; set; }

    public string? Reason { get; set; }
}
