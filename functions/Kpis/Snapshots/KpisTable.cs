using System.Globalization;
using System.Text.Json;
using AdoptionAutomation.Kpis.Book;
using AdoptionAutomation.Storage;
using Azure.Data.Tables;

namespace AdoptionAutomation.Kpis.Snapshots;

/// <summary>
/// One row per scope and day: partition campaign, row scope and day, so that the days of a scope are one range, and a day's scopes are written a
/// hundred in one request.
/// </summary>
/// <remarks>Holds sums of at least five people, no person; kept for the campaign's life, for the curve is read from its start.</remarks>
internal sealed class KpisTable(TableServiceClient service)
{
    private const string DayFormat = "yyyy-MM-dd";

    private static readonly string[] Own = ["PartitionKey", "RowKey", "Timestamp", "odata.etag", "Version", "TakenAt", "Gaps", "Events"];

    private readonly TableClient table = service.GetTableClient(TableNames.Kpis);

    /// <summary>Puts a day's rows in the place of its former ones. Safe to repeat.</summary>
    public async Task WriteAsync(string campaign, DaySnapshot snapshot, CancellationToken cancellationToken)
    {
        var gaps = string.Join(',', snapshot.Sources.Where(source => source.State is SourceState.Failed or SourceState.Concealed).Select(source => source.Source));
        foreach (var some in snapshot.Scopes.Select(scope => EntityOf(campaign, snapshot, scope, gaps)).Chunk(RowTransactions.Size))
        {
            await table.SubmitTransactionAsync(
                some.Select(entity => new TableTransactionAction(TableTransactionActionType.UpsertReplace, entity)), cancellationToken);
        }
    }

    /// <summary>The days of a scope from one to another, both included, the oldest first: one request for up to 1,000 of them.</summary>
    public async Task<KpiSeries> SeriesAsync(string campaign, Scope scope, DateOnly from, DateOnly to, CancellationToken cancellationToken)
    {
        var (first, last) = (RowOf(scope, from), RowOf(scope, to));
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {Key.Of(campaign)} and RowKey ge {first} and RowKey le {last}");
        return new(scope, await table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken).Select(DayOf).ToListAsync(cancellationToken));
    }

    private static string RowOf(Scope scope, DateOnly day) => Key.Of(scope.Key, day.ToString(DayFormat, CultureInfo.InvariantCulture));

    private static TableEntity EntityOf(string campaign, DaySnapshot snapshot, ScopeCounts scope, string gaps)
    {
        var entity = new TableEntity(Key.Of(campaign), RowOf(scope.Scope, snapshot.Day))
        {
            ["Version"] = snapshot.Version,
            ["TakenAt"] = snapshot.TakenAt,
            ["Gaps"] = gaps,
        };
        if (scope.Scope == Scope.Organisation && snapshot.Events.Count > 0)
        {
            entity["Events"] = JsonSerializer.Serialize(snapshot.Events, JsonSerializerOptions.Web);
        }

        foreach (var (name, value) in scope.Counts.Values)
        {
            entity[name] = value;
        }

        return entity;
    }

    private static KpiDay DayOf(TableEntity entity)
    {
        var day = DateOnly.ParseExact(entity.RowKey.Split('|')[1], DayFormat, CultureInfo.InvariantCulture);
        var gaps = entity.GetString("Gaps")!.Split(',', StringSplitOptions.RemoveEmptyEntries);
        var counts = entity.Where(pair => !Own.Contains(pair.Key)).ToDictionary(pair => pair.Key, pair => Convert.ToDouble(pair.Value, CultureInfo.InvariantCulture), StringComparer.Ordinal);
        return new(day, entity.GetInt32("Version")!.Value, new(counts))
        {
            TakenAt = entity.GetDateTimeOffset("TakenAt"),
            Gaps = [.. gaps.Select(Enum.Parse<KpiSource>)],
            Events = entity.GetString("Events") is { } events ? JsonSerializer.Deserialize<IReadOnlyList<DayEvent>>(events, JsonSerializerOptions.Web)! : [],
        };
    }
}

/// <param name="Scope">Of what.</param>
/// <param name="Days">The oldest first; a day of which nothing was kept is absent.</param>
internal sealed record KpiSeries(Scope Scope, IReadOnlyList<KpiDay> Days)
{
    public KpiDay? Last => Days.Count > 0 ? Days[^1] : null;

    /// <summary>The last day up to one; null: none.</summary>
    public KpiDay? At(DateOnly day) => Days.LastOrDefault(one => one.Day <= day);
}

/// <param name="Day">The day.</param>
/// <param name="Version">Over 1: it was restated.</param>
/// <param name="Counts">What was counted.</param>
internal sealed record KpiDay(DateOnly Day, int Version, Counts Counts)
{
    /// <summary>When its present version was counted.</summary>
    public DateTimeOffset? TakenAt { get; init; }

    /// <summary>What could not be read, or only of the whole.</summary>
    public IReadOnlyList<KpiSource> Gaps { get; init; } = [];

    /// <summary>Of the organisation alone.</summary>
    public IReadOnlyList<DayEvent> Events { get; init; } = [];
}
