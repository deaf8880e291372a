using AdoptionAutomation.Sandbox.Storage;
using Azure.Core.Pipeline;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;

namespace AdoptionAutomation.Tests.Sandbox.Storage;

public sealed class AzuriteTests(AzuriteFixture fixture) : IClassFixture<AzuriteFixture>
{
    private static readonly DateTimeOffset Start = new(2031, 3, 1, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_message_delay_follows_the_clock_of_the_requests_to_the_second()
    {
        var clock = new Stamp { Now = Start };
        var queue = await NewQueueAsync(fixture.NewAccount(), clock);
        await queue.SendMessageAsync("later", visibilityTimeout: TimeSpan.FromDays(6));

        clock.Now = Start.AddDays(6).AddSeconds(-1);
        Assert.Null((await queue.ReceiveMessageAsync()).Value);
        clock.Now = Start.AddDays(6).AddSeconds(1);
        Assert.Equal("later", (await queue.ReceiveMessageAsync()).Value.MessageText);
    }

    [Fact]
    public async Task A_clock_that_stands_still_repeats_no_etag()
    {
        var account = fixture.NewAccount();
        var container = new BlobServiceClient(account.ConnectionString, new() { Transport = new Stamp { Now = Start }.Transport })
            .GetBlobContainerClient("etags");
        await container.CreateAsync();
        var blob = container.GetBlobClient("one");

        var first = (await blob.UploadAsync(BinaryData.FromString("1"), overwrite: true)).Value.ETag;
        var second = (await blob.UploadAsync(BinaryData.FromString("2"), overwrite: true)).Value.ETag;

        Assert.NotEqual(first, second);
    }

    [Fact]
    public async Task Each_account_has_its_own_clock_and_without_a_stamp_the_real_one()
    {
        var future = await NewQueueAsync(fixture.NewAccount(), new Stamp { Now = Start });
        var real = await NewQueueAsync(fixture.NewAccount(), stamp: null);

        var sentInFuture = await future.SendMessageAsync("x");
        var sentNow = await real.SendMessageAsync("x");

        Assert.Equal(Start.Year, sentInFuture.Value.InsertionTime.Year);
        Assert.True((sentNow.Value.InsertionTime - TimeProvider.System.GetUtcNow()).Duration() < TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task Data_in_a_folder_outlives_the_process()
    {
        var folder = Directory.CreateTempSubdirectory("azurite-test-").FullName;
        await using (var first = await Azurite.StartAsync(folder))
        {
            await new BlobContainerClient(first.ConnectionString, "kept").CreateAsync();
        }

        await using (var second = await Azurite.StartAsync(folder))
        {
            Assert.True((await new BlobContainerClient(second.ConnectionString, "kept").ExistsAsync()).Value);
        }

        Directory.Delete(folder, recursive: true);
    }

    private static async Task<QueueClient> NewQueueAsync(StorageAccount account, Stamp? stamp)
    {
        var options = new QueueClientOptions();
        if (stamp is not null)
        {
            options.Transport = stamp.Transport;
        }

        var queue = new QueueClient(account.ConnectionString, "delays", options);
        await queue.CreateAsync();
        return queue;
    }

    private sealed class Stamp : DelegatingHandler
    {
        public Stamp() : base(new SocketsHttpHandler()) => Transport = new(new HttpClient(this));

        public DateTimeOffset Now { get; set; }

        public HttpClientTransport Transport { get; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.Headers.Add("sandbox-now", $"{Now.ToUnixTimeMilliseconds()}");
            return base.SendAsync(request, cancellationToken);
        }
    }
}
