using System.Runtime.CompilerServices;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Storage;
using Azure;
using Azure.Data.Tables;

namespace AdoptionAutomation.Waves.People;

/// <summary>
/// One row per invited person, in the partition of their campaign: whoever is in a wave cannot be put in another. Beside them, up to 64
/// counter rows per wave; a person's row never changes its state but in one transaction with a counter, so progress never drifts.
/// </summary>
/// <remarks>
/// Holds what mails need (address, first name, language, time zone), what decides about them (kits, activity, charter, reminders) and how far the
/// person is; kept until the campaign ends, or until the person is erased: then wave and state alone stay. Rows: <c>!WAVE|SHARD</c> counters, then object ids of people in order, so that a chunk of people is a range of keys.
/// </remarks>
internal sealed partial class PeopleTable(TableServiceClient service, TimeProvider time)
{
    /// <summary>A transaction's 100 rows less the counter.</summary>
    public const int ChunkSize = 99;

    /// <summary>Before every object id, after every counter.</summary>
    public const string FirstKey = "0";

    private const int Shards = 64;
    private const int MostRaces = 20;

    private readonly TableClient table = service.GetTableClient(TableNames.People);

    /// <summary>Ids of those of a wave's people who are in one of some states, in order, from after <paramref name="after"/> on.</summary>
    public async IAsyncEnumerable<string> KeysAsync(
        string campaign, string wave, string after, IReadOnlyList<PersonState> states, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {Key.Of(campaign)} and RowKey gt {after} and Wave eq {wave}")
            + $" and {In(states)}";
        await foreach (var entity in table.QueryAsync<TableEntity>(filter, select: ["RowKey"], cancellationToken: cancellationToken))
        {
            yield return entity.RowKey;
        }
    }

    /// <summary>A wave's people who are in one of some states, in stretches of keys from after <paramref name="after"/> on.</summary>
    public PeopleStretches StretchesAsync(
        string campaign, string wave, string after, IReadOnlyList<PersonState> states, CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {Key.Of(campaign)} and RowKey gt {after} and Wave eq {wave}");
        var open = states.Select(state => state.ToString()).ToList();
        var keys = table.QueryAsync<TableEntity>(filter, select: ["RowKey", "State"], cancellationToken: cancellationToken)
            .Select(entity => new PersonKey(entity.RowKey, open.Contains(entity.GetString("State")!)));
        return new(keys.GetAsyncEnumerator(cancellationToken), after);
    }

    /// <summary>The people of a wave whose ids lie after <paramref name="after"/> and up to <paramref name="upTo"/>.</summary>
    public Task<IReadOnlyList<PersonRow>> RangeAsync(string campaign, string wave, string after, string upTo, CancellationToken cancellationToken) =>
        RangeAsync(campaign, wave, after, upTo, [], cancellationToken);

