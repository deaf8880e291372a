using AdoptionAutomation.Storage;
using Azure;
using Azure.Data.Tables;

namespace AdoptionAutomation.Waves;

internal enum WaveState
{
    Planned,
    Running,
    Completed,
}

/// <summary>One row per wave that was started: partition campaign, row the wave's id. Kept for the campaign's life.</summary>
internal sealed class WavesTable(TableServiceClient service)
{
    private readonly TableClient table = service.GetTableClient(TableNames.Waves);

    /// <summary>Null: not started.</summary>
    public async Task<WaveRow?> FindAsync(string campaign, string wave, CancellationToken cancellationToken)
    {
        var found = await table.GetEntityIfExistsAsync<TableEntity>(Key.Of(campaign), Key.Of(wave), cancellationToken: cancellationToken);
        return found is { HasValue: true, Value: { } entity }
            ? new(wave, entity.ETag)
            {
                State = Enum.Parse<WaveState>(entity.GetString("State")!),
                StartedAt = entity.GetDateTimeOffset("StartedAt")!.Value,
                StartedBy = entity.GetString("StartedBy")!,
                Cursor = entity.GetString("Cursor"),
                IsResolved = entity.GetBoolean("IsResolved")!.Value,
                Skipped = entity.GetInt32("Skipped")!.Value,
                Elsewhere = entity.GetInt32("Elsewhere")!.Value,
                NotFound = entity.GetInt32("NotFound")!.Value,
                Override = entity.GetString("OverrideReason") is { } reason
                    ? new(reason, entity.GetString("OverrideBy")!, entity.GetDateTimeOffset("OverrideAt")!.Value)
                    : null,
            }
            : null;
    }

    /// <returns>The row as written; null if another writer was first.</returns>
    public async Task<WaveRow?> TryWriteAsync(string campaign, WaveRow row, CancellationToken cancellationToken)
    {
        var entity = new TableEntity(Key.Of(campaign), Key.Of(row.Wave))
        {
            ["State"] = row.State.ToString(),
            ["StartedAt"] = row.StartedAt,
            ["StartedBy"] = row.StartedBy,
            ["Cursor"] = row.Cursor!,
            ["IsResolved"] = row.IsResolved,
            ["Skipped"] = row.Skipped,
            ["Elsewhere"] = row.Elsewhere,
            ["NotFound"] = row.NotFound,
            ["OverrideReason"] = row.Override?.Reason!,
            ["OverrideBy"] = row.Override?.By!,
            ["OverrideAt"] = row.Override?.At!,
        };
        try
        {
            var answer = row.ETag == default
                ? await table.AddEntityAsync(entity, cancellationToken)
                : await table.UpdateEntityAsync(entity, row.ETag, TableUpdateMode.Replace, cancellationToken);
            return row with { ETag = answer.Headers.ETag!.Value };
        }
        catch (RequestFailedException conflict) when (conflict.Status is 409 or 412)
        {
            return null;
        }
    }
}

internal sealed record WaveRow(string Wave, ETag ETag = default)
{
    public required WaveState State { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Object id of who started it, or <c>key</c>.</summary>
    public required string StartedBy { get; init; }

    /// <summary>How far the audience has been read; null at the beginning.</summary>
    public string? Cursor { get; init; }

    /// <summary>Whether the whole audience has its rows.</summary>
    public bool IsResolved { get; init; }

    /// <summary>Disabled accounts, guests and people without an address in the audience.</summary>
    public int Skipped { get; init; }

    /// <summary>People of the audience whom another wave invites already.</summary>
    public int Elsewhere { get; init; }

    /// <summary>Addresses of the audience's CSV that the directory does not know.</summary>
    public int NotFound { get; init; }

    /// <summary>Why it was started though it was not ready; null if it was.</summary>
    public WaveOverride? Override { get; init; }
}
