using Azure.Storage.Queues.Models;

namespace AdoptionAutomation.Sandbox.Runtime.Queues;

/// <summary>A received message: ours until the lease ends.</summary>
internal sealed class LeasedMessage(QueueMessage message, DateTimeOffset leasedUntil)
{
    /// <summary>As it was received: still encoded.</summary>
    public QueueMessage Message { get; } = message;

    /// <summary>The proof that it is still ours; changes with every renewal.</summary>
    public string PopReceipt { get; set; } = message.PopReceipt;

    public DateTimeOffset LeasedUntil { get; set; } = leasedUntil;
}
