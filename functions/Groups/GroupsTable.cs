using System.Runtime.CompilerServices;
using AdoptionAutomation.Storage;
using Azure.Data.Tables;

namespace AdoptionAutomation.Groups;

internal enum GroupState
{
    /// <summary>Made, but the directory does not show it everywhere yet.</summary>
    Created,

    /// <summary>Stands with its owners and first members.</summary>
    Ready,

    /// <summary>Cannot be made as declared; the reason says what to mend.</summary>
    Failed,
}

/// <summary>One row per declared group: partition campaign, row the group's id. No personal data; kept for the campaign's life.</summary>
internal sealed class GroupsTable(TableServiceClient service)
{
    private readonly TableClient table = service.GetTableClient(TableNames.Groups);

    public async Task<GroupRow?> FindAsync(string campaign, string group, CancellationToken cancellationToken)
    {
        var found = await table.GetEntityIfExistsAsync<TableEntity>(Key.Of(campaign), Key.Of(group), cancellationToken: cancellationToken);
        return found is { HasValue: true, Value: { } entity } ? RowOf(entity) : null;
    }

    public async IAsyncEnumerable<GroupRow> ListAsync(string campaign, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {Key.Of(campaign)}");
        await foreach (var entity in table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            yield return RowOf(entity);
        }
    }

    /// <summary>The groups that stand.</summary>
    public IAsyncEnumerable<GroupRow> ReadyAsync(string campaign, CancellationToken cancellationToken) =>
        ListAsync(campaign, cancellationToken).Where(row => row.State == GroupState.Ready);

    /// <summary>Writes what was found out; saying it twice is the same.</summary>
    public Task SetAsync(string campaign, GroupRow row, CancellationToken cancellationToken) => table.UpsertEntityAsync(
        new TableEntity(Key.Of(campaign), Key.Of(row.Group))
        {
            ["State"] = row.State.ToString(),
            ["GraphId"] = row.GraphId!,
            ["Reason"] = row.Reason!,
        },
        TableUpdateMode.Replace,
        cancellationToken);

    private static GroupRow RowOf(TableEntity entity) => new(
        entity.RowKey, Enum.Parse<GroupState>(entity.GetString("State")!), entity.GetString("GraphId"), entity.GetString("Reason"));
}

/// <param name="Group">The declared group's id.</param>
/// <param name="State">How far it is.</param>
/// <param name="GraphId">Object id in the tenant, once known.</param>
/// <param name="Reason">Why it failed.</param>
internal sealed record GroupRow(string Group, GroupState State, string? GraphId, string? Reason = null);
