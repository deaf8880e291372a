using System.Text.Json;
using Azure.Storage.Queues;

namespace AdoptionAutomation.Storage;

/// <summary>
/// Puts messages on the pipeline's queues: small JSON records of ids with a version <c>v</c>, base64 (as host.json says), never expiring.
/// </summary>
internal sealed class WorkQueue(QueueServiceClient service)
{
    /// <summary>A queue holds a message back for 7 days at most; what must wait longer waits in the due table.</summary>
    public static readonly TimeSpan LongestDelay = TimeSpan.FromDays(7) - TimeSpan.FromMinutes(1);

    private static readonly TimeSpan NeverExpires = TimeSpan.FromSeconds(-1);

    public Task PutAsync<T>(string queue, T message, CancellationToken cancellationToken) => PutAsync(queue, message, TimeSpan.Zero, cancellationToken);

    /// <param name="queue">One of <see cref="QueueNames"/>.</param>
    /// <param name="message">A record of ids.</param>
    /// <param name="delay">Rounded up to whole seconds.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    public Task PutAsync<T>(string queue, T message, TimeSpan delay, CancellationToken cancellationToken) =>
        PutTextAsync(queue, JsonSerializer.Serialize(message, JsonSerializerOptions.Web), delay, cancellationToken);

    public async Task PutTextAsync(string queue, string body, TimeSpan delay, CancellationToken cancellationToken)
    {
        var seconds = Math.Ceiling(Math.Clamp(delay.TotalSeconds, 0, LongestDelay.TotalSeconds));
        await service.GetQueueClient(queue).SendMessageAsync(body, TimeSpan.FromSeconds(seconds), NeverExpires, cancellationToken);
    }
}
