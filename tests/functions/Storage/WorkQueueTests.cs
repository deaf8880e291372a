using System.Text;
using AdoptionAutomation.Storage;
using AdoptionAutomation.Tests.Sandbox.Storage;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;

namespace AdoptionAutomation.Tests.Functions.Storage;

public sealed class WorkQueueTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private AppParts parts = null!;

    private WorkQueue Work => parts.Get<WorkQueue>();

    public async Task InitializeAsync() => parts = await AppParts.StartAsync(azurite.NewAccount());

    public async Task DisposeAsync() => await parts.DisposeAsync();

    [Fact]
    public async Task A_message_is_base64_on_the_wire_and_small_json_with_a_version()
    {
        await Work.PutAsync(QueueNames.SendMail, new Note("small", "é"), default);
        var raw = new QueueClient(parts.App.Account.ConnectionString, QueueNames.SendMail);
        var message = (await raw.PeekMessageAsync()).Value;

        Assert.Equal("""{"campaign":"small","text":"\u00E9","v":1}""", Encoding.UTF8.GetString(Convert.FromBase64String(message.MessageText)));
        Assert.True(message.ExpiresOn > DateTimeOffset.UtcNow.AddYears(100));
    }

    [Theory]
    [InlineData(-5, 0)]
    [InlineData(0, 0)]
    [InlineData(1.2, 2)]
    [InlineData(60, 60)]
    [InlineData(9 * 86400, (7 * 86400) - 60)]
    public async Task A_delay_is_whole_seconds_and_never_longer_than_a_queue_can(double asked, int held)
    {
        await Work.PutAsync(QueueNames.SendMail, new Note("small", ""), TimeSpan.FromSeconds(asked), default);
        if (held > 0)
        {
            parts.Clock.Advance(TimeSpan.FromSeconds(held - 1));
            Assert.Empty(await ReceiveAsync());
            parts.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Single(await ReceiveAsync());
    }

    private async Task<QueueMessage[]> ReceiveAsync() =>
        (await parts.Get<QueueServiceClient>().GetQueueClient(QueueNames.SendMail).ReceiveMessagesAsync(1, TimeSpan.FromMinutes(1))).Value;

    private sealed record Note(string Campaign, string Text, int V = 1);
}
