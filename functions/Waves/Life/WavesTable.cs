using System.Globalization;
using System.Runtime.CompilerServices;
using AdoptionAutomation.Operations;
using AdoptionAutomation.Storage;
using AdoptionAutomation.Waves.People;
using Azure;
using Azure.Data.Tables;

namespace AdoptionAutomation.Waves.Life;

/// <summary>
/// One row per wave that was started or held: partition campaign, row the wave's id; beside it its history, <c>~WAVE|NUMBER</c>, written in
/// the same transaction. Object ids of the callers, no other personal data. Kept for the campaign's life.
/// </summary>
internal sealed class WavesTable(TableServiceClient service)
{
    private const string History = "~";

    private readonly TableClient table = service.GetTableClient(TableNames.Waves);

    /// <summary>Null: not started.</summary>
    public async Task<WaveRow?> FindAsync(string campaign, string wave, CancellationToken cancellationToken)
    {
        var found = await table.GetEntityIfExistsAsync<TableEntity>(Key.Of(campaign), Key.Of(wave), cancellationToken: cancellationToken);
        return found is { HasValue: true, Value: { } entity } ? RowOf(entity) : null;
    }

    /// <summary>The wave, and whether the whole campaign is paused, in one request.</summary>
    public async Task<(WaveRow? Wave, CampaignPause? Pause)> FindWithPauseAsync(string campaign, string wave, CancellationToken cancellationToken)
    {
        // The range keeps the service from scanning the history for the two.
        var (first, last) = (PausesTable.Row, Key.Of(wave));
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {Key.Of(campaign)} and RowKey ge {first} and RowKey le {last} and (RowKey eq {first} or RowKey eq {last})");
        WaveRow? row = null;
        CampaignPause? pause = null;
        await foreach (var entity in table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            (row, pause) = entity.RowKey == PausesTable.Row ? (row, PausesTable.PauseOf(entity)) : (RowOf(entity), pause);
        }

        return (row, pause);
    }

