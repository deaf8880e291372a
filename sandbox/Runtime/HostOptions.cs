using AdoptionAutomation.Sandbox.Runtime.Http;
using AdoptionAutomation.Sandbox.Runtime.Queues;
using AdoptionAutomation.Sandbox.Runtime.Timers;
using AdoptionAutomation.Sandbox.Storage;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace AdoptionAutomation.Sandbox.Runtime;

/// <summary>What both hosts are made of.</summary>
/// <param name="HostId">Instances with the same id and storage are one app: they share timer statuses and locks.</param>
/// <param name="Seed">Of the listeners' back-off, and of which instance gets what.</param>
internal sealed record HostOptions(
    FunctionCatalog Functions, HostSettings Settings, StorageAccount Storage, HostKeys Keys, string HostId = "adoption-sandbox", int Seed = 1)
{
    private const string HostContainer = "azure-webjobs-hosts";

    /// <summary>How many runtimes virtual time has on one storage; in real time each is a process of its own.</summary>
    public int Instances { get; init; } = 1;

    public ILoggerFactory Logging { get; init; } = NullLoggerFactory.Instance;

    /// <summary>The queues of the queue functions, over the host's own (uncounted) requests.</summary>
    public TriggerQueue Queue(string name, StorageTraffic traffic, TimeProvider clock) => new(
        new(Storage.ConnectionString, new QueueClientOptions { Transport = traffic.CreateTransport(), MessageEncoding = QueueMessageEncoding.None }),
        name,
        Settings.Queues,
        clock,
        Logging.CreateLogger("Host.Queues"));

    public TimerStatusBlobs TimerStatuses(StorageTraffic traffic, bool lazy = false) =>
        new(Container(traffic), HostId, Logging.CreateLogger("Host.Timers")) { IsLazy = lazy };

    public BlobContainerClient Container(StorageTraffic traffic) =>
        new(Storage.ConnectionString, HostContainer, new BlobClientOptions { Transport = traffic.CreateTransport() });
}
