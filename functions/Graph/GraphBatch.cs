using AdoptionAutomation.Operations.Tracing;
using Microsoft.Graph;
using Microsoft.Kiota.Abstractions;
using Microsoft.Kiota.Abstractions.Serialization;

namespace AdoptionAutomation.Graph;

/// <summary>Up to 20 independent requests in one; each has an answer of its own.</summary>
/// <typeparam name="TKey">How the caller tells its requests apart.</typeparam>
internal sealed class GraphBatch<TKey>(GraphServiceClient client)
    where TKey : notnull
{
    private readonly BatchRequestContentCollection batch = new(client);
    private readonly Dictionary<TKey, string> steps = [];
    private BatchResponseContentCollection? answers;

    public async Task AddAsync(TKey key, RequestInformation request) => steps.Add(key, await batch.AddBatchRequestStepAsync(request));

    /// <summary>Sends all of them; whether each succeeded is in its answer.</summary>
    public async Task<Dictionary<TKey, BatchItem>> SendAsync(CancellationToken cancellationToken)
    {
        using var activity = Telemetry.StartRequest("$batch")?.SetTag("count", steps.Count);
        answers = await client.Batch.PostAsync(batch, cancellationToken);
        var items = new Dictionary<TKey, BatchItem>();
        foreach (var (key, step) in steps)
        {
            using var answer = await answers.GetResponseByIdAsync(step);
            items.Add(key, await BatchItem.ReadAsync(answer, cancellationToken));
        }

        activity?.SetTag("count.failed", items.Values.Count(item => item.Status >= 300));
        return items;
    }

    /// <summary>The body of a request that succeeded.</summary>
    public async Task<T?> ReadAsync<T>(TKey key)
        where T : IParsable, new() => await answers!.GetResponseByIdAsync<T>(steps[key]);
}
