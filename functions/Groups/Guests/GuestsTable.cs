using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using AdoptionAutomation.Effects;
using AdoptionAutomation.Storage;
using Azure;
using Azure.Data.Tables;

namespace AdoptionAutomation.Groups.Guests;

/// <summary>
/// One row per guest, whatever number of groups name them: that is what makes invitation and mail one per person. Partition campaign, row a
/// hash of the address, keyed by the campaign: keys reach addresses of requests and telemetry, where people's addresses have no business.
/// </summary>
/// <remarks>Holds what inviting needs (address, groups, object id) and how far the guest is; kept until the campaign ends.</remarks>
internal sealed class GuestsTable(TableServiceClient service)
{
    /// <summary>Before every key.</summary>
    public const string FirstKey = "0";

    private const int KeyBytes = 16;
    private const int MostRaces = 20;

    private readonly TableClient table = service.GetTableClient(TableNames.Guests);

    public static string KeyOf(string campaign, string mail) => Convert.ToHexStringLower(
        HMACSHA256.HashData(Encoding.UTF8.GetBytes(campaign), Encoding.UTF8.GetBytes(mail.ToLowerInvariant())).AsSpan(0, KeyBytes));

    /// <summary>
    /// Writes that a group names these people, to be put into it (again: the group may have been made anew); a guest who failed is tried again.
    /// </summary>
    /// <returns>Their keys, in order.</returns>
    public async Task<IReadOnlyList<string>> NameAsync(
        string campaign, string group, IReadOnlyCollection<string> addresses, CancellationToken cancellationToken)
    {
        var mails = addresses.DistinctBy(mail => KeyOf(campaign, mail)).ToDictionary(mail => KeyOf(campaign, mail), StringComparer.Ordinal);
        var keys = mails.Keys.Order(StringComparer.Ordinal).ToList();
        foreach (var some in keys.Chunk(RowTransactions.Size))
        {
            await ChangeAsync(
                campaign,
                [.. some.Select(key => new GuestRow(key, mails[key]))],
                row => row with
                {
                    Groups = row.Groups.Add(group),
                    Joined = row.Joined.Remove(group),
                    Refused = row.Refused.Remove(group),
                    State = row.State == GuestState.Failed ? GuestState.Planned : row.State,
                    Reason = row.State == GuestState.Failed ? null : row.Reason,
                },
                cancellationToken);
        }

        return keys;
    }

    /// <summary>The guests of a group whose keys lie after <paramref name="after"/> and up to <paramref name="upTo"/>.</summary>
    public ValueTask<List<GuestRow>> RangeAsync(string campaign, string group, string after, string upTo, CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {Key.Of(campaign)} and RowKey gt {after} and RowKey le {upTo}");
        return QueryAsync(filter, cancellationToken).Where(row => row.Groups.Contains(group)).ToListAsync(cancellationToken);
    }

    public IAsyncEnumerable<GuestRow> ListAsync(string campaign, CancellationToken cancellationToken) =>
        QueryAsync(TableClient.CreateQueryFilter($"PartitionKey eq {Key.Of(campaign)}"), cancellationToken);

    public async Task<GuestRow?> FindAsync(string campaign, string key, CancellationToken cancellationToken)
    {
        var found = await table.GetEntityIfExistsAsync<TableEntity>(Key.Of(campaign), Key.Of(key), cancellationToken: cancellationToken);
        return found is { HasValue: true, Value: { } entity } ? RowOf(entity) : null;
    }

    /// <summary>Changes up to 100 rows together; those that another writer changed meanwhile are read and changed again.</summary>
    /// <param name="campaign">The campaign's id.</param>
    /// <param name="rows">As they were read, or new.</param>
    /// <param name="change">From a row as it is, to the row as it is to be; may be asked again.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <returns>The rows as they are now.</returns>
    public async Task<IReadOnlyList<GuestRow>> ChangeAsync(
        string campaign, IReadOnlyList<GuestRow> rows, Func<GuestRow, GuestRow> change, CancellationToken cancellationToken)
    {
        for (var race = 0; race < MostRaces; race++)
        {
            var changed = rows.Select(change).ToList();
            var writes = changed.Where((row, i) => row != rows[i]).ToList();
            if (await TryWriteAsync(campaign, writes, cancellationToken) is { } tags)
            {
                return [.. changed.Select(row => tags.TryGetValue(row.Key, out var tag) ? row with { ETag = tag } : row)];
            }

            rows = await ReadAgainAsync(campaign, rows, cancellationToken);
        }

        throw new ContentionException("the guests");
    }

    private async Task<IReadOnlyList<GuestRow>> ReadAgainAsync(string campaign, IReadOnlyList<GuestRow> rows, CancellationToken cancellationToken)
    {
        var keys = rows.Select(row => row.Key).ToList();
        var (first, last) = (keys.Min(StringComparer.Ordinal), keys.Max(StringComparer.Ordinal));
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {Key.Of(campaign)} and RowKey ge {first} and RowKey le {last}");
        var now = await QueryAsync(filter, cancellationToken).ToDictionaryAsync(row => row.Key, StringComparer.Ordinal, cancellationToken);
        return [.. rows.Select(row => now.GetValueOrDefault(row.Key, row))];
    }

    /// <returns>The new ETags by key; null if another writer was first.</returns>
    private async Task<Dictionary<string, ETag>?> TryWriteAsync(string campaign, List<GuestRow> rows, CancellationToken cancellationToken)
    {
        if (rows.Count == 0)
        {
            return [];
        }

        try
        {
            var answer = await table.SubmitTransactionAsync(rows.Select(row => ActionFor(campaign, row)), cancellationToken);
            return rows.Index().ToDictionary(entry => entry.Item.Key, entry => answer.Value[entry.Index].Headers.ETag ?? default, StringComparer.Ordinal);
        }
        catch (RequestFailedException conflict) when (conflict.Status is 409 or 412)
        {
            return null;
        }
    }

    private async IAsyncEnumerable<GuestRow> QueryAsync(string filter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var entity in table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            yield return RowOf(entity);
        }
    }

    private static TableTransactionAction ActionFor(string campaign, GuestRow row)
    {
        var entity = new TableEntity(Key.Of(campaign), Key.Of(row.Key))
        {
            ["Mail"] = row.Mail,
            ["Groups"] = string.Join(' ', row.Groups),
            ["Joined"] = string.Join(' ', row.Joined),
            ["Refused"] = JsonSerializer.Serialize(row.Refused),
            ["UserId"] = row.UserId!,
            ["KnownAt"] = row.KnownAt!,
            ["State"] = row.State.ToString(),
            ["Reason"] = row.Reason!,
        };
        return row.ETag == default
            ? new(TableTransactionActionType.Add, entity)
            : new(TableTransactionActionType.UpdateReplace, entity, row.ETag);
    }

    private static GuestRow RowOf(TableEntity entity) => new(entity.RowKey, entity.GetString("Mail")!)
    {
        ETag = entity.ETag,
        ChangedAt = entity.Timestamp,
        Groups = SetOf(entity.GetString("Groups")!),
        Joined = SetOf(entity.GetString("Joined")!),
        Refused = JsonSerializer.Deserialize<ImmutableSortedDictionary<string, string>>(entity.GetString("Refused")!)!,
        UserId = entity.GetString("UserId"),
        KnownAt = entity.GetDateTimeOffset("KnownAt"),
        State = Enum.Parse<GuestState>(entity.GetString("State")!),
        Reason = entity.GetString("Reason"),
    };

    private static ImmutableSortedSet<string> SetOf(string ids) =>
        ids.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToImmutableSortedSet(StringComparer.Ordinal);
}