    /// <summary>Those of them who are in one of some states: between few open people there may be very many who have come to an end.</summary>
    public async Task<IReadOnlyList<PersonRow>> RangeAsync(
        string campaign, string wave, string after, string upTo, IReadOnlyList<PersonState> states, CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {Key.Of(campaign)} and RowKey gt {after} and RowKey le {upTo} and Wave eq {wave}")
            + (states.Count > 0 ? $" and {In(states)}" : "");
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
    public Task<int> MoveAsync(string campaign, string wave, IReadOnlyList<PersonMove> moves, CancellationToken cancellationToken) => ChangeAsync(
        campaign,
        wave,
        [.. moves.Where(move => (move.Person.State != move.To || move.As is not null) && !move.Person.IsErased)],
        move => move.Person,
        (move, now) => now.State == move.Person.State && !now.IsErased ? move with { Person = now } : null,
        (move, counter) => Update(campaign, move.Person, MovedBy(move, counter)),
        cancellationToken);

    /// <summary>Keeps what became known of people of one chunk, whatever their state is by then; what was known already stays as it is.</summary>
    /// <returns>How many marks were new.</returns>
    public Task<int> MarkAsync(string campaign, string wave, IReadOnlyList<PersonMark> marks, CancellationToken cancellationToken) => ChangeAsync(
        campaign,
        wave,
        [.. marks.Where(IsNew)],
        mark => mark.Person,
        (mark, now) => (mark with { Person = now }) is var again && IsNew(again) ? again : null,
        (mark, counter) => Update(campaign, mark.Person, MarkedBy(mark, counter)),
        cancellationToken);

    /// <summary>Changes rows of one chunk and their counter in one transaction; if somebody else was first, what still applies is tried again.</summary>
    private async Task<int> ChangeAsync<T>(
        string campaign,
        string wave,
        IReadOnlyList<T> changes,
        Func<T, PersonRow> personOf,
        Func<T, PersonRow, T?> onto,
        Func<T, CounterRow, TableTransactionAction> write,
        CancellationToken cancellationToken)
        where T : class
    {
        for (var race = 0; race < MostRaces && changes.Count > 0; race++)
        {
            var counter = await CounterAsync(campaign, wave, personOf(changes[0]).Id, cancellationToken);
            var actions = changes.Select(change => write(change, counter)).ToList();
            if (await TryWriteAsync(campaign, [.. actions, counter.Action], cancellationToken))
            {
                return changes.Count;
            }

            var ids = changes.Select(change => personOf(change).Id).Order(StringComparer.Ordinal).ToList();
            var now = (await RangeAsync(campaign, wave, ids[0], ids[^1], cancellationToken)).ToDictionary(row => row.Id, StringComparer.Ordinal);
            if (await FindAsync(campaign, ids[0], cancellationToken) is { } first && first.Wave == wave)
            {
                now[first.Id] = first;
            }

            changes = [.. changes.Select(change => now.TryGetValue(personOf(change).Id, out var row) ? onto(change, row) : null).OfType<T>()];
        }

        return changes.Count == 0 ? 0 : throw new ContentionException($"the people of wave {wave}");
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

    private static bool IsNew(PersonMark mark) => !mark.Person.IsErased && mark switch
    {
        PersonMark.Active => mark.Person.ActiveAt is null,
        PersonMark.Charter charter => mark.Person.CharterVersion != charter.Version,
        PersonMark.RemindersStopped => mark.Person.RemindersStoppedAt is null,
        PersonMark.FollowUpRefused => mark.Person.FollowUpRefused is null,
        PersonMark.Seen seen => !(mark.Person.SeenAt >= seen.At),
        _ => mark.Person.AnnounceAt is null,
    };

    private TableEntity MovedBy(PersonMove move, CounterRow counter)
    {
        var now = time.GetUtcNow();
        counter.Move(move.Person.State, move.To);
        var bounced = (move.To == PersonState.Failed && move.Bounced ? 1 : 0) - (move.Person is { State: PersonState.Failed, HasBounced: true } ? 1 : 0);
        counter.Count(nameof(WaveProgress.Bounced), bounced);
        var entity = new TableEntity
        {
            ["State"] = move.To.ToString(),
            ["Reason"] = move.Reason ?? "",
            ["Since"] = now,
            ["HasBounced"] = move.To == PersonState.Failed && move.Bounced,
        };
        if (move.As is { } read)
        {
            WriteReading(entity, read);
        }

        if (move.Seen is { } seen)
        {
            (entity["SeenAt"], entity["Mail"]) = (seen.At, seen.Mail);
        }

        if (move.To == PersonState.Welcomed && move.Person.WelcomedAt is null)
        {
            (entity["WelcomedAt"], entity[Awaited]) = (now, move.Person.ActiveAt is null);
        }

        return entity;
    }

    private static TableEntity MarkedBy(PersonMark mark, CounterRow counter)
    {
        var entity = new TableEntity();
        switch (mark)
        {
            case PersonMark.Active active:
                BecomeActive(active.At, active.By);
                break;
            case PersonMark.Charter charter:
                (entity["CharterVersion"], entity["CharterAt"]) = (charter.Version, charter.At);
                counter.Count(nameof(WaveProgress.Accepted), mark.Person.CharterVersion is null ? 1 : 0);
                if (mark.Person.ActiveAt is null)
                {
                    BecomeActive(charter.At, ActivitySign.Charter);
                }

                break;
            case PersonMark.RemindersStopped stopped:
                entity["RemindersStoppedAt"] = stopped.At;
                counter.Count(nameof(WaveProgress.RemindersStopped), 1);
                break;
            case PersonMark.FollowUpRefused refused:
                entity["FollowUpRefused"] = refused.Reason;
                break;
            case PersonMark.Announce announce:
                entity["AnnounceAt"] = announce.At;
                break;
            case PersonMark.Seen seen:
                (entity["SeenAt"], entity["Mail"]) = (seen.At, seen.Mail);
                break;
        }

        return entity;

        void BecomeActive(DateTimeOffset at, ActivitySign by)
        {
            (entity["ActiveAt"], entity["ActiveBy"], entity[Awaited]) = (at, by.ToString(), false);
            counter.Count(nameof(WaveProgress.Active), 1);
        }
    }

    /// <summary>Merges; the key and the version are the row's.</summary>
    private static TableTransactionAction Update(string campaign, PersonRow person, TableEntity changes)
    {
        (changes.PartitionKey, changes.RowKey) = (Key.Of(campaign), Key.Of(person.Id));
        return new(TableTransactionActionType.UpdateMerge, changes, person.ETag);
    }

    private static PersonRow RowOf(TableEntity entity) => new(
        entity.RowKey,
        entity.GetString("Wave")!,
        Enum.Parse<PersonState>(entity.GetString("State")!),
        entity.GetString("Mail") ?? "",
        entity.GetString("FirstName") ?? "",
        entity.GetString("Language") ?? "",
        entity.ETag)
    {
        Reason = entity.GetString("Reason") is { Length: > 0 } reason ? reason : null,
        HasBounced = entity.GetBoolean("HasBounced") is true,
        Since = entity.GetDateTimeOffset("Since"),
        SeenAt = entity.GetDateTimeOffset("SeenAt"),
        Reading = entity.GetInt32("Reading") ?? 0,
        Zone = entity.GetString("Zone"),
        PrincipalName = entity.GetString("PrincipalName"),
        OwnGroups = PartsOf(entity.GetString("OwnGroups")),
        Kits = [.. PartsOf(entity.GetString("Kits")).Select(Enum.Parse<KitKind>)],
        WelcomedAt = entity.GetDateTimeOffset("WelcomedAt"),
        ActiveAt = entity.GetDateTimeOffset("ActiveAt"),
        ActiveBy = entity.GetString("ActiveBy") is { } sign ? Enum.Parse<ActivitySign>(sign) : null,
        CharterVersion = entity.GetString("CharterVersion"),
        CharterAt = entity.GetDateTimeOffset("CharterAt"),
        FollowUpRefused = entity.GetString("FollowUpRefused"),
        RemindersStoppedAt = entity.GetDateTimeOffset("RemindersStoppedAt"),
        FirstDay = entity.GetDateTimeOffset("FirstDay"),
        AnnounceAt = entity.GetDateTimeOffset("AnnounceAt"),
    };

    private static string In(IEnumerable<PersonState> states) => $"({string.Join(" or ", states.Select(state => $"State eq '{state}'"))})";

    /// <summary>Ids hold no spaces.</summary>
    private static string ListOf(IEnumerable<string> parts) => string.Join(' ', parts);

    private static string[] PartsOf(string? list) => (list ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>A shard's numbers: how many people are in each state, and what else is counted of them.</summary>
    private sealed class CounterRow(TableEntity entity)
    {
        public static readonly IReadOnlyList<string> Names =
        [
            .. Enum.GetNames<PersonState>(),
            nameof(WaveProgress.Active), nameof(WaveProgress.Accepted), nameof(WaveProgress.Bounced), nameof(WaveProgress.RemindersStopped),
        ];

        public TableTransactionAction Action => entity.ETag == default
            ? new(TableTransactionActionType.Add, entity)
            : new(TableTransactionActionType.UpdateReplace, entity, entity.ETag);

        public void Move(PersonState from, PersonState to)
        {
            Count(from.ToString(), -1);
            Count(to.ToString(), 1);
        }

        /// <summary>What else a person counts for than their state.</summary>
        /// <param name="person">The person.</param>
        /// <param name="people">1 to count them, -1 to take them out.</param>
        public void CountMarks(PersonRow person, int people)
        {
            Count(nameof(WaveProgress.Active), person.ActiveAt is null ? 0 : people);
            Count(nameof(WaveProgress.Accepted), person.CharterVersion is null ? 0 : people);
            Count(nameof(WaveProgress.RemindersStopped), person.RemindersStoppedAt is null ? 0 : people);
            Count(nameof(WaveProgress.Bounced), person is { State: PersonState.Failed, HasBounced: true } ? people : 0);
        }

        public void Count(string name, int people)
        {
            if (people != 0)
            {
                entity[name] = (entity.GetInt32(name) ?? 0) + people;
            }
        }
    }
}