    /// <summary>Every wave that has a row, by id.</summary>
    public ValueTask<Dictionary<string, WaveRow>> ListAsync(string campaign, CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {Key.Of(campaign)} and RowKey gt {Key.After(PausesTable.Row)} and RowKey lt {History}");
        return table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken)
            .Select(RowOf)
            .ToDictionaryAsync(row => row.Wave, StringComparer.Ordinal, cancellationToken);
    }

    /// <summary>When waves opened, by id; those that did not are absent.</summary>
    public async Task<IReadOnlyDictionary<string, DateTimeOffset>> OpenedAsync(string campaign, CancellationToken cancellationToken) =>
        (await ListAsync(campaign, cancellationToken)).Values
            .Where(row => row.StartedAt is not null)
            .ToDictionary(row => row.Wave, row => row.StartedAt!.Value, StringComparer.Ordinal);

    /// <summary>What happened to a wave, the oldest first.</summary>
    public async IAsyncEnumerable<WaveTransition> HistoryAsync(string campaign, string wave, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var prefix = History + Key.Of(wave);
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {Key.Of(campaign)} and RowKey ge {prefix + "|"} and RowKey lt {Key.After(prefix)}");
        await foreach (var entity in table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            yield return new(
                Enum.Parse<WaveAction>(entity.GetString("Action")!),
                Enum.Parse<WaveState>(entity.GetString("From")!),
                Enum.Parse<WaveState>(entity.GetString("To")!),
                entity.GetString("By")!,
                entity.GetString("Role"),
                entity.GetDateTimeOffset("At")!.Value,
                entity.GetString("Why"));
        }
    }

    /// <param name="campaign">The campaign's id.</param>
    /// <param name="row">What the wave is now.</param>
    /// <param name="transition">To be added to its history in the same transaction; null if its state stays.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The row as written; null if another writer was first.</returns>
    public async Task<WaveRow?> TryWriteAsync(string campaign, WaveRow row, WaveTransition? transition, CancellationToken cancellationToken)
    {
        var now = transition is null ? row : row with { Transitions = row.Transitions + 1 };
        var entity = EntityOf(campaign, now);
        var action = row.ETag == default
            ? new TableTransactionAction(TableTransactionActionType.Add, entity)
            : new(TableTransactionActionType.UpdateReplace, entity, row.ETag);
        try
        {
            var answer = await table.SubmitTransactionAsync(
                transition is null ? [action] : [action, new(TableTransactionActionType.Add, EntityOf(campaign, now, transition))], cancellationToken);
            return now with { ETag = answer.Value[0].Headers.ETag!.Value };
        }
        catch (RequestFailedException conflict) when (conflict.Status is 404 or 409 or 412)
        {
            return null;
        }
    }

    private static TableEntity EntityOf(string campaign, WaveRow row, WaveTransition transition) =>
        new(Key.Of(campaign), Key.Of(History + row.Wave, row.Transitions.ToString("D5", CultureInfo.InvariantCulture)))
        {
            ["Action"] = transition.Action.ToString(),
            ["From"] = transition.From.ToString(),
            ["To"] = transition.To.ToString(),
            ["By"] = transition.By,
            ["Role"] = transition.Role!,
            ["At"] = transition.At,
            ["Why"] = transition.Why!,
        };

    private static TableEntity EntityOf(string campaign, WaveRow row) => new(Key.Of(campaign), Key.Of(row.Wave))
    {
        ["State"] = row.State.ToString(),
        ["Next"] = row.Next?.ToString()!,
        ["StartedAt"] = row.StartedAt!,
        ["StartedBy"] = row.StartedBy!,
        ["Round"] = row.Round,
        ["Transitions"] = row.Transitions,
        ["Definition"] = row.Definition!,
        ["Reading"] = row.Reading,
        ["Cursor"] = row.Cursor!,
        ["IsResolved"] = row.IsResolved,
        ["Skipped"] = row.Skipped,
        ["Excepted"] = row.Excepted,
        ["Later"] = row.Later,
        ["Elsewhere"] = row.Elsewhere,
        ["NotFound"] = row.NotFound,
        ["CutUpTo"] = row.CutUpTo,
        ["NextCutAt"] = row.NextCutAt!,
        ["IsRetrying"] = row.IsRetrying,
        ["IsPausedWithAll"] = row.IsPausedWithAll,
        ["JudgedFailed"] = row.Judged.Failed,
        ["JudgedEnded"] = row.Judged.Ended,
        ["SightAt"] = row.Sight?.At!,
        ["SightSince"] = row.Sight?.Since!,
        ["SightStand"] = row.Sight?.Stand!,
        ["Held"] = row.Held!,
        ["OverrideReason"] = row.Override?.Reason!,
        ["OverrideBy"] = row.Override?.By!,
        ["OverrideAt"] = row.Override?.At!,
    };

    private static WaveRow RowOf(TableEntity entity) => new(entity.RowKey, entity.ETag)
    {
        State = Enum.Parse<WaveState>(entity.GetString("State")!),
        Next = entity.GetString("Next") is { } next ? Enum.Parse<WaveState>(next) : null,
        StartedAt = entity.GetDateTimeOffset("StartedAt"),
        StartedBy = entity.GetString("StartedBy"),
        Round = entity.GetInt32("Round")!.Value,
        Transitions = entity.GetInt32("Transitions")!.Value,
        Definition = entity.GetString("Definition"),
        Reading = entity.GetInt32("Reading")!.Value,
        Cursor = entity.GetString("Cursor"),
        IsResolved = entity.GetBoolean("IsResolved")!.Value,
        Skipped = entity.GetInt32("Skipped")!.Value,
        Excepted = entity.GetInt32("Excepted")!.Value,
        Later = entity.GetInt32("Later") ?? 0,
        Elsewhere = entity.GetInt32("Elsewhere")!.Value,
        NotFound = entity.GetInt32("NotFound")!.Value,
        CutUpTo = entity.GetString("CutUpTo")!,
        NextCutAt = entity.GetDateTimeOffset("NextCutAt"),
        IsRetrying = entity.GetBoolean("IsRetrying") is true,
        IsPausedWithAll = entity.GetBoolean("IsPausedWithAll") is true,
        Judged = (entity.GetInt32("JudgedFailed")!.Value, entity.GetInt32("JudgedEnded")!.Value),
        Sight = entity.GetString("SightStand") is { } stand
            ? new(entity.GetDateTimeOffset("SightAt")!.Value, entity.GetDateTimeOffset("SightSince")!.Value, stand)
            : null,
        Held = entity.GetString("Held"),
        Override = entity.GetString("OverrideReason") is { } reason
            ? new(reason, entity.GetString("OverrideBy")!, entity.GetDateTimeOffset("OverrideAt")!.Value)
            : null,
    };
}
