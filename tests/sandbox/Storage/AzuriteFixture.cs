using AdoptionAutomation.Sandbox.Storage;

namespace AdoptionAutomation.Tests.Sandbox.Storage;

/// <summary>
/// One Azurite for the whole test run (<c>IClassFixture&lt;AzuriteFixture&gt;</c>). Take <see cref="NewAccount"/> in each test:
/// its data and its clock are then nobody else's.
/// </summary>
public sealed class AzuriteFixture : IAsyncLifetime
{
    /// <summary>xunit makes one fixture per class; all share this process, which ends with the run.</summary>
    private static readonly Lazy<Task<Azurite>> Shared = new(() => Azurite.StartAsync());

    internal Azurite Azurite { get; private set; } = null!;

    internal StorageAccount NewAccount() => Azurite.NewAccount();

    public async Task InitializeAsync() => Azurite = await Shared.Value;

    public Task DisposeAsync() => Task.CompletedTask;
}
