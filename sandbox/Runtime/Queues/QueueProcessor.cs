namespace AdoptionAutomation.Sandbox.Runtime.Queues;

internal enum MessageEnd
{
    Done,
    Released,
    Poisoned,

    /// <summary>Nobody settled it: visible again when its lease ends.</summary>
    Left,

    /// <summary>Left, because the instance died.</summary>
    Died,
}

/// <summary>The life of one received message: poison check, run, and what follows from success, failure or death.</summary>
/// <param name="renewal">Keeps the lease while the function runs; null in virtual time, where it takes none.</param>
internal sealed class QueueProcessor(
    AppFunction function, TriggerQueue queue, QueueSettings settings, FunctionInvoker invoker, LeaseRenewal? renewal = null)
{
    private string LastChance => $"Message has reached MaxDequeueCount of {settings.MaxDequeueCount}.";

    /// <returns>What became of it, and when it is visible again (for a message given back or left).</returns>
    public async Task<(MessageEnd End, DateTimeOffset VisibleAgain)> ProcessAsync(
        LeasedMessage leased, AppInstance instance, CancellationToken cancellationToken)
    {
        if (leased.Message.DequeueCount > settings.MaxDequeueCount && queue.PoisonName is { } poison)
        {
            await queue.PoisonAsync(leased, poison, LastChance, CancellationToken.None);
            return (MessageEnd.Poisoned, default);
        }

        if (queue.Decode(leased) is not { } message)
        {
            return await SettleFailureAsync(leased, isHopeless: true, $"A message of {queue.Name} is not base64, which host.json promises.");
        }

        return await RunAsync(leased, TriggerInput.Of(message), instance, cancellationToken) switch
        {
            InvocationEnd.Succeeded => await DeleteAsync(leased),
            InvocationEnd.Died => (MessageEnd.Died, leased.LeasedUntil),
            _ => await SettleFailureAsync(leased, leased.Message.DequeueCount >= settings.MaxDequeueCount, LastChance),
        };
    }

    private async Task<InvocationEnd> RunAsync(LeasedMessage leased, TriggerInput input, AppInstance instance, CancellationToken cancellationToken)
    {
        await using var renewing = renewal?.Start(leased);
        return await invoker.InvokeAsync(function, input, instance, cancellationToken);
    }

    private async Task<(MessageEnd End, DateTimeOffset VisibleAgain)> DeleteAsync(LeasedMessage leased)
    {
        await queue.DeleteAsync(leased, CancellationToken.None);
        return (MessageEnd.Done, default);
    }

    private async Task<(MessageEnd End, DateTimeOffset VisibleAgain)> SettleFailureAsync(LeasedMessage leased, bool isHopeless, string why)
    {
        if (!isHopeless)
        {
            return (MessageEnd.Released, await queue.ReleaseAsync(leased, CancellationToken.None));
        }

        if (queue.PoisonName is not { } poison)
        {
            return (MessageEnd.Left, leased.LeasedUntil);
        }

        await queue.PoisonAsync(leased, poison, why, CancellationToken.None);
        return (MessageEnd.Poisoned, default);
    }
}
