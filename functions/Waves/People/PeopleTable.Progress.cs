using AdoptionAutomation.Storage;
using Azure.Data.Tables;

namespace AdoptionAutomation.Waves.People;

/// <summary>What the counters say.</summary>
internal sealed partial class PeopleTable
{
    /// <summary>How far the wave's people are: one query of at most 64 rows, at any size.</summary>
    public async Task<WaveProgress> ProgressAsync(string campaign, string wave, CancellationToken cancellationToken)
    {
        var prefix = $"!{Key.Of(wave)}";
        var progress = await ProgressAsync(campaign, $"{prefix}|", Key.After(prefix), cancellationToken);
        return progress.GetValueOrDefault(wave) ?? SumOf([]);
    }

    /// <summary>The same of every wave that ever had people, by id: a query for some fifteen waves.</summary>
    public Task<Dictionary<string, WaveProgress>> ProgressAsync(string campaign, CancellationToken cancellationToken) =>
        ProgressAsync(campaign, "!", FirstKey, cancellationToken);

    private async Task<Dictionary<string, WaveProgress>> ProgressAsync(string campaign, string from, string to, CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {Key.Of(campaign)} and RowKey ge {from} and RowKey lt {to}");
        var shards = await table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken).ToListAsync(cancellationToken);
        return shards.GroupBy(shard => WaveOf(shard.RowKey), StringComparer.Ordinal).ToDictionary(wave => wave.Key, SumOf, StringComparer.Ordinal);
    }

    private static string WaveOf(string counter) => counter[1..].Split('|')[0];

    private static WaveProgress SumOf(IEnumerable<TableEntity> shards)
    {
        var total = CounterRow.Names.ToDictionary(name => name, _ => 0, StringComparer.Ordinal);
        foreach (var shard in shards)
        {
            foreach (var name in CounterRow.Names)
            {
                total[name] += shard.GetInt32(name) ?? 0;
            }
        }

        return new(Enum.GetValues<PersonState>().ToDictionary(state => state, state => total[state.ToString()]))
        {
            Active = total[nameof(WaveProgress.Active)],
            Accepted = total[nameof(WaveProgress.Accepted)],
            Bounced = total[nameof(WaveProgress.Bounced)],
            RemindersStopped = total[nameof(WaveProgress.RemindersStopped)],
        };
    }
}
