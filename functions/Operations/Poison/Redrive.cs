using AdoptionAutomation.Operations.Failures;
using AdoptionAutomation.Storage;
using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;

namespace AdoptionAutomation.Operations.Poison;

/// <summary>
/// Puts poisoned messages back on their queue: each is put there before it is taken away here, so a death in between leaves it twice, which the
/// ledger makes harmless, and never not at all.
/// </summary>
internal sealed class Redrive(PoisonQueues queues, FailuresTable failures)
{
    /// <summary>Looked at in one call: a few seconds.</summary>
    public const int MostAtOnce = 500;

    /// <summary>Longer than a call takes; should the app die in it, the messages are back after that.</summary>
    private static readonly TimeSpan Held = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan NeverExpires = TimeSpan.FromSeconds(-1);

    /// <param name="queue">The queue that they failed on.</param>
    /// <param name="cause">Only those of this cause; null: all but those that cannot be read.</param>
    /// <param name="most">How many are looked at.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    public async Task<Redriven> RunAsync(string queue, string? cause, int most, CancellationToken cancellationToken)
    {
        var (poison, home) = (queues.Open(QueueNames.PoisonOf(queue)), queues.Open(queue));
        var (moved, looked, unreadable, kept) = (0, 0, 0, new List<QueueMessage>());
        try
        {
            while (looked < most)
            {
                var some = await poison.ReceiveMessagesAsync(Math.Min(PoisonQueues.MostAtOnce, most - looked), Held, cancellationToken);
                if (some.Value.Length == 0)
                {
                    break;
                }

                looked += some.Value.Length;
                foreach (var (message, work, why) in await queues.JudgeAsync(queue, some.Value, one => one.Body, cancellationToken))
                {
                    if (why.Stays || work is null || (cause is not null && cause != why.Code))
                    {
                        unreadable += why.Stays ? 1 : 0;
                        kept.Add(message);
                        continue;
                    }

                    await home.SendMessageAsync(message.Body, TimeSpan.Zero, NeverExpires, cancellationToken);
                    await IfOursAsync(() => poison.DeleteMessageAsync(message.MessageId, message.PopReceipt, cancellationToken));
                    await failures.RemoveAsync(work, cancellationToken);
                    moved++;
                }
            }

            foreach (var message in kept)
            {
                await IfOursAsync(() => poison.UpdateMessageAsync(
                    message.MessageId, message.PopReceipt, visibilityTimeout: TimeSpan.Zero, cancellationToken: cancellationToken));
            }

            return new(queue, moved, (await poison.GetPropertiesAsync(cancellationToken)).Value.ApproximateMessagesCount, unreadable, looked);
        }
        catch (RequestFailedException missing) when (missing.ErrorCode == QueueErrorCode.QueueNotFound)
        {
            return new(queue, 0, 0, 0, 0);
        }
    }

    /// <summary>Another call may have had the message meanwhile.</summary>
    private static async Task IfOursAsync(Func<Task<Response>> act)
    {
        try
        {
            await act();
        }
        catch (RequestFailedException lost) when (lost.Status == 404 || lost.ErrorCode == QueueErrorCode.PopReceiptMismatch)
        {
            // Theirs now.
        }
    }

    private static async Task IfOursAsync(Func<Task<Response<UpdateReceipt>>> act) => await IfOursAsync(async () => (await act()).GetRawResponse());
}

/// <param name="Queue">The queue that they failed on, and are on again.</param>
/// <param name="Moved">How many.</param>
/// <param name="Left">About how many are left.</param>
/// <param name="Unreadable">Those of the left that were looked at and cannot be read.</param>
/// <param name="Looked">How many were looked at.</param>
internal sealed record Redriven(string Queue, int Moved, int Left, int Unreadable, int Looked);
