using System.Runtime.CompilerServices;
using AdoptionAutomation.Storage;
using Azure.Data.Tables;

namespace AdoptionAutomation.Waves.People;

/// <summary>What the reading of usage reports asks for.</summary>
internal sealed partial class PeopleTable
{
    /// <summary>Whether somebody was welcomed and not seen yet: that a time is not there cannot be asked for.</summary>
    private const string Awaited = "Awaited";

    private const int ReadsAtOnce = 10;

    /// <summary>Those of a wave's people who have one of some ids.</summary>
    /// <param name="campaign">The campaign's id.</param>
    /// <param name="wave">Their wave.</param>
    /// <param name="ids">Up to <see cref="ChunkSize"/> of them, in order.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    public async Task<IReadOnlyList<PersonRow>> FindAsync(string campaign, string wave, IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        // One page of the range they lie in, which has all of them if they lie close together; the rest by key.
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {Key.Of(campaign)} and RowKey ge {ids[0]} and RowKey le {ids[^1]} and Wave eq {wave}");
        var missing = ids.ToHashSet(StringComparer.Ordinal);
        var found = new List<PersonRow>();
        await foreach (var page in table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken).AsPages().Take(1).WithCancellation(cancellationToken))
        {
            found.AddRange(page.Values.Where(entity => missing.Remove(entity.RowKey)).Select(RowOf));
        }

        foreach (var some in missing.Chunk(ReadsAtOnce))
        {
            var rows = await Task.WhenAll(some.Select(id => FindAsync(campaign, id, cancellationToken)));
            found.AddRange(rows.OfType<PersonRow>().Where(row => row.Wave == wave));
        }

        return [.. found.OrderBy(row => row.Id, StringComparer.Ordinal)];
    }

    /// <summary>The welcomed of all waves who are not known as active, in the order of their ids; only what it takes to find them in a report.</summary>
    public async IAsyncEnumerable<InactivePerson> InactiveAsync(string campaign, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {Key.Of(campaign)} and RowKey gt {FirstKey} and State eq {nameof(PersonState.Welcomed)} and Awaited eq {true}");
        string[] select = ["RowKey", "Wave", "Mail", "PrincipalName", "WelcomedAt"];
        await foreach (var entity in table.QueryAsync<TableEntity>(filter, select: select, cancellationToken: cancellationToken))
        {
            yield return new(
                entity.RowKey,
                entity.GetString("Wave")!,
                entity.GetString("Mail")!,
                entity.GetString("PrincipalName"),
                entity.GetDateTimeOffset("WelcomedAt")!.Value);
        }
    }
}
