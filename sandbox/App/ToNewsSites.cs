using AdoptionAutomation.Sandbox.Tenant;

namespace AdoptionAutomation.Sandbox.App;

/// <summary>Leads requests for feeds of the internet to the sandbox's own news sites; those for this machine go where they say.</summary>
/// <param name="tenant">Where the simulated tenant listens.</param>
internal sealed class ToNewsSites(Uri tenant) : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.RequestUri is { IsLoopback: false } wanted)
        {
            request.RequestUri = new(tenant, $"{NewsSite.Path}{wanted.Host}{wanted.PathAndQuery}");
        }

        return base.SendAsync(request, cancellationToken);
    }
}
