using AdoptionAutomation.Storage;
using Azure;
using Azure.Data.Tables;

namespace AdoptionAutomation.Calendar.Publishing;

/// <summary>How far the calendar of a campaign is planned: one row a campaign. No personal data; kept for the campaign's life.</summary>
internal sealed class CalendarTable(TableServiceClient service)
{
    private const string PlanRow = "!plan";

    private readonly TableClient table = service.GetTableClient(TableNames.Calendar);

    /// <returns>Null: it was never planned.</returns>
    public async Task<PlannedSeason?> FindPlanAsync(string campaign, CancellationToken cancellationToken)
    {
        var found = await table.GetEntityIfExistsAsync<TableEntity>(Key.Of(campaign), PlanRow, cancellationToken: cancellationToken);
        return found is { HasValue: true, Value: { } entity }
            ? new(entity.GetString("Version")!, entity.GetDateTimeOffset("Until")!.Value) { ETag = entity.ETag }
            : null;
    }

    /// <returns>False if another planner wrote first.</returns>
    public async Task<bool> TryWritePlanAsync(string campaign, PlannedSeason plan, CancellationToken cancellationToken)
    {
        var entity = new TableEntity(Key.Of(campaign), PlanRow) { ["Version"] = plan.Version, ["Until"] = plan.Until };
        try
        {
            await (plan.ETag == default
                ? table.AddEntityAsync(entity, cancellationToken)
                : table.UpdateEntityAsync(entity, plan.ETag, TableUpdateMode.Replace, cancellationToken));
            return true;
        }
        catch (RequestFailedException conflict) when (conflict.Status is 409 or 412)
        {
            return false;
        }
    }
}

/// <param name="Version">Of the calendar that was planned (<see cref="SeasonVersion"/>).</param>
/// <param name="Until">What is due before has its due row.</param>
internal sealed record PlannedSeason(string Version, DateTimeOffset Until)
{
    /// <summary>Default: not in the table yet.</summary>
    public ETag ETag { get; init; }
}
