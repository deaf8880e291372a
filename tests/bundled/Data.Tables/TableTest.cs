using AdoptionAutomation.Tests.Sandbox.Storage;
using Azure;
using Azure.Data.Tables;

namespace AdoptionAutomation.Tests.Bundled.Data.Tables;

/// <summary>
/// A fresh table in a real Azurite. Everything here goes through the official public surface: it runs against both builds.
/// </summary>
public abstract class TableTest(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    protected string ConnectionString { get; } = azurite.NewAccount().ConnectionString;

    protected TableClient Table { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Table = new(ConnectionString, "rows");
        await Table.CreateAsync();
    }

    public Task DisposeAsync() => Task.CompletedTask;

    protected static TableEntity Row(string rowKey, string partitionKey = "p") => new(partitionKey, rowKey) { ["Text"] = $"row {rowKey}" };

    protected static async Task<RequestFailedException> FailsAsync(Func<Task> act, int status, string errorCode)
    {
        var failure = await Assert.ThrowsAnyAsync<RequestFailedException>(act);
        Assert.Equal((status, errorCode), (failure.Status, failure.ErrorCode));
        return failure;
    }
}
