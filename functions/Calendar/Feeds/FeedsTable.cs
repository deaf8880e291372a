using System.Text.Encodings.Web;
using System.Text.Json;
using AdoptionAutomation.Storage;
using Azure;
using Azure.Data.Tables;

namespace AdoptionAutomation.Calendar.Feeds;

/// <summary>
/// Partition campaign: <c>day|OCCURRENCE</c> what is published of a feed on a day, <c>item|FEED|ID</c> and <c>link|HASH</c> what has been,
/// <c>feed|FEED</c> how the feed was when it was last read. A day is written in one transaction with all that follows from it, so that what is
/// in it never comes again, and each group and channel gets the same.
/// </summary>
/// <remarks>Holds no personal data, but what sites publish; kept until the campaign ends.</remarks>
internal sealed class FeedsTable(TableServiceClient service)
{
    private static readonly TimeSpan LinksMatter = TimeSpan.FromDays(30);

    private static readonly JsonSerializerOptions Format = new(JsonSerializerOptions.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly TableClient table = service.GetTableClient(TableNames.Feeds);

    /// <summary>What was kept for an occurrence; null: nothing yet.</summary>
    public async Task<NewsDay?> FindDayAsync(string campaign, string occurrence, CancellationToken cancellationToken) =>
        await FindAsync(campaign, Key.Of("day", occurrence), cancellationToken) is { } row
            ? new(
                JsonSerializer.Deserialize<IReadOnlyList<NewsItem>>(row.GetString("Items")!, Format)!,
                row.GetString("Source")!,
                row.GetString("Why"),
                row.GetInt32("FailedDays")!.Value,
                row.GetString("FailingSince"))
            : null;

    public async Task<FeedState> FindStateAsync(string campaign, string feed, CancellationToken cancellationToken) =>
        await FindAsync(campaign, Key.Of("feed", feed), cancellationToken) is { } row
            ? new(row.GetString("Url")!, new(row.GetString("Tag"), row.GetDateTimeOffset("Modified")), row.GetBoolean("OthersWait") is true)
            {
                FailedDays = row.GetInt32("FailedDays")!.Value,
                FailingSince = row.GetString("FailingSince"),
            }
            : FeedState.Unknown;

    /// <summary>Ids of the feed's items, and hashes of all feeds' links, that have been in some day's news.</summary>
    public async Task<IReadOnlySet<string>> SeenAsync(string campaign, string feed, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (items, links) = (Key.Of("item", feed), Key.Of("link"));
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {Key.Of(campaign)} and RowKey ge {items + "|"} and RowKey lt {Key.After(items)}");
        var linksFilter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {Key.Of(campaign)} and RowKey ge {links + "|"} and RowKey lt {Key.After(links)} and At ge {now - LinksMatter}");
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var one in new[] { filter, linksFilter })
        {
            await foreach (var row in table.QueryAsync<TableEntity>(one, select: ["RowKey"], cancellationToken: cancellationToken))
            {
                seen.Add(row.RowKey.Split('|')[^1]);
            }
        }

        return seen;
    }

    /// <returns>False if somebody else kept that day, or some of its items in another, first.</returns>
    public async Task<bool> TryKeepAsync(
        string campaign, string feed, string occurrence, NewsDay day, FeedState state, IReadOnlyList<FeedItem> taken, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var partition = Key.Of(campaign);
        List<TableTransactionAction> actions =
        [
            Add(new(partition, Key.Of("day", occurrence))
            {
                ["Items"] = JsonSerializer.Serialize(day.Items, Format),
                ["Source"] = day.Source,
                ["Why"] = day.Why!,
                ["FailedDays"] = day.FailedDays,
                ["FailingSince"] = day.FailingSince!,
            }),
            new(TableTransactionActionType.UpsertReplace, new TableEntity(partition, Key.Of("feed", feed))
            {
                ["Url"] = state.Url,
                ["Tag"] = state.Version.Tag!,
                ["Modified"] = state.Version.Modified!,
                ["OthersWait"] = state.OthersWait,
                ["FailedDays"] = day.FailedDays,
                ["FailingSince"] = day.FailingSince!,
            }),
            .. taken.Select(item => Add(new(partition, Key.Of("item", feed, item.Id)) { ["At"] = now })),
            .. taken.Select(NewsChoice.LinkKeyOf).OfType<string>().Select(link => Add(new(partition, Key.Of("link", link)) { ["At"] = now })),
        ];
        try
        {
            await table.SubmitTransactionAsync(actions, cancellationToken);
            return true;
        }
        catch (RequestFailedException exists) when (exists.Status == 409)
        {
            return false;
        }
    }

    private static TableTransactionAction Add(TableEntity row) => new(TableTransactionActionType.Add, row);

    private async Task<TableEntity?> FindAsync(string campaign, string row, CancellationToken cancellationToken)
    {
        var found = await table.GetEntityIfExistsAsync<TableEntity>(Key.Of(campaign), row, cancellationToken: cancellationToken);
        return found.HasValue ? found.Value : null;
    }
}

/// <summary>What is published of a feed on one day.</summary>
/// <param name="Items">Newest first; empty: nothing is.</param>
/// <param name="Source">The site's name.</param>
/// <param name="Why">Why there is nothing, if the feed could not be read.</param>
/// <param name="FailedDays">Days in a row, this one included, on which it could not.</param>
/// <param name="FailingSince">Slot of the first of them.</param>
internal sealed record NewsDay(IReadOnlyList<NewsItem> Items, string Source, string? Why, int FailedDays, string? FailingSince);

internal sealed record NewsItem(string Title, string? Link, DateTimeOffset? At, string Summary);

/// <summary>A feed when it was last read.</summary>
/// <param name="Url">Where; an edit of the calendar makes another feed of it.</param>
/// <param name="Version">As its server knows it.</param>
/// <param name="OthersWait">Whether some of its items wait for another day, so that it must be read although it is unchanged.</param>
internal sealed record FeedState(string Url, FeedVersion Version, bool OthersWait)
{
    public static readonly FeedState Unknown = new("", new(null, null), false);

    public int FailedDays { get; init; }

    public string? FailingSince { get; init; }
}
