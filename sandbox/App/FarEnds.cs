using AdoptionAutomation.Sandbox.Tenant;

namespace AdoptionAutomation.Sandbox.App;

/// <summary>Where the app finds the world outside: addresses that fit into a message to another process.</summary>
/// <param name="Graph">Ends with the version.</param>
/// <param name="SendGrid">Without a path.</param>
/// <param name="EventWebhookPublicKey">Base64 of the SubjectPublicKeyInfo.</param>
internal sealed record FarEnds(Uri Graph, Uri SendGrid, string EventWebhookPublicKey)
{
    /// <summary>The app's identity, as the tenant knows it.</summary>
    public string ClientId { get; init; } = "";

    public static FarEnds Of(SimulatedTenant tenant) =>
        new(tenant.GraphUri, tenant.SendGridUri, tenant.EventWebhookPublicKey) { ClientId = IdentityEndpoint.ClientIdOf(tenant.MissingPermissions) };

    /// <summary>The same, reached through another address of 127.0.0.1.</summary>
    public FarEnds Behind(Uri door) => this with { Graph = new(door, Graph.PathAndQuery), SendGrid = door };
}
