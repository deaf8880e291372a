using AdoptionAutomation.Sandbox.Storage;
using AdoptionAutomation.Storage;
using AdoptionAutomation.Waves;
using AdoptionAutomation.Waves.Inviting;
using AdoptionAutomation.Waves.Life;
using AdoptionAutomation.Waves.Mails;
using AdoptionAutomation.Waves.People;
using Azure.Data.Tables;

namespace AdoptionAutomation.Benchmarks;

/// <summary>Reading how far a wave is costs the same at any size: one query of at most 64 rows.</summary>
internal static class ProgressRead
{
    private const int Shards = 64;

    public static async IAsyncEnumerable<Line> RunAsync(Azurite azurite, BenchmarkSize size)
    {
        foreach (var people in new[] { 1_000, 50_000 })
        {
            await using var world = await WaveWorld.StartAsync(azurite, people);
            await world.PlanAsync();
            var before = world.Requests;
            var progress = await world.Get<PeopleTable>().ProgressAsync(WaveWorld.Campaign, WaveWorld.Wave, CancellationToken.None);
            var query = world.Requests - before;
            if (progress[PersonState.Planned] != people)
            {
                var planned = progress[PersonState.Planned];
                throw new InvalidOperationException($"{planned} people are planned instead of {people}: nothing was measured.");
            }

            before = world.Requests;
            using (await world.SendAsync(HttpMethod.Get, $"/api/waves/{WaveWorld.Wave}"))
            {
                var page = world.Requests - before;
                yield return new($"progress of a wave of {people:N0}", query.Storage, "storage requests", 1);
                yield return new("  rows read", await RowsAsync(world), "rows", Shards);
                yield return new($"  GET /api/waves/{WaveWorld.Wave}, all of it", page.Storage, "storage requests");
            }
        }
    }

    private static async Task<int> RowsAsync(WaveWorld world) => await world.Get<TableServiceClient>()
        .GetTableClient(TableNames.People)
        .QueryAsync<TableEntity>($"PartitionKey eq '{WaveWorld.Campaign}' and RowKey lt '{PeopleTable.FirstKey}'", select: ["RowKey"])
        .CountAsync();
}
