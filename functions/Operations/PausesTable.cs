using AdoptionAutomation.Storage;
using Azure.Data.Tables;

namespace AdoptionAutomation.Operations;

/// <summary>
/// The one row that stops everything of a campaign: among its waves, so that a wave and the pause are read together. The caller's object id,
/// no other personal data; it goes when the campaign is resumed.
/// </summary>
internal sealed class PausesTable(TableServiceClient service)
{
    public const string Row = "!pause";

    /// <summary>How long work that meets the pause is left on its queue before it looks again.</summary>
    public static readonly TimeSpan Wait = TimeSpan.FromMinutes(15);

    private readonly TableClient table = service.GetTableClient(TableNames.Waves);

    public async Task<CampaignPause?> FindAsync(string campaign, CancellationToken cancellationToken)
    {
        var found = await table.GetEntityIfExistsAsync<TableEntity>(Key.Of(campaign), Row, cancellationToken: cancellationToken);
        return found is { HasValue: true, Value: { } entity } ? PauseOf(entity) : null;
    }

    /// <exception cref="CampaignPausedException">It is.</exception>
    public async Task PassAsync(string campaign, CancellationToken cancellationToken)
    {
        if (await FindAsync(campaign, cancellationToken) is not null)
        {
            throw new CampaignPausedException(campaign);
        }
    }

    public Task SetAsync(string campaign, CampaignPause pause, CancellationToken cancellationToken) => table.UpsertEntityAsync(
        new TableEntity(Key.Of(campaign), Row) { ["By"] = pause.By, ["At"] = pause.At, ["Why"] = pause.Why! },
        TableUpdateMode.Replace,
        cancellationToken);

    public Task ClearAsync(string campaign, CancellationToken cancellationToken) =>
        table.DeleteEntityAsync(Key.Of(campaign), Row, cancellationToken: cancellationToken);

    public static CampaignPause PauseOf(TableEntity entity) =>
        new(entity.GetString("By")!, entity.GetDateTimeOffset("At")!.Value, entity.GetString("Why"));
}

/// <param name="By">Object id of who paused it, or <c>key</c>.</param>
/// <param name="At">When.</param>
/// <param name="Why">In their words; null if they said nothing.</param>
internal sealed record CampaignPause(string By, DateTimeOffset At, string? Why);

/// <summary>The whole campaign is paused: nothing was begun, and the queue keeps the work.</summary>
internal sealed class CampaignPausedException(string campaign) : Exception($"The campaign {campaign} is paused; POST /api/resume goes on.");
