using AdoptionAutomation.Effects;
using AdoptionAutomation.Groups.Drift;
using AdoptionAutomation.Operations;
using AdoptionAutomation.Operations.Failures;
using AdoptionAutomation.Storage;
using Microsoft.Azure.Functions.Worker;

namespace AdoptionAutomation.Groups;

/// <summary>Takes one approved group further, until it stands; or checks some that do.</summary>
internal sealed class ProvisionGroup(GroupProvisioning provisioning, DriftCheck drift, PausesTable pauses, WorkQueue queue, Deliveries deliveries)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(20);

    [Function(nameof(ProvisionGroup))]
    public Task RunAsync([QueueTrigger(QueueNames.ProvisionGroup)] ProvisionGroupMessage message, CancellationToken cancellationToken) =>
        deliveries.RunAsync(message, () => AdvanceAsync(message, cancellationToken), cancellationToken);

    private async Task AdvanceAsync(ProvisionGroupMessage message, CancellationToken cancellationToken)
    {
        if (await pauses.FindAsync(message.Campaign, cancellationToken) is not null)
        {
            await queue.PutAsync(QueueNames.ProvisionGroup, message with { Turn = null }, PausesTable.Wait, cancellationToken);
            return;
        }

        var advance = message.Check is { } range
            ? drift.CheckAsync(message.Campaign, range, message.Turn, cancellationToken)
            : provisioning.AdvanceAsync(message.Campaign, message.Group, message.Turn, cancellationToken);
        if (await advance is not { } pause)
        {
            return;
        }

        var tries = pause.Anew ? 0 : message.Tries;
        var next = message with { Turn = pause.Turn, Tries = pause.Grows ? tries + 1 : tries };
        await queue.PutAsync(QueueNames.ProvisionGroup, next, pause.Grows ? Grown(pause.Wait, tries) : pause.Wait, cancellationToken);
    }

    private static TimeSpan Grown(TimeSpan wait, int tries) =>
        TimeSpan.FromSeconds(Math.Min(wait.TotalSeconds * Math.Pow(1.5, tries), LongestWait.TotalSeconds)).AtLeast(wait);
}

/// <param name="Campaign">The campaign's id.</param>
/// <param name="Group">The declared group's id; empty with a check.</param>
/// <param name="Tries">How often in a row it had to wait for the tenant.</param>
/// <param name="Turn">The turn on a lane that it waits for.</param>
/// <param name="Check">The standing groups that are to be checked, instead of one that is to be made.</param>
/// <param name="V">Version of the message.</param>
internal sealed record ProvisionGroupMessage(
    string Campaign, string Group, int Tries = 0, DateTimeOffset? Turn = null, CheckRange? Check = null, int V = 1)
    : WorkMessage;
