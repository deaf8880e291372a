using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Microsoft.Extensions.Logging;

namespace AdoptionAutomation.Sandbox.Runtime.Queues;

internal enum Renewal
{
    Renewed,

    /// <summary>Deleted, or received by someone else.</summary>
    Lost,

    /// <summary>Storage failed: still ours for now.</summary>
    Failed,
}

/// <summary>The host's side of one queue: receiving, renewing, deleting, releasing, poisoning.</summary>
internal sealed partial class TriggerQueue(QueueServiceClient service, string name, QueueSettings settings, TimeProvider clock, ILogger log)
{
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(10);

    private const string PoisonSuffix = "-poison";
    private const int LongestName = 63;

    private readonly QueueClient queue = service.GetQueueClient(name);

    public string Name => name;

    /// <summary>A poison queue has none of its own, nor has a queue whose name would become too long.</summary>
    public string? PoisonName =>
        name.EndsWith(PoisonSuffix, StringComparison.Ordinal) || name.Length + PoisonSuffix.Length > LongestName ? null : name + PoisonSuffix;

    /// <summary>A queue that does not exist has no messages; the host never creates it.</summary>
    public async Task<IReadOnlyList<LeasedMessage>> ReceiveAsync(int most, CancellationToken cancellationToken)
    {
        try
        {
            var received = await queue.ReceiveMessagesAsync(most, Lease, cancellationToken);
            var until = clock.GetUtcNow() + Lease;
            return [.. received.Value.Select(m => new LeasedMessage(m, until))];
        }
        catch (RequestFailedException e) when (e.Status == 404 || e.Status >= 500)
        {
            return [];
        }
    }

    /// <summary>The message with its decoded body; null when it is not the base64 that host.json promises.</summary>
    public QueueMessage? Decode(LeasedMessage leased)
    {
        var message = leased.Message;
        if (!settings.IsBase64)
        {
            return message;
        }

        try
        {
            var body = BinaryData.FromBytes(Convert.FromBase64String(message.MessageText));
            return QueuesModelFactory.QueueMessage(
                message.MessageId, leased.PopReceipt, body, message.DequeueCount, message.NextVisibleOn, message.InsertedOn, message.ExpiresOn);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    public async Task<Renewal> RenewAsync(LeasedMessage leased, CancellationToken cancellationToken)
    {
        try
        {
            var renewed = await queue.UpdateMessageAsync(
                leased.Message.MessageId, leased.PopReceipt, visibilityTimeout: Lease, cancellationToken: cancellationToken);
            leased.PopReceipt = renewed.Value.PopReceipt;
            leased.LeasedUntil = clock.GetUtcNow() + Lease;
            Log.Renewed(log, leased.Message.MessageId, name);
            return Renewal.Renewed;
        }
        catch (RequestFailedException e)
        {
            return IsLost(e) ? Renewal.Lost : Renewal.Failed;
        }
    }

    public async Task DeleteAsync(LeasedMessage leased, CancellationToken cancellationToken)
    {
        try
        {
            await queue.DeleteMessageAsync(leased.Message.MessageId, leased.PopReceipt, cancellationToken);
        }
        catch (RequestFailedException e) when (IsLost(e))
        {
            Log.NotOurs(log, leased.Message.MessageId, name);
        }
    }

    /// <summary>Gives a failed message back; answers when it is visible again.</summary>
    public async Task<DateTimeOffset> ReleaseAsync(LeasedMessage leased, CancellationToken cancellationToken)
    {
        try
        {
            await queue.UpdateMessageAsync(
                leased.Message.MessageId, leased.PopReceipt, visibilityTimeout: settings.VisibilityTimeout, cancellationToken: cancellationToken);
        }
        catch (RequestFailedException e) when (IsLost(e))
        {
            Log.NotOurs(log, leased.Message.MessageId, name);
        }

        return clock.GetUtcNow() + settings.VisibilityTimeout;
    }

    /// <summary>Copies the message to the poison queue, then deletes it.</summary>
    public async Task PoisonAsync(LeasedMessage leased, string poisonName, string why, CancellationToken cancellationToken)
    {
        Log.Poisoned(log, why, poisonName);
        var poison = service.GetQueueClient(poisonName);
        try
        {
            await poison.SendMessageAsync(leased.Message.Body, cancellationToken: cancellationToken);
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            await poison.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
            await poison.SendMessageAsync(leased.Message.Body, cancellationToken: cancellationToken);
        }

        await DeleteAsync(leased, cancellationToken);
    }

    private static bool IsLost(RequestFailedException e) =>
        e.ErrorCode == QueueErrorCode.PopReceiptMismatch || e.Status == 404;

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Debug, "Message {Id} of {Queue} is no longer ours: left alone")]
        public static partial void NotOurs(ILogger logger, string id, string queue);

        [LoggerMessage(LogLevel.Debug, "Message {Id} of {Queue} is ours for ten minutes more")]
        public static partial void Renewed(ILogger logger, string id, string queue);

        [LoggerMessage(LogLevel.Warning, "{Why} Moving message to queue '{Poison}'.")]
        public static partial void Poisoned(ILogger logger, string why, string poison);
    }
}
