using AdoptionAutomation.Tests.Sandbox.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Graph;
using Microsoft.Graph.Models;
using Microsoft.Kiota.Abstractions.Serialization;

namespace AdoptionAutomation.Tests.Functions.Graph;

public sealed class GraphClientTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    /// <summary>Two clients that were made at the same time would have wrapped the SDK's writers twice, for the whole process.</summary>
    [Fact]
    public async Task However_many_apps_start_at_once_a_null_is_written_once()
    {
        await using var parts = await AppParts.StartAsync(azurite.NewAccount());
        await Parallel.ForEachAsync(Enumerable.Range(0, 8), async (_, _) =>
        {
            await using var services = parts.App.Build(new());
            Assert.NotNull(services.GetRequiredService<GraphServiceClient>());
        });

        using var writer = SerializationWriterFactoryRegistry.DefaultInstance.GetSerializationWriter("application/json");
        writer.WriteObjectValue(null, new Message { Subject = "news", Attachments = null });
        using var reader = new StreamReader(writer.GetSerializedContent());
        Assert.Single((await reader.ReadToEndAsync()).Split("\"attachments\":null").Skip(1));
    }
}
