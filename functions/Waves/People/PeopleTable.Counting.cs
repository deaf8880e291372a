using AdoptionAutomation.Storage;
using Azure.Data.Tables;

namespace AdoptionAutomation.Waves.People;

/// <summary>What the counting of people for the figures asks for.</summary>
internal sealed partial class PeopleTable
{
    /// <summary>Everybody who was welcomed, whether or not the welcome came back, in the order of their ids; only what it takes to count them.</summary>
    public IAsyncEnumerable<CountedPerson> CountedAsync(string campaign, CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {Key.Of(campaign)} and RowKey gt {FirstKey} and (State eq {nameof(PersonState.Welcomed)} or HasBounced eq {true})");
        string[] select = ["RowKey", "Wave", "State", "Since", "Mail", "PrincipalName", "OwnGroups", "WelcomedAt", "ActiveAt"];
        return table.QueryAsync<TableEntity>(filter, select: select, cancellationToken: cancellationToken).Select(entity => new CountedPerson(
            entity.RowKey,
            entity.GetString("Wave")!,
            entity.GetString("PrincipalName") ?? entity.GetString("Mail") ?? "",
            entity.GetString("OwnGroups") ?? "")
        {
            WelcomedAt = entity.GetDateTimeOffset("WelcomedAt"),
            ActiveAt = entity.GetDateTimeOffset("ActiveAt"),
            BouncedAt = entity.GetString("State") == nameof(PersonState.Welcomed) ? null : entity.GetDateTimeOffset("Since"),
        });
    }

    /// <summary>The ids of the groups of a row's list.</summary>
    public static IReadOnlyList<string> GroupsIn(string list) => PartsOf(list);
}

/// <param name="Id">Object id.</param>
/// <param name="Wave">Their wave.</param>
/// <param name="Address">How a report without ids names them.</param>
/// <param name="OwnGroups">Ids of the groups that are theirs by an attribute, as the row lists them.</param>
internal sealed record CountedPerson(string Id, string Wave, string Address, string OwnGroups)
{
    public DateTimeOffset? WelcomedAt { get; init; }

    /// <summary>When a sign of them was first met; null: none was.</summary>
    public DateTimeOffset? ActiveAt { get; init; }

    /// <summary>When their welcome came back; null: it did not.</summary>
    public DateTimeOffset? BouncedAt { get; init; }
}
