using System.Text.Json;
using System.Text.Json.Nodes;
using AdoptionAutomation.Operations.Tracing;
using Azure.Storage.Queues;

namespace AdoptionAutomation.Storage;

/// <summary>
/// Puts messages on the pipeline's queues: small JSON records of ids with a version <c>v</c>, base64 (as host.json says), never expiring. While
/// somebody listens to traces, a message carries that of the work which put it: <see cref="WorkMessage"/>.
/// </summary>
internal sealed class WorkQueue(QueueServiceClient service, TimeProvider time)
{
    /// <summary>A queue holds a message back for 7 days at most; what must wait longer waits in the due table.</summary>
    public static readonly TimeSpan LongestDelay = TimeSpan.FromDays(7) - TimeSpan.FromMinutes(1);

    private static readonly TimeSpan NeverExpires = TimeSpan.FromSeconds(-1);

    private static readonly string TraceName = JsonNamingPolicy.CamelCase.ConvertName(nameof(WorkMessage.Trace));

    private static readonly string SeenFromName = JsonNamingPolicy.CamelCase.ConvertName(nameof(WorkMessage.SeenFrom));

    public Task PutAsync<T>(string queue, T message, CancellationToken cancellationToken) => PutAsync(queue, message, TimeSpan.Zero, cancellationToken);

    /// <param name="queue">One of <see cref="QueueNames"/>.</param>
    /// <param name="message">A record of ids.</param>
    /// <param name="delay">Rounded up to whole seconds.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    public Task PutAsync<T>(string queue, T message, TimeSpan delay, CancellationToken cancellationToken) =>
        PutTextAsync(queue, JsonSerializer.Serialize<object?>(message, JsonSerializerOptions.Web), delay, cancellationToken);

    /// <param name="queue">One of <see cref="QueueNames"/>.</param>
    /// <param name="body">A message's JSON, such as a due row keeps.</param>
    /// <param name="delay">Rounded up to whole seconds.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    public async Task PutTextAsync(string queue, string body, TimeSpan delay, CancellationToken cancellationToken)
    {
        var held = TimeSpan.FromSeconds(Math.Ceiling(Math.Clamp(delay.TotalSeconds, 0, LongestDelay.TotalSeconds)));
        await service.GetQueueClient(queue).SendMessageAsync(Traced(body, held), held, NeverExpires, cancellationToken);
    }

    private string Traced(string body, TimeSpan held)
    {
        if (Telemetry.TraceParent is not { } trace || JsonNode.Parse(body) is not JsonObject message)
        {
            return body;
        }

        message[TraceName] = trace;
        message[SeenFromName] = time.GetUtcNow() + held;
        return message.ToJsonString(JsonSerializerOptions.Web);
    }
}
