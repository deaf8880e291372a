using System.Globalization;
using AdoptionAutomation.Storage;
using Azure.Data.Tables;

namespace AdoptionAutomation.Waves.Activation;

/// <summary>
/// What is known about who is active, and by what: one row a campaign, among its waves. No personal data; kept for the campaign's life.
/// </summary>
internal sealed class ActivityTable(TableServiceClient service)
{
    private const string Row = "!activity";

    private readonly TableClient table = service.GetTableClient(TableNames.Waves);

    public async Task<ActivityKnown> FindAsync(string campaign, CancellationToken cancellationToken)
    {
        var found = await table.GetEntityIfExistsAsync<TableEntity>(Key.Of(campaign), Row, cancellationToken: cancellationToken);
        return found is { HasValue: true, Value: { } entity }
            ? new(Enum.Parse<ActivitySource>(entity.GetString("Source")!))
            {
                Report = entity.GetString("Report"),
                ReportOf = entity.GetString("ReportOf") is { } day ? DateOnly.Parse(day, CultureInfo.InvariantCulture) : null,
                LookedAt = entity.GetDateTimeOffset("LookedAt"),
                Why = entity.GetString("Why"),
            }
            : ActivityKnown.Nothing;
    }

    public Task WriteAsync(string campaign, ActivityKnown known, CancellationToken cancellationToken) => table.UpsertEntityAsync(
        new TableEntity(Key.Of(campaign), Row)
        {
            ["Source"] = known.Source.ToString(),
            ["Report"] = known.Report!,
            ["ReportOf"] = known.ReportOf?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)!,
            ["LookedAt"] = known.LookedAt!,
            ["Why"] = known.Why!,
        },
        TableUpdateMode.Replace,
        cancellationToken);
}

internal enum ActivitySource
{
    /// <summary>No report was ever read.</summary>
    Never,

    /// <summary>The usage reports, person by person.</summary>
    Reports,

    /// <summary>The tenant hides who people are in its reports.</summary>
    Concealed,

    /// <summary>The app lacks a permission; the reason names it.</summary>
    NotAllowed,
}

/// <param name="Source">What the usage reports are good for.</param>
internal sealed record ActivityKnown(ActivitySource Source)
{
    public static readonly ActivityKnown Nothing = new(ActivitySource.Never);

    /// <summary>Name of the report that was read last; null: none was.</summary>
    public string? Report { get; init; }

    /// <summary>Last day that it knew of.</summary>
    public DateOnly? ReportOf { get; init; }

    /// <summary>When anything of this changed.</summary>
    public DateTimeOffset? LookedAt { get; init; }

    /// <summary>Why the last try brought nothing, for IT; null if it did.</summary>
    public string? Why { get; init; }
}
