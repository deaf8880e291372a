using AdoptionAutomation.Effects;
using AdoptionAutomation.Graph;
using AdoptionAutomation.Sandbox.Tenant;
using AdoptionAutomation.Tests.Sandbox.Storage;
using Azure.Core;
using Azure.Identity;

namespace AdoptionAutomation.Tests.Functions.Graph;

/// <summary>Runs alone: the environment is the process's, and every other test finds its identity there.</summary>
[CollectionDefinition(nameof(ChangesEnvironment), DisableParallelization = true)]
public sealed class ChangesEnvironment;

/// <summary>The identity endpoint does not know the app's secret. Each test has an identity of its own: the process keeps tokens.</summary>
[Collection(nameof(ChangesEnvironment))]
public sealed class WrongIdentityTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private const string Secret = "IDENTITY_HEADER";

    private string? right;

    public async Task InitializeAsync()
    {
        await IdentityEndpoint.UseAsync();
        right = Environment.GetEnvironmentVariable(Secret);
        Environment.SetEnvironmentVariable(Secret, "not this app");
    }

    public Task DisposeAsync()
    {
        Environment.SetEnvironmentVariable(Secret, right);
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Without_a_token_nothing_is_failed_and_the_identity_is_named()
    {
        await using var parts = await AppParts.StartAsync(azurite.NewAccount(), null, ("Graph:ManagedIdentityClientId", $"{Guid.NewGuid()}"));
        var failure = await Assert.ThrowsAsync<GraphFailure>(() => parts.Get<GraphConnection>().SendAsync(
            "ask", "Some.Permission", (client, token) => client.Organization.GetAsync(cancellationToken: token), default));

        Assert.Equal(OutcomeKind.NotAllowed, failure.Outcome);
        Assert.Contains("managed identity", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_is_only_given_for_the_right_secret()
    {
        var credential = new ManagedIdentityCredential(ManagedIdentityId.FromUserAssignedClientId($"{Guid.NewGuid()}"));

        await Assert.ThrowsAnyAsync<AuthenticationFailedException>(
            () => credential.GetTokenAsync(new TokenRequestContext(["https://storage.azure.com/.default"]), CancellationToken.None).AsTask());
    }
}
