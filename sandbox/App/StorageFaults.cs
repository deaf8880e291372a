using AdoptionAutomation.Sandbox.Faults;
using AdoptionAutomation.Sandbox.Storage;

namespace AdoptionAutomation.Sandbox.App;

/// <summary>The app's one connection to storage, as three services: which one a request is for shows in its port.</summary>
internal sealed class StorageFaults : HttpMessageHandler
{
    private readonly Dictionary<int, HttpMessageInvoker> services;

    public StorageFaults(StorageAccount account, InstanceFaults faults, StorageTraffic traffic)
    {
        services = new()
        {
            [account.TableUri.Port] = Faulty(RemoteService.Tables),
            [account.QueueUri.Port] = Faulty(RemoteService.Queues),
            [account.BlobUri.Port] = Faulty(RemoteService.Blobs),
        };

        HttpMessageInvoker Faulty(RemoteService service) => new(new FaultyHandler(faults, service) { InnerHandler = traffic });
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        services[request.RequestUri!.Port].SendAsync(request, cancellationToken);
}
