using AdoptionAutomation.Storage;
using Azure.Data.Tables;

namespace AdoptionAutomation.Waves.People;

/// <summary>Who may be asked something.</summary>
internal sealed partial class PeopleTable
{
    /// <summary>Welcomed people, in the order of their ids, from after <paramref name="after"/> on.</summary>
    /// <param name="campaign">The campaign's id.</param>
    /// <param name="waves">Of these waves; none: of all.</param>
    /// <param name="after">Object ids after this one.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    public IAsyncEnumerable<PersonRow> WelcomedAsync(string campaign, IReadOnlyList<string> waves, string after, CancellationToken cancellationToken)
    {
        var of = waves.Select(wave => TableClient.CreateQueryFilter($"Wave eq {wave}")).ToList();
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {Key.Of(campaign)} and RowKey gt {after} and State eq {nameof(PersonState.Welcomed)}")
            + (of.Count > 0 ? $" and ({string.Join(" or ", of)})" : "");
        return table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken).Select(RowOf);
    }

    /// <summary>Some people's rows, by id; who has none is absent.</summary>
    public ValueTask<Dictionary<string, PersonRow>> FindAllAsync(string campaign, IReadOnlyCollection<string> some, CancellationToken cancellationToken) =>
        table.FindRowsAsync(Key.Of(campaign), some, "", null, cancellationToken)
            .Select(RowOf)
            .ToDictionaryAsync(row => row.Id, StringComparer.Ordinal, cancellationToken);

    /// <summary>Ids of all who are written to no more: erased, asked for no more reminders, or a mail of theirs came back.</summary>
    public ValueTask<HashSet<string>> UnwillingAsync(string campaign, CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {Key.Of(campaign)} and RowKey gt {FirstKey}")
            + $" and (Reason eq '{PersonRow.Erased}' or HasBounced eq true or FollowUpRefused gt '' or RemindersStoppedAt gt datetime'2000-01-01T00:00:00Z')";
        return table.QueryAsync<TableEntity>(filter, select: ["RowKey"], cancellationToken: cancellationToken)
            .Select(row => row.RowKey)
            .ToHashSetAsync(StringComparer.Ordinal, cancellationToken);
    }
}
