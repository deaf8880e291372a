using System.Web;
using AdoptionAutomation.Sandbox.Runtime;
using AdoptionAutomation.Sandbox.Time;
using Azure.Core.Pipeline;

namespace AdoptionAutomation.Sandbox.Storage;

/// <summary>
/// Around every storage request of one process: stamps it with the sandbox's time (Azurite follows, see azurite-clock.cjs).
/// A request costs 1 ms of virtual time; real and shared clocks run by themselves.
/// </summary>
/// <param name="counts">Counts the requests of the app; null for the host's own.</param>
/// <param name="watch">Hears of every message put on a queue.</param>
/// <param name="life">A dead instance sends nothing more.</param>
internal sealed class StorageTraffic(
    TimeProvider clock, StorageAccount account, RequestCounts? counts = null, QueueWatch? watch = null, InstanceLife? life = null)
    : HttpMessageHandler
{
    /// <summary>One pool of connections for the process, whatever is disposed.</summary>
    private static readonly HttpMessageInvoker Sockets =
        new(new SocketsHttpHandler { UseProxy = false, PooledConnectionIdleTimeout = TimeSpan.FromSeconds(2) });

    private static readonly TimeSpan RequestCost = TimeSpan.FromMilliseconds(1);

    /// <summary>For the <c>Transport</c> of the options of any Azure storage client.</summary>
    public HttpClientTransport CreateTransport() => new(new HttpClient(this) { Timeout = Timeout.InfiniteTimeSpan });

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        life?.ThrowIfDead();
        counts?.Count(request.RequestUri!, account);
        var now = (clock as VirtualClock)?.Advance(RequestCost) ?? clock.GetUtcNow();
        var stamp = now.ToUnixTimeMilliseconds();
        request.Headers.Remove("sandbox-now");
        request.Headers.Add("sandbox-now", $"{stamp}");
        var response = await Sockets.SendAsync(request, cancellationToken);

        // The one time that Azurite takes from elsewhere: Node.js writes this header by the machine's clock.
        response.Headers.Date = now;
        if (watch is not null && response.IsSuccessStatusCode && PutQueue(request) is { } queue)
        {
            watch.OnPut(queue, DateTimeOffset.FromUnixTimeMilliseconds(stamp) + VisibilityDelay(request.RequestUri!));
        }

        return response;
    }

    /// <summary>The queue of a Put Message request: <c>POST /account/queue/messages</c>.</summary>
    private string? PutQueue(HttpRequestMessage request) =>
        request.Method == HttpMethod.Post
        && request.RequestUri!.Port == account.QueueUri.Port
        && request.RequestUri.Segments is [_, _, var queue, "messages"]
            ? queue.TrimEnd('/')
            : null;

    private static TimeSpan VisibilityDelay(Uri request) =>
        TimeSpan.FromSeconds(int.TryParse(HttpUtility.ParseQueryString(request.Query)["visibilitytimeout"], out var seconds) ? seconds : 0);
}
