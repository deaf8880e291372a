using System.Runtime.CompilerServices;
using AdoptionAutomation.Effects;
using AdoptionAutomation.Operations;
using AdoptionAutomation.Storage;
using Azure.Data.Tables;

namespace AdoptionAutomation.Waves.Life;

/// <summary>
/// The chunks of a wave that are in flight, a row each, from before the wave's state is looked at until the chunk's end: whoever pauses writes
/// the state first and looks at the flights then, so that one of the two sees the other. A process that died leaves a row that runs out.
/// </summary>
/// <remarks>Beside the waves, in a partition of its own: campaign and <c>flights</c>; rows WAVE|id. No personal data; minutes.</remarks>
internal sealed class WaveFlights(TableServiceClient service, WavesTable waves, TimeProvider time)
{
    private readonly TableClient table = service.GetTableClient(TableNames.Waves);

    /// <summary>Announces a chunk of the wave, unless the wave does not run.</summary>
    /// <param name="campaign">The campaign's id.</param>
    /// <param name="wave">The wave's id.</param>
    /// <param name="round">The round that the chunk belongs to; null: any.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <returns>Null: nothing of this chunk may start; whoever resumes the wave sees to its people. Else to be landed in the end, whatever came of it.</returns>
    /// <exception cref="CampaignPausedException">The wave runs, but its whole campaign is paused: nothing may start until it is resumed.</exception>
    public async Task<Flight?> TakeOffAsync(string campaign, string wave, int? round, CancellationToken cancellationToken)
    {
        var key = Key.Of(wave, Guid.NewGuid().ToString("N"));
        await table.UpsertEntityAsync(
            new TableEntity(PartitionOf(campaign), key) { ["Expires"] = time.GetUtcNow() + Ledger.ClaimLength }, TableUpdateMode.Replace, cancellationToken);
        var (row, pause) = await waves.FindWithPauseAsync(campaign, wave, cancellationToken);
        var runs = row is { State: WaveState.Running or WaveState.Completed } && (round is null || round == row.Round);
        if (runs && pause is null)
        {
            return new(campaign, key, row!);
        }

        await table.DeleteEntityAsync(PartitionOf(campaign), key, cancellationToken: cancellationToken);
        return runs ? throw new CampaignPausedException(campaign) : null;
    }

    /// <summary>Whether a wave that gave no flight is to be asked again: it, or its whole campaign, is paused.</summary>
    public async Task<bool> IsPausedAsync(string campaign, string wave, CancellationToken cancellationToken)
    {
        var (row, pause) = await waves.FindWithPauseAsync(campaign, wave, cancellationToken);
        return row is { State: WaveState.Pausing or WaveState.Paused } || (pause is not null && row is { State: WaveState.Running or WaveState.Completed });
    }

    public Task LandAsync(Flight flight, CancellationToken cancellationToken) =>
        table.DeleteEntityAsync(PartitionOf(flight.Campaign), flight.Key, cancellationToken: cancellationToken);

    /// <summary>When each chunk that is in flight will have ended at the latest. One request; rows of processes that died are swept on the way.</summary>
    public async IAsyncEnumerable<DateTimeOffset> InFlightAsync(string campaign, string wave, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var prefix = Key.Of(wave);
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {PartitionOf(campaign)} and RowKey ge {prefix + "|"} and RowKey lt {Key.After(prefix)}");
        var now = time.GetUtcNow();
        await foreach (var entity in table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            if (entity.GetDateTimeOffset("Expires")!.Value is var expires && expires > now)
            {
                yield return expires;
            }
            else
            {
                await table.DeleteEntityAsync(entity.PartitionKey, entity.RowKey, cancellationToken: cancellationToken);
            }
        }
    }

    private static string PartitionOf(string campaign) => Key.Of(campaign, "flights");
}

/// <param name="Campaign">The campaign's id.</param>
/// <param name="Key">Of its row.</param>
/// <param name="Wave">The wave as it was when the chunk started.</param>
internal sealed record Flight(string Campaign, string Key, WaveRow Wave);
