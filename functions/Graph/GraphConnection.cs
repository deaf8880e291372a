using AdoptionAutomation.Operations.Tracing;
using Microsoft.Graph;

namespace AdoptionAutomation.Graph;

/// <summary>
/// The one way to Graph. Every failure comes out as a <see cref="GraphFailure"/>. Nothing is repeated here: the SDK's retry handler would
/// send a POST twice and wait inside the function; instead the queue brings the work back, and the ledger knows what was done.
/// </summary>
internal sealed class GraphConnection(GraphServiceClient client)
{
    public const string HttpClientName = "graph";

    /// <param name="request">What is asked, for errors and logs; no personal data.</param>
    /// <param name="permission">The application permission the request needs.</param>
    /// <param name="send">The request.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <exception cref="GraphFailure">Anything but success.</exception>
    public async Task<T> SendAsync<T>(
        string request, string permission, Func<GraphServiceClient, CancellationToken, Task<T>> send, CancellationToken cancellationToken)
    {
        using var activity = Telemetry.StartRequest(request)?.SetTag("graph.permission", permission);
        try
        {
            return await send(client, cancellationToken);
        }
        catch (Exception exception) when (GraphFailure.IsOne(exception, cancellationToken))
        {
            var failure = GraphFailure.From(request, permission, exception);
            activity?.SetTag("status", failure.Status).SetTag("retryAfter", failure.RetryAfter?.TotalSeconds).Fail(failure.Reason);
            throw failure;
        }
    }
}
