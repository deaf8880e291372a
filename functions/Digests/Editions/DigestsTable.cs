using AdoptionAutomation.Storage;
using Azure;
using Azure.Data.Tables;

namespace AdoptionAutomation.Digests.Editions;

/// <summary>
/// What became of digests, beside the figures in a partition of their own: a row per edition and audience, from its first try on. Dates and words
/// alone, no person; kept for the campaign's life. Who got one is known to the ledger.
/// </summary>
internal sealed class DigestsTable(TableServiceClient service)
{
    private const string Sent = "sent";

    private readonly TableClient table = service.GetTableClient(TableNames.Kpis);

    public async Task<bool> IsClosedAsync(string scope, DigestPurpose purpose, CancellationToken cancellationToken) =>
        await FindAsync(scope, purpose, cancellationToken) is { } row && row.GetString("Outcome") is not null;

    /// <summary>Whether it went out; what was skipped did not.</summary>
    public async Task<bool> IsSentAsync(string scope, DigestPurpose purpose, CancellationToken cancellationToken) =>
        await FindAsync(scope, purpose, cancellationToken) is { } row && row.GetString("Outcome") == Sent;

    /// <summary>When an edition was first about to go out: now, if that is the first time.</summary>
    public async Task<DateTimeOffset> BeginAsync(string scope, DigestPurpose purpose, DateTimeOffset now, CancellationToken cancellationToken)
    {
        try
        {
            await table.AddEntityAsync(new TableEntity(Partition(scope), RowOf(purpose)) { ["Since"] = now }, cancellationToken);
            return now;
        }
        catch (RequestFailedException there) when (there.Status == 409)
        {
            return (await FindAsync(scope, purpose, cancellationToken))?.GetDateTimeOffset("Since") ?? now;
        }
    }

    /// <summary>Nothing is left to do. Safe to repeat.</summary>
    /// <param name="scope">The campaign's scope.</param>
    /// <param name="purpose">Which edition, for whom.</param>
    /// <param name="told">The last day that it told of; null: it was skipped.</param>
    /// <param name="now">The present.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    public Task CloseAsync(string scope, DigestPurpose purpose, DateOnly? told, DateTimeOffset now, CancellationToken cancellationToken) => table.UpsertEntityAsync(
        new TableEntity(Partition(scope), RowOf(purpose))
        {
            ["Since"] = now,
            ["At"] = now,
            ["Outcome"] = told is null ? "skipped" : Sent,
            ["Told"] = told?.ToString("O", System.Globalization.CultureInfo.InvariantCulture)!,
        },
        TableUpdateMode.Replace,
        cancellationToken);

    private static string Partition(string scope) => Key.Of(scope, DigestPurpose.Family);

    private static string RowOf(DigestPurpose purpose) => Key.Of(purpose.Period, purpose.Audience.Word());

    private async Task<TableEntity?> FindAsync(string scope, DigestPurpose purpose, CancellationToken cancellationToken)
    {
        var found = await table.GetEntityIfExistsAsync<TableEntity>(Partition(scope), RowOf(purpose), cancellationToken: cancellationToken);
        return found is { HasValue: true, Value: { } entity } ? entity : null;
    }
}
