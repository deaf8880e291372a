using System.Runtime.CompilerServices;
using AdoptionAutomation.Storage;
using Azure;
using Azure.Data.Tables;

namespace AdoptionAutomation.Waves;

/// <summary>
/// One row per invited person, in the partition of their campaign: whoever is in a wave cannot be put in another. Beside them, up to 64
/// counter rows per wave; a person's row never changes its state but in one transaction with a counter, so progress never drifts.
/// </summary>
/// <remarks>
/// Holds what the welcome needs (address, first name, language) and how far the person is; kept until the campaign ends.
/// Rows: <c>!WAVE|SHARD</c> counters, then object ids of people in order, so that a chunk of people is a range of keys.
/// </remarks>
internal sealed class PeopleTable(TableServiceClient service)
{
    /// <summary>A transaction's 100 rows less the counter.</summary>
    public const int ChunkSize = 99;

    /// <summary>Before every object id, after every counter.</summary>
    public const string FirstKey = "0";

    private const int Shards = 64;
    private const int MostRaces = 20;

    private readonly TableClient table = service.GetTableClient(TableNames.People);

    /// <summary>Adds those of up to <see cref="ChunkSize"/> people who are in no wave yet, counted in the same transaction.</summary>
    /// <param name="campaign">The campaign's id.</param>
    /// <param name="wave">Their wave.</param>
    /// <param name="people">Planned people, in the order of their ids.</param>
    /// <param name="othersExist">Whether to look for people already in a wave before writing rather than after a conflict.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <returns>Who was in a wave already, by id, with that wave.</returns>
    public async Task<IReadOnlyDictionary<string, string>> AddAsync(
        string campaign, string wave, IReadOnlyList<PersonRow> people, bool othersExist, CancellationToken cancellationToken)
    {
        var present = othersExist ? await WavesOfAsync(campaign, people, cancellationToken) : [];
        for (var race = 0; race < MostRaces; race++)
        {
            var missing = people.Where(person => !present.ContainsKey(person.Id)).ToList();
            if (missing.Count == 0)
            {
                return present;
            }

            var counter = await CounterAsync(campaign, wave, missing[0].Id, cancellationToken);
            counter.Count(null, PersonState.Planned, missing.Count);
            if (await TryWriteAsync(campaign, [.. missing.Select(person => Add(campaign, person)), counter.Action], cancellationToken))
            {
                return present;
            }

            present = await WavesOfAsync(campaign, people, cancellationToken);
        }

        throw new Effects.ContentionException($"the people of wave {wave}");
    }

    /// <summary>Ids of a wave's people in order, from after <paramref name="after"/> on.</summary>
    public async IAsyncEnumerable<string> KeysAsync(
        string campaign, string wave, string after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {Key.Of(campaign)} and RowKey gt {after} and Wave eq {wave}");
        await foreach (var entity in table.QueryAsync<TableEntity>(filter, select: ["RowKey"], cancellationToken: cancellationToken))
        {
            yield return entity.RowKey;
        }
    }

