using AdoptionAutomation.Campaigns.Reading;
using AdoptionAutomation.Storage;
using Azure;
using Azure.Data.Tables;

namespace AdoptionAutomation.Surveys.Rounds;

/// <summary>A row per round, in the partition of its campaign: what was asked, when, and how many have answered.</summary>
/// <remarks>Nothing of a person. A row goes with the answers, when the survey's time to keep them is over.</remarks>
internal sealed class RoundsTable(TableServiceClient service)
{
    private readonly TableClient table = service.GetTableClient(TableNames.Surveys);

    public async Task<SurveyRound?> FindAsync(string campaign, string id, CancellationToken cancellationToken)
    {
        var found = await table.GetEntityIfExistsAsync<TableEntity>(Key.Of(campaign), Key.Of(id), cancellationToken: cancellationToken);
        return found is { HasValue: true, Value: { } entity } ? RoundOf(entity) : null;
    }

    /// <summary>Every round of a campaign, of all its surveys, in the order of their ids.</summary>
    public IAsyncEnumerable<SurveyRound> ListAsync(string campaign, CancellationToken cancellationToken) => table
        .QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {Key.Of(campaign)}"), cancellationToken: cancellationToken)
        .Select(RoundOf);

    /// <summary>Writes it unless somebody else did since it was read.</summary>
    /// <returns>As it is now; null if somebody was first.</returns>
    public async Task<SurveyRound?> TryWriteAsync(string campaign, SurveyRound round, CancellationToken cancellationToken)
    {
        var entity = EntityOf(campaign, round);
        try
        {
            var answer = round.ETag == default
                ? await table.AddEntityAsync(entity, cancellationToken)
                : await table.UpdateEntityAsync(entity, round.ETag, TableUpdateMode.Replace, cancellationToken);
            return round with { ETag = answer.Headers.ETag!.Value };
        }
        catch (RequestFailedException conflict) when (conflict.Status is 404 or 409 or 412)
        {
            return null;
        }
    }

    public Task RemoveAsync(string campaign, string id, CancellationToken cancellationToken) =>
        table.DeleteEntityAsync(Key.Of(campaign), Key.Of(id), ETag.All, cancellationToken);

    private static TableEntity EntityOf(string campaign, SurveyRound round) => new(Key.Of(campaign), Key.Of(round.Id))
    {
        ["State"] = round.State.ToString(),
        ["ClosesAt"] = round.ClosesAt,
        ["Round"] = PackedJson.Pack(round, CampaignJson.Options),
    };

    private static SurveyRound RoundOf(TableEntity entity) =>
        PackedJson.Unpack<SurveyRound>(entity.GetBinary("Round")!, CampaignJson.Options) with { ETag = entity.ETag };
}
