using System.Runtime.CompilerServices;
using AdoptionAutomation.Storage;
using Azure.Data.Tables;

namespace AdoptionAutomation.Waves.People;

/// <summary>What the reading of an audience writes.</summary>
internal sealed partial class PeopleTable
{
    private static readonly string[] WhereTheyAre = ["RowKey", "Wave", "State", "Reason"];

    /// <summary>
    /// Adds those of up to <see cref="ChunkSize"/> people who are in no wave yet, counted in the same transaction; whom an edit left out of
    /// another wave is taken over.
    /// </summary>
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
            if (missing.Count == 0 || await TryAddAsync(campaign, wave, missing, cancellationToken))
            {
                var free = people.Where(person => present.TryGetValue(person.Id, out var place) && place.IsFree && place.Wave != wave).ToList();
                var taken = free.Count > 0 ? await TakeOverAsync(campaign, wave, free, cancellationToken) : [];
                return present.Where(pair => !taken.Contains(pair.Key)).ToDictionary(pair => pair.Key, pair => pair.Value.Wave, StringComparer.Ordinal);
            }

            present = await WavesOfAsync(campaign, people, cancellationToken);
        }

        throw new ContentionException($"the people of wave {wave}");
    }

    /// <summary>
    /// A later reading met up to <see cref="ChunkSize"/> people who are in this wave already: those whose turn has not come are from now on as it
    /// found them, and those who were skipped are planned again.
    /// </summary>
    public async Task MeetAgainAsync(string campaign, string wave, IReadOnlyList<PersonRow> people, CancellationToken cancellationToken)
    {
        var read = people.ToDictionary(person => person.Id, StringComparer.Ordinal);
        var known = await table.FindRowsAsync(Key.Of(campaign), [.. read.Keys], "", null, cancellationToken).Select(RowOf).ToListAsync(cancellationToken);
        var again = known.Where(row =>
            row.Wave == wave && row.State is PersonState.Planned or PersonState.Skipped && row.Reading < read[row.Id].Reading);
        await MoveAsync(campaign, wave, [.. again.Select(row => new PersonMove(row, PersonState.Planned) { As = read[row.Id] })], cancellationToken);
    }

    /// <summary>Those planned whom the latest reading did not meet.</summary>
    public IAsyncEnumerable<PersonRow> NotMetAsync(string campaign, string wave, int reading, CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {Key.Of(campaign)} and RowKey gt {FirstKey} and Wave eq {wave} and State eq {nameof(PersonState.Planned)} and Reading lt {reading}");
        return table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken).Select(RowOf);
    }

    /// <summary>People of the newcomers' track who agreed to be announced and whose first day lies between two times.</summary>
    public async IAsyncEnumerable<PersonRow> ToAnnounceAsync(
        string campaign, DateTimeOffset from, DateTimeOffset to, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {Key.Of(campaign)} and RowKey gt {FirstKey} and FirstDay ge {from} and FirstDay le {to} and AnnounceAt gt {DateTimeOffset.UnixEpoch}");
        await foreach (var entity in table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            yield return RowOf(entity);
        }
    }

    private async Task<bool> TryAddAsync(string campaign, string wave, List<PersonRow> missing, CancellationToken cancellationToken)
    {
        var counter = await CounterAsync(campaign, wave, missing[0].Id, cancellationToken);
        counter.Count(nameof(PersonState.Planned), missing.Count);
        return await TryWriteAsync(campaign, [.. missing.Select(person => Add(campaign, person)), counter.Action], cancellationToken);
    }

    /// <summary>Rows and the counters of both waves in one transaction, for each wave that let some of them go.</summary>
    /// <returns>The ids of those who are in this wave now; the others have found a place meanwhile.</returns>
    private async Task<HashSet<string>> TakeOverAsync(string campaign, string wave, IReadOnlyList<PersonRow> free, CancellationToken cancellationToken)
    {
        var planned = free.ToDictionary(person => person.Id, StringComparer.Ordinal);
        var known = await table.FindRowsAsync(Key.Of(campaign), [.. planned.Keys], "", null, cancellationToken).ToListAsync(cancellationToken);
        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var some in known.Where(row => PlaceOf(row) is { IsFree: true } place && place.Wave != wave)
            .GroupBy(row => row.GetString("Wave")!, StringComparer.Ordinal)
            .SelectMany(rows => rows.Chunk(ChunkSize - 1)))
        {
            var before = await CounterAsync(campaign, some[0].GetString("Wave")!, some[0].RowKey, cancellationToken);
            var after = await CounterAsync(campaign, wave, some[0].RowKey, cancellationToken);
            before.Count(nameof(PersonState.Skipped), -some.Length);
            after.Count(nameof(PersonState.Planned), some.Length);
            var rows = some.Select(row => new TableTransactionAction(
                TableTransactionActionType.UpdateReplace, EntityOf(campaign, planned[row.RowKey]), row.ETag));
            if (await TryWriteAsync(campaign, [.. rows, before.Action, after.Action], cancellationToken))
            {
                taken.UnionWith(some.Select(row => row.RowKey));
            }
            else
            {
                throw new ContentionException($"the people of wave {wave}");
            }
        }

        return taken;
    }

    /// <summary>Whom of some people a wave has, by id, with that wave; whom an edit left out is nobody's.</summary>
    public async Task<IReadOnlyDictionary<string, string>> WavesOfAsync(string campaign, IReadOnlyCollection<string> people, CancellationToken cancellationToken) =>
        await table.FindRowsAsync(Key.Of(campaign), people, "", WhereTheyAre, cancellationToken)
            .Where(entity => !PlaceOf(entity).IsFree)
            .ToDictionaryAsync(entity => entity.RowKey, entity => entity.GetString("Wave")!, StringComparer.Ordinal, cancellationToken);

    private ValueTask<Dictionary<string, Place>> WavesOfAsync(string campaign, IReadOnlyList<PersonRow> people, CancellationToken cancellationToken) =>
        table.FindRowsAsync(Key.Of(campaign), [.. people.Select(person => person.Id)], "", WhereTheyAre, cancellationToken)
            .ToDictionaryAsync(entity => entity.RowKey, PlaceOf, StringComparer.Ordinal, cancellationToken);

    private static Place PlaceOf(TableEntity entity) => new(
        entity.GetString("Wave")!, entity.GetString("State") == nameof(PersonState.Skipped) && entity.GetString("Reason") == PersonRow.LeftOut);

    private static TableTransactionAction Add(string campaign, PersonRow person) => new(TableTransactionActionType.Add, EntityOf(campaign, person));

    private static TableEntity EntityOf(string campaign, PersonRow person)
    {
        var entity = new TableEntity(Key.Of(campaign), Key.Of(person.Id))
        {
            ["Wave"] = person.Wave,
            ["State"] = person.State.ToString(),
            ["FirstDay"] = person.FirstDay!,
        };
        WriteReading(entity, person);
        return entity;
    }

    /// <summary>What a reading of the audience knows of a person.</summary>
    private static void WriteReading(TableEntity entity, PersonRow person)
    {
        entity["Mail"] = person.Mail;
        entity["FirstName"] = person.FirstName;
        entity["Language"] = person.Language;
        entity["Reading"] = person.Reading;
        entity["Zone"] = person.Zone!;
        entity["PrincipalName"] = person.PrincipalName!;
        entity["OwnGroups"] = ListOf(person.OwnGroups);
        entity["Kits"] = ListOf(person.Kits.Select(kit => kit.ToString()));
        entity["SeenAt"] = person.SeenAt!;
    }

    /// <param name="Wave">Whose row it is.</param>
    /// <param name="IsFree">Whether an edit left them out of it before their turn came.</param>
    private sealed record Place(string Wave, bool IsFree);
}
