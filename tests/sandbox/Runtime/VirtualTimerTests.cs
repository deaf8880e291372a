using AdoptionAutomation.Sandbox.Runtime;
using AdoptionAutomation.Tests.Sandbox.Storage;
using Azure.Storage.Blobs;
using Microsoft.Azure.Functions.Worker;

namespace AdoptionAutomation.Tests.Sandbox.Runtime;

public sealed class VirtualTimerTests(AzuriteFixture fixture) : IClassFixture<AzuriteFixture>
{
    [Fact]
    public async Task An_hourly_timer_runs_each_hour_and_leaves_its_status_blob_behind()
    {
        await using var world = await new VirtualWorld(fixture.NewAccount()).StartAsync(typeof(Hourly));

        await world.RunForAsync(TimeSpan.FromDays(1));

        Assert.Equal(Enumerable.Range(9, 24).Select(h => $"{h % 24:00}:00 False"), world.Diary.Whats);
        await world.Host.DisposeAsync();
        var status = await StatusAsync(world);
        Assert.Contains("\"Next\":\"2027-01-05T09:00:00Z\"", status, StringComparison.Ordinal);
        Assert.Equal(0, world.Counts.Total);
    }

    [Fact]
    public async Task Hours_missed_while_nothing_ran_are_caught_up_by_one_past_due_run()
    {
        var world = await new VirtualWorld(fixture.NewAccount()).StartAsync(typeof(Hourly));
        await world.RunForAsync(TimeSpan.FromHours(2));
        await world.Host.DisposeAsync();
        await world.RunForAsync(TimeSpan.FromHours(5.5));

        await world.StartAsync(typeof(Hourly));
        await world.RunForAsync(TimeSpan.FromHours(1));

        Assert.Equal(["09:00 False", "10:00 False", "15:30 True", "16:00 False"], world.Diary.Whats);
        await world.DisposeAsync();
    }

    [Fact]
    public async Task A_timer_whose_instance_died_is_past_due_at_once_on_the_fresh_one()
    {
        await using var world = await new VirtualWorld(fixture.NewAccount()).StartAsync(typeof(DiesOnce));

        await world.RunForAsync(TimeSpan.FromHours(2.5));

        Assert.Equal(["09:00 False", "09:00 True", "10:00 False"], world.Diary.Whats);
        Assert.Equal(1, world.Host.Deaths);
    }

    [Fact]
    public async Task A_failed_timer_waits_for_its_next_occurrence()
    {
        await using var world = await new VirtualWorld(fixture.NewAccount()).StartAsync(typeof(Fails));

        await world.RunForAsync(TimeSpan.FromHours(2.5));

        Assert.Equal(["09:00 False", "10:00 False"], world.Diary.Whats);
    }

    [Fact]
    public async Task A_run_longer_than_its_period_is_followed_at_once_by_one_run_and_never_overlaps()
    {
        await using var world = await new VirtualWorld(fixture.NewAccount()).StartAsync(typeof(Slow));

        await world.RunForAsync(TimeSpan.FromMinutes(240));

        Assert.Equal(["09:00 False", "11:30 False", "12:00 False"], world.Diary.Whats);
    }

    [Fact]
    public async Task Run_on_startup_runs_on_startup()
    {
        await using var world = await new VirtualWorld(fixture.NewAccount()).StartAsync(typeof(Eager));

        await world.RunForAsync(TimeSpan.FromMinutes(10));

        Assert.Equal(["08:00 False"], world.Diary.Whats);
    }

    [Fact]
    public async Task A_timer_runs_by_hand_with_the_master_key()
    {
        await using var world = await new VirtualWorld(fixture.NewAccount()).StartAsync(typeof(Hourly));
        using var request = new HttpRequestMessage(HttpMethod.Post, "http://localhost/admin/functions/hourly") { Content = new StringContent("""{"input":""}""") };
        request.Headers.Add("x-functions-key", "master");

        using var response = await world.Host.SendAsync(request, CancellationToken.None);
        await world.RunForAsync(TimeSpan.FromMinutes(1));

        Assert.Equal(System.Net.HttpStatusCode.Accepted, response.StatusCode);
        Assert.Equal(["08:00 False"], world.Diary.Whats);
    }

    private static async Task<string> StatusAsync(VirtualWorld world)
    {
        var container = new BlobContainerClient(world.Account.ConnectionString, "azure-webjobs-hosts");
        return (await container.GetBlobClient("timers/adoption-sandbox/Host.Functions.Hourly/status").DownloadContentAsync()).Value.Content.ToString();
    }

    private static int Note(VirtualWorld world, TimerInfo timer) => world.Diary.Write(world.Clock, $"{world.Clock.GetUtcNow():HH:mm} {timer.IsPastDue}");

    private sealed class Hourly(VirtualWorld world)
    {
        [Function("Hourly")]
        public void Run([TimerTrigger("0 0 * * * *")] TimerInfo timer) => Note(world, timer);
    }

    private sealed class Fails(VirtualWorld world)
    {
        [Function("Fails")]
        public Task RunAsync([TimerTrigger("0 * * * *")] TimerInfo timer)
        {
            Note(world, timer);
            throw new InvalidOperationException("on purpose");
        }
    }

    private sealed class DiesOnce(VirtualWorld world, InstanceLife life)
    {
        [Function("DiesOnce")]
        public void Run([TimerTrigger("0 0 * * * *")] TimerInfo timer)
        {
            Note(world, timer);
            if (world.Host.Deaths == 0)
            {
                throw life.Die("test");
            }
        }
    }

    private sealed class Slow(VirtualWorld world)
    {
        [Function("Slow")]
        public void Run([TimerTrigger("0 0 * * * *")] TimerInfo timer)
        {
            if (Note(world, timer) == 1 && world.Diary.Entries.Count == 1)
            {
                world.Clock.Advance(TimeSpan.FromMinutes(150));
            }
        }
    }

    private sealed class Eager(VirtualWorld world)
    {
        [Function("Eager")]
        public void Run([TimerTrigger("0 0 * * * *", RunOnStartup = true)] TimerInfo timer) => Note(world, timer);
    }
}