    /// <summary>The people of a wave whose ids lie after <paramref name="after"/> and up to <paramref name="upTo"/>.</summary>
    public async Task<IReadOnlyList<PersonRow>> RangeAsync(
        string campaign, string wave, string after, string upTo, CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {Key.Of(campaign)} and RowKey gt {after} and RowKey le {upTo} and Wave eq {wave}");
        return await table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken)
            .Select(RowOf)
            .ToListAsync(cancellationToken);
    }

    public async Task<PersonRow?> FindAsync(string campaign, string person, CancellationToken cancellationToken)
    {
        var found = await table.GetEntityIfExistsAsync<TableEntity>(Key.Of(campaign), Key.Of(person), cancellationToken: cancellationToken);
        return found is { HasValue: true, Value: { } entity } ? RowOf(entity) : null;
    }

    /// <summary>Moves people of one chunk to new states; a person whose row has changed meanwhile is left as they are.</summary>
    /// <returns>How many moved.</returns>
    public async Task<int> MoveAsync(string campaign, string wave, IReadOnlyList<PersonMove> moves, CancellationToken cancellationToken)
    {
        var open = moves.Where(move => move.Person.State != move.To).ToList();
        for (var race = 0; race < MostRaces && open.Count > 0; race++)
        {
            var counter = await CounterAsync(campaign, wave, open[0].Person.Id, cancellationToken);
            foreach (var move in open)
            {
                counter.Count(move.Person.State, move.To, 1);
            }

            if (await TryWriteAsync(campaign, [.. open.Select(move => Update(campaign, move)), counter.Action], cancellationToken))
            {
                return open.Count;
            }

            open = await StillOpenAsync(campaign, wave, open, cancellationToken);
        }

        return open.Count == 0 ? 0 : throw new Effects.ContentionException($"the people of wave {wave}");
    }

    /// <summary>How many people of the wave are in each state: one query of at most 64 rows, at any size.</summary>
    public async Task<IReadOnlyDictionary<PersonState, int>> ProgressAsync(string campaign, string wave, CancellationToken cancellationToken)
    {
        var prefix = $"!{Key.Of(wave)}";
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {Key.Of(campaign)} and RowKey ge {prefix + "|"} and RowKey lt {Key.After(prefix)}");
        var total = Enum.GetValues<PersonState>().ToDictionary(state => state, _ => 0);
        await foreach (var entity in table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            foreach (var state in total.Keys)
            {
                total[state] += entity.GetInt32(state.ToString()) ?? 0;
            }
        }

        return total;
    }

    private async Task<List<PersonMove>> StillOpenAsync(
        string campaign, string wave, IReadOnlyList<PersonMove> moves, CancellationToken cancellationToken)
    {
        var ids = moves.Select(move => move.Person.Id).Order(StringComparer.Ordinal).ToList();
        var range = (await RangeAsync(campaign, wave, FirstKey, ids[^1], cancellationToken)).ToDictionary(row => row.Id, StringComparer.Ordinal);
        return [.. moves
            .Where(move => range.TryGetValue(move.Person.Id, out var now) && now.State == move.Person.State)
            .Select(move => move with { Person = range[move.Person.Id] })];
    }

    private async Task<Dictionary<string, string>> WavesOfAsync(string campaign, IReadOnlyList<PersonRow> people, CancellationToken cancellationToken)
    {
        var ids = people.Select(person => person.Id).ToHashSet(StringComparer.Ordinal);
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {Key.Of(campaign)} and RowKey ge {ids.Min(StringComparer.Ordinal)} and RowKey le {ids.Max(StringComparer.Ordinal)}");
        return await table.QueryAsync<TableEntity>(filter, select: ["RowKey", "Wave"], cancellationToken: cancellationToken)
            .Where(entity => ids.Contains(entity.RowKey))
            .ToDictionaryAsync(entity => entity.RowKey, entity => entity.GetString("Wave")!, StringComparer.Ordinal, cancellationToken);
    }

    private async Task<CounterRow> CounterAsync(string campaign, string wave, string firstId, CancellationToken cancellationToken)
    {
        var shard = Convert.ToInt32(firstId[..2], 16) % Shards;
        var row = Key.Of($"!{wave}", $"{shard:D2}");
        var found = await table.GetEntityIfExistsAsync<TableEntity>(Key.Of(campaign), row, cancellationToken: cancellationToken);
        return new(found is { HasValue: true, Value: { } entity } ? entity : new TableEntity(Key.Of(campaign), row));
    }

    private async Task<bool> TryWriteAsync(string campaign, IReadOnlyList<TableTransactionAction> actions, CancellationToken cancellationToken)
    {
        try
        {
            await table.SubmitTransactionAsync(actions, cancellationToken);
            return true;
        }
        catch (RequestFailedException conflict) when (conflict.Status is 409 or 412)
        {
            return false;
        }
    }

    private static TableTransactionAction Add(string campaign, PersonRow person) => new(
        TableTransactionActionType.Add,
        new TableEntity(Key.Of(campaign), Key.Of(person.Id))
        {
            ["Wave"] = person.Wave,
            ["State"] = person.State.ToString(),
            ["Mail"] = person.Mail,
            ["FirstName"] = person.FirstName,
            ["Language"] = person.Language,
        });

    private static TableTransactionAction Update(string campaign, PersonMove move) => new(
        TableTransactionActionType.UpdateMerge,
        new TableEntity(Key.Of(campaign), Key.Of(move.Person.Id)) { ["State"] = move.To.ToString(), ["Reason"] = move.Reason ?? "" },
        move.Person.ETag);

    private static PersonRow RowOf(TableEntity entity) => new(
        entity.RowKey,
        entity.GetString("Wave")!,
        Enum.Parse<PersonState>(entity.GetString("State")!),
        entity.GetString("Mail")!,
        entity.GetString("FirstName")!,
        entity.GetString("Language")!,
        entity.ETag);

    /// <summary>A shard's numbers: how many people are in each state.</summary>
    private sealed class CounterRow(TableEntity entity)
    {
        public TableTransactionAction Action => entity.ETag == default
            ? new(TableTransactionActionType.Add, entity)
            : new(TableTransactionActionType.UpdateReplace, entity, entity.ETag);

        public void Count(PersonState? from, PersonState to, int people)
        {
            if (from is { } left)
            {
                entity[left.ToString()] = (entity.GetInt32(left.ToString()) ?? 0) - people;
            }

            entity[to.ToString()] = (entity.GetInt32(to.ToString()) ?? 0) + people;
        }
    }
}
