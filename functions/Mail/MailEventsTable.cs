using AdoptionAutomation.Storage;
using Azure.Data.Tables;

namespace AdoptionAutomation.Mail;

/// <summary>When events last arrived from SendGrid: the sign that its webhook is alive. Beside the lanes; no personal data.</summary>
internal sealed class MailEventsTable(TableServiceClient service)
{
    private const string Partition = "lanes";
    private const string Row = "mail-events";

    private readonly TableClient table = service.GetTableClient(TableNames.Lanes);

    public async Task<DateTimeOffset?> LastAsync(CancellationToken cancellationToken)
    {
        var found = await table.GetEntityIfExistsAsync<TableEntity>(Partition, Row, cancellationToken: cancellationToken);
        return found is { HasValue: true, Value: { } entity } ? entity.GetDateTimeOffset("Last") : null;
    }

    public Task SetLastAsync(DateTimeOffset at, CancellationToken cancellationToken) =>
        table.UpsertEntityAsync(new TableEntity(Partition, Row) { ["Last"] = at }, TableUpdateMode.Replace, cancellationToken);
}
