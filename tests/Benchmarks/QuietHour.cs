using AdoptionAutomation.Sandbox.Storage;
using AdoptionAutomation.Storage;
using Azure.Data.Tables;

namespace AdoptionAutomation.Benchmarks;

/// <summary>A day in which nothing is due, after the groups were made. Its usual hour is one without a daily timer.</summary>
internal static class QuietHour
{
    private const int Hours = 24;

    /// <summary>Where a timer a minute looks for what has fallen due; one table a stage.</summary>
    private static readonly string[] Polled = [TableNames.Waves, TableNames.Calendar, TableNames.Surveys, TableNames.Kpis];

    public static async IAsyncEnumerable<Line> RunAsync(Azurite azurite, BenchmarkSize size)
    {
        _ = size;
        await using var world = await WaveWorld.StartAsync(azurite, people: 100);
        var hours = new List<Requests>();
        while (hours.Count < Hours)
        {
            var before = world.Requests;
            await world.PassAsync(TimeSpan.FromHours(1));
            hours.Add(world.Requests - before);
        }

        var naive = await PollAsync(world);
        yield return new("an hour in which nothing is due: storage", Usual(hours, hour => hour.Storage), "requests", 1, naive);
        yield return new("an hour in which nothing is due: Graph and SendGrid", Usual(hours, hour => hour.Graph + hour.SendGrid), "requests", 0);
        yield return new("a day in which nothing is due: storage", hours.Sum(hour => hour.Storage), "requests");
    }

    private static double Usual(IEnumerable<Requests> hours, Func<Requests, long> count) => hours.Select(count).Order().ElementAt(Hours / 2);

    /// <summary>An hour of a timer a minute that looks into each stage's table.</summary>
    private static async Task<double> PollAsync(WaveWorld world)
    {
        var (tables, polls) = (world.Get<TableServiceClient>(), 0L);
        for (var minute = 0; minute < 60; minute++)
        {
            var before = world.Requests;
            foreach (var table in Polled)
            {
                await tables.GetTableClient(table).QueryAsync<TableEntity>($"PartitionKey eq '{WaveWorld.Campaign}'").CountAsync();
            }

            polls += (world.Requests - before).Storage;
            await world.PassAsync(TimeSpan.FromMinutes(1));
        }

        return polls;
    }
}
