using AdoptionAutomation.Sandbox.Runtime;
using AdoptionAutomation.Sandbox.Storage;
using AdoptionAutomation.Sandbox.Time;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;

namespace AdoptionAutomation.Tests.Sandbox.Storage;

public sealed class StorageTrafficTests(AzuriteFixture fixture) : IClassFixture<AzuriteFixture>
{
    private static readonly DateTimeOffset Start = new(2027, 1, 4, 8, 0, 0, TimeSpan.Zero);

    private readonly StorageAccount account = fixture.NewAccount();
    private readonly VirtualClock clock = new(Start);

    [Fact]
    public async Task Requests_cost_a_millisecond_each_and_are_counted_by_service()
    {
        var counts = new RequestCounts();
        var traffic = new StorageTraffic(clock, account, counts);

        await Queue(traffic).CreateAsync();
        await Queue(traffic).SendMessageAsync("x");
        await new BlobContainerClient(account.ConnectionString, "counted", new() { Transport = traffic.CreateTransport() }).CreateAsync();

        Assert.Equal((0, 2, 1), (counts.Tables, counts.Queues, counts.Blobs));
        Assert.Equal(Start.AddMilliseconds(3), clock.GetUtcNow());
    }

    [Fact]
    public async Task A_message_put_is_told_with_the_instant_it_becomes_visible()
    {
        var watch = new QueueWatch();
        var heard = new List<(string, DateTimeOffset)>();
        watch.Listen((queue, at) => heard.Add((queue, at)));
        var client = Queue(new(clock, account, watch: watch));
        await client.CreateAsync();
        await client.SendMessageAsync("now");
        await client.SendMessageAsync("later", visibilityTimeout: TimeSpan.FromHours(2));
        await client.ReceiveMessagesAsync(1);

        Assert.Equal([("work", Start.AddMilliseconds(2)), ("work", Start.AddHours(2).AddMilliseconds(3))], heard);
    }

    [Fact]
    public async Task A_message_that_storage_refuses_is_not_told()
    {
        var watch = new QueueWatch();
        watch.Listen((_, _) => Assert.Fail("there is no such queue"));

        await Assert.ThrowsAsync<Azure.RequestFailedException>(() => Queue(new(clock, account, watch: watch)).SendMessageAsync("x"));
    }

    [Fact]
    public async Task A_dead_instance_sends_nothing_more()
    {
        var counts = new RequestCounts();
        var life = new InstanceLife();
        _ = life.Die("test");

        await Assert.ThrowsAsync<ProcessDeathException>(() => Queue(new(clock, account, counts, life: life)).CreateAsync());
        Assert.Equal(0, counts.Total);
    }

    [Fact]
    public async Task Azurite_follows_a_shared_clock_that_is_moved()
    {
        using var shared = new SharedClock(Path.Combine(Directory.CreateTempSubdirectory("clock-").FullName, "clock"));
        var client = Queue(new(shared, account));
        await client.CreateAsync();
        await client.SendMessageAsync("leased");
        Assert.NotNull((await client.ReceiveMessageAsync(TimeSpan.FromMinutes(10))).Value);
        Assert.Null((await client.ReceiveMessageAsync()).Value);

        shared.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(2, (await client.ReceiveMessageAsync()).Value.DequeueCount);
    }

    private QueueClient Queue(StorageTraffic traffic) => new(account.ConnectionString, "work", new() { Transport = traffic.CreateTransport() });
}
