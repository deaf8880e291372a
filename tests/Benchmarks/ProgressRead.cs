using AdoptionAutomation.Sandbox.Storage;
using AdoptionAutomation.Storage;
using AdoptionAutomation.Waves;
using AdoptionAutomation.Waves.Inviting;
using AdoptionAutomation.Waves.Life;
using AdoptionAutomation.Waves.Mails;
using AdoptionAutomation.Waves.People;
using Azure.Data.Tables;

namespace AdoptionAutomation.Benchmarks;

/// <summary>Reading how far a wave is costs the same at any size: one query of at most 64 rows; the naive way reads the wave's people.</summary>
internal static class ProgressRead
{
    private const int Shards = 64;

    public static async IAsyncEnumerable<Line> RunAsync(Azurite azurite, BenchmarkSize size)
    {
        _ = size;
        foreach (var people in new[] { 1_000, 50_000 })
        {
            await using var world = await WaveWorld.StartAsync(azurite, people);
            await world.PlanAsync();
            var before = world.Requests;
            var progress = await world.Get<PeopleTable>().ProgressAsync(WaveWorld.Campaign, WaveWorld.Wave, CancellationToken.None);
            var ours = (world.Requests - before).Storage;
            before = world.Requests;
            var states = await Query(world, $"RowKey ge '{PeopleTable.FirstKey}' and Wave eq '{WaveWorld.Wave}'")
                .CountBy(row => row.GetString("State")!)
                .ToListAsync();
            var naive = (world.Requests - before).Storage;
            if (states is not [(nameof(PersonState.Planned), var counted)] || counted != people || progress[PersonState.Planned] != people)
            {
                throw new NotMeasuredException($"{progress[PersonState.Planned]} people are planned instead of {people}.");
            }

            yield return new($"progress of a wave of {people:N0}", ours, "storage requests", 1, naive);
            var rows = await Query(world, $"RowKey lt '{PeopleTable.FirstKey}'").CountAsync();
            yield return new($"progress of a wave of {people:N0}: rows read", rows, "rows", Shards, counted);
            before = world.Requests;
            using var page = await world.SendAsync(HttpMethod.Get, $"/api/waves/{WaveWorld.Wave}");
            yield return new($"GET /api/waves/{WaveWorld.Wave} of {people:N0}, all of it", (world.Requests - before).Storage, "storage requests");
        }
    }

    private static IAsyncEnumerable<TableEntity> Query(WaveWorld world, string filter) => world.Get<TableServiceClient>()
        .GetTableClient(TableNames.People)
        .QueryAsync<TableEntity>($"PartitionKey eq '{WaveWorld.Campaign}' and {filter}", select: ["RowKey", "State"]);
}
