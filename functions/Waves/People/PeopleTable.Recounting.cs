using AdoptionAutomation.Storage;
using Azure.Data.Tables;

namespace AdoptionAutomation.Waves.People;

/// <summary>Counters made anew from the rows: after a restore, for a copy of the table is not of one moment.</summary>
internal sealed partial class PeopleTable
{
    /// <summary>One row of counters a wave takes the place of its shards, each wave in one transaction. Nobody else may be at work.</summary>
    public async Task RecountAsync(string campaign, CancellationToken cancellationToken)
    {
        var counted = await CountAsync(campaign, cancellationToken);
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {Key.Of(campaign)} and RowKey ge {"!"} and RowKey lt {FirstKey}");
        var standing = await table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken).ToListAsync(cancellationToken);
        foreach (var wave in counted.Keys.Union(standing.Select(shard => WaveOf(shard.RowKey)), StringComparer.Ordinal).ToList())
        {
            var kept = counted.GetValueOrDefault(wave) ?? CounterOf(campaign, wave);
            var actions = standing.Where(shard => WaveOf(shard.RowKey) == wave && shard.RowKey != kept.RowKey)
                .Select(shard => new TableTransactionAction(TableTransactionActionType.Delete, shard, shard.ETag))
                .Append(new(TableTransactionActionType.UpsertReplace, kept));
            await table.SubmitTransactionAsync(actions, cancellationToken);
        }
    }

    private async Task<Dictionary<string, TableEntity>> CountAsync(string campaign, CancellationToken cancellationToken)
    {
        var counted = new Dictionary<string, TableEntity>(StringComparer.Ordinal);
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {Key.Of(campaign)} and RowKey ge {FirstKey}");
        await foreach (var person in table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken).Select(RowOf).Where(row => row.Wave.Length > 0))
        {
            if (!counted.TryGetValue(person.Wave, out var entity))
            {
                counted[person.Wave] = entity = CounterOf(campaign, person.Wave);
            }

            var counter = new CounterRow(entity);
            counter.Count(person.State.ToString(), 1);
            counter.CountMarks(person, 1);
        }

        return counted;
    }

    private static TableEntity CounterOf(string campaign, string wave) => new(Key.Of(campaign), Key.Of($"!{wave}", "00"));
}
