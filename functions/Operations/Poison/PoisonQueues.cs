using System.Text;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Operations.Failures;
using AdoptionAutomation.Storage;
using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Microsoft.Extensions.DependencyInjection;

namespace AdoptionAutomation.Operations.Poison;

/// <summary>
/// The poison queues as they are, base64 or not: a message that no client can decode must not hide those beside it. The host makes such a queue
/// when it needs it, so one that is missing is empty.
/// </summary>
internal sealed class PoisonQueues([FromKeyedServices(PoisonQueues.AsTheyAre)] QueueServiceClient service, FailuresTable failures, CampaignStore campaigns)
{
    /// <summary>The key of a client that neither encodes nor decodes.</summary>
    public const string AsTheyAre = "as-they-are";

    /// <summary>The queue service's limit, for peeks and receives alike.</summary>
    public const int MostAtOnce = 32;

    /// <summary>The first messages of a queue, and how many there are about.</summary>
    public async Task<PoisonSight> PeekAsync(string queue, CancellationToken cancellationToken)
    {
        var poison = service.GetQueueClient(QueueNames.PoisonOf(queue));
        try
        {
            var peeked = await poison.PeekMessagesAsync(MostAtOnce, cancellationToken);
            var more = peeked.Value.Length < MostAtOnce
                ? peeked.Value.Length
                : (await poison.GetPropertiesAsync(cancellationToken)).Value.ApproximateMessagesCount;
            var messages = await JudgeAsync(queue, peeked.Value, message => message.Body, cancellationToken);
            return new(
                queue,
                [.. messages.Select(judged => new PoisonMessage(judged.Work, judged.Cause, judged.Message.InsertedOn, judged.Message.ExpiresOn))],
                Math.Max(more, peeked.Value.Length));
        }
        catch (RequestFailedException missing) when (missing.ErrorCode == QueueErrorCode.QueueNotFound)
        {
            return new(queue, [], 0);
        }
    }

    /// <summary>What each message is about and why it is there.</summary>
    public async Task<IReadOnlyList<Judged<T>>> JudgeAsync<T>(
        string queue, IReadOnlyCollection<T> messages, Func<T, BinaryData> bodyOf, CancellationToken cancellationToken)
    {
        if (messages.Count == 0)
        {
            return [];
        }

        var known = await campaigns.ListAsync(cancellationToken).ToHashSetAsync(StringComparer.Ordinal, cancellationToken);
        return await Task.WhenAll(messages.Select(async message =>
        {
            var work = Decoded(bodyOf(message)) is { } body ? QueuedWork.Read(queue, body) : null;
            var failure = work is null ? null : await failures.FindAsync(work, cancellationToken);
            return new Judged<T>(message, work, PoisonCause.Of(work, failure, work is not null && known.Contains(work.Campaign)));
        }));
    }

    public QueueClient Open(string name) => service.GetQueueClient(name);

    /// <summary>The names of all queues of the account.</summary>
    public ValueTask<HashSet<string>> NamesAsync(CancellationToken cancellationToken) =>
        service.GetQueuesAsync(cancellationToken: cancellationToken).Select(queue => queue.Name).ToHashSetAsync(StringComparer.Ordinal, cancellationToken);

    /// <returns>Null: it is not what this app writes.</returns>
    public static string? Decoded(BinaryData raw)
    {
        try
        {
            return Encoding.UTF8.GetString(Convert.FromBase64String(raw.ToString()));
        }
        catch (FormatException)
        {
            return null;
        }
    }
}

/// <param name="Message">As the queue service gave it.</param>
/// <param name="Work">What it is about; null: it cannot be read.</param>
/// <param name="Cause">Why it is there.</param>
internal sealed record Judged<T>(T Message, QueuedWork? Work, PoisonCause Cause);

/// <param name="Queue">The queue that the messages failed on.</param>
/// <param name="Messages">The first of them.</param>
/// <param name="Count">About how many there are.</param>
internal sealed record PoisonSight(string Queue, IReadOnlyList<PoisonMessage> Messages, int Count);

/// <param name="Work">What it is about; null: it cannot be read.</param>
/// <param name="Cause">Why it is there.</param>
/// <param name="Since">When it came there.</param>
/// <param name="Expires">When the queue drops it.</param>
internal sealed record PoisonMessage(QueuedWork? Work, PoisonCause Cause, DateTimeOffset? Since, DateTimeOffset? Expires);
