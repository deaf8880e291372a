using System.Globalization;
using AdoptionAutomation.Effects;
using AdoptionAutomation.Storage;
using Azure;
using Azure.Data.Tables;

namespace AdoptionAutomation.Mail.Notices;

/// <summary>
/// What notices say, and how many there were on a day: partition the campaign's scope, a row per notice and per day. Texts about the campaign's
/// work, no addresses. A row goes within a week after 90 days; that its notice was told stays known to the ledger.
/// </summary>
internal sealed class NoticesTable(TableServiceClient service, TimeProvider time)
{
    private const int MostRaces = 8;
    private const char Between = '\n';

    /// <summary>The Table service keeps 32 K characters in a property.</summary>
    private const int PropertySize = 30_000;

    private const int MostProperties = 12;

    private static readonly TimeSpan Kept = TimeSpan.FromDays(90);

    private readonly TableClient table = service.GetTableClient(TableNames.Notices);

    public async Task<NoticeRow?> FindAsync(string scope, string id, CancellationToken cancellationToken)
    {
        var found = await table.GetEntityIfExistsAsync<TableEntity>(Key.Of(scope), RowOf(id), cancellationToken: cancellationToken);
        return found is { HasValue: true, Value: { } entity } ? NoticeOf(id, entity) : null;
    }

    /// <summary>Keeps a notice and its place in the day, in one write; leaves one that is there.</summary>
    /// <exception cref="ContentionException">Other writers kept winning; try again later.</exception>
    public async Task AddAsync(string scope, Notice notice, NoticeDay day, CancellationToken cancellationToken)
    {
        for (var race = 0; race < MostRaces; race++)
        {
            var found = await table.GetEntityIfExistsAsync<TableEntity>(Key.Of(scope), RowOf(day), cancellationToken: cancellationToken);
            var count = (found.HasValue ? found.Value!.GetInt32("Count") ?? 0 : 0) + 1;
            var counter = new TableEntity(Key.Of(scope), RowOf(day)) { ["Count"] = count, ["At"] = time.GetUtcNow() };
            try
            {
                await table.SubmitTransactionAsync(
                    [
                        found.HasValue
                            ? new(TableTransactionActionType.UpdateReplace, counter, found.Value!.ETag)
                            : new(TableTransactionActionType.Add, counter),
                        new TableTransactionAction(TableTransactionActionType.Add, EntityOf(scope, notice, day, count)),
                    ],
                    cancellationToken);
                return;
            }
            catch (RequestFailedException conflict) when (conflict.Status is 409 or 412)
            {
                if (await FindAsync(scope, notice.Id, cancellationToken) is not null)
                {
                    return;
                }
            }
        }

        throw new ContentionException($"the notices of {scope}");
    }

    /// <summary>Subjects of the notices that found no place in their day.</summary>
    public async Task<IReadOnlyList<string>> HeldAsync(string scope, NoticeDay day, CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {Key.Of(scope)} and Held eq {day.Key}");
        return await table.QueryAsync<TableEntity>(filter, select: ["Subject"], cancellationToken: cancellationToken)
            .Select(row => row.GetString("Subject")!)
            .ToListAsync(cancellationToken);
    }

    /// <returns>How many rows were too old.</returns>
    public async Task<int> ForgetAsync(CancellationToken cancellationToken)
    {
        var (forgotten, filter) = (0, TableClient.CreateQueryFilter($"At lt {time.GetUtcNow() - Kept}"));
        await foreach (var row in table.QueryAsync<TableEntity>(filter, select: ["PartitionKey", "RowKey"], cancellationToken: cancellationToken))
        {
            await table.DeleteEntityAsync(row.PartitionKey, row.RowKey, cancellationToken: cancellationToken);
            forgotten++;
        }

        return forgotten;
    }

    private static string RowOf(string id) => Key.Of("notice", id);

    private static string RowOf(NoticeDay day) => Key.Of("day", day.Key);

    private TableEntity EntityOf(string scope, Notice notice, NoticeDay day, int count)
    {
        var entity = new TableEntity(Key.Of(scope), RowOf(notice.Id))
        {
            ["To"] = notice.To.ToString(),
            ["Subject"] = notice.Subject,
            ["Lines"] = string.Join(Between, notice.Lines),
            ["At"] = time.GetUtcNow(),
            ["IsLast"] = count == NoticeDay.MostMails,
            ["Held"] = count > NoticeDay.MostMails ? day.Key : null!,
        };
        foreach (var (part, i) in (notice.Html ?? "").Chunk(PropertySize).Select((part, i) => (part, i)))
        {
            entity[HtmlPart(i)] = new string(part);
        }

        return entity;
    }

    private static NoticeRow NoticeOf(string id, TableEntity entity) => new(
        new(id, Enum.Parse<NoticeTo>(entity.GetString("To")!), entity.GetString("Subject")!, entity.GetString("Lines")!.Split(Between))
        {
            Html = string.Concat(Enumerable.Range(0, MostProperties).Select(i => entity.GetString(HtmlPart(i)))) is { Length: > 0 } html ? html : null,
        },
        entity.GetBoolean("IsLast") is true,
        entity.GetString("Held") is { } held ? NoticeDay.Parse(held) : null);

    private static string HtmlPart(int part) => string.Create(CultureInfo.InvariantCulture, $"Html{part}");
}

/// <param name="Notice">What is told.</param>
/// <param name="IsLast">Whether it has the last place of its day.</param>
/// <param name="Held">The day that had no place left for it; null: it is sent.</param>
internal sealed record NoticeRow(Notice Notice, bool IsLast, NoticeDay? Held);
