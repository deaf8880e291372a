using AdoptionAutomation.Storage;
using Azure.Data.Tables;

namespace AdoptionAutomation.Operations.Health.Checks;

/// <summary>The tables are there and may be written.</summary>
internal sealed class TablesCheck(TableServiceClient service) : IHealthCheck
{
    private const string Role = "Storage Table Data Contributor";

    public string Id => "tables";

    public Said Name => new("Tables du stockage", "Storage tables");

    public Task<IReadOnlyList<HealthFinding>> LookAsync(CancellationToken cancellationToken) => StorageSight.LookAsync(Role, async () =>
    {
        var there = await service.QueryAsync((string?)null, cancellationToken: cancellationToken)
            .Select(table => table.Name)
            .ToHashSetAsync(StringComparer.OrdinalIgnoreCase, cancellationToken);

        // There is no such row: whoever may write is told so, and whoever may only read is refused.
        await service.GetTableClient(TableNames.Failures).DeleteEntityAsync("-", "-", cancellationToken: cancellationToken);
        return [StorageSight.Standing(TableNames.All, there)];
    });
}
