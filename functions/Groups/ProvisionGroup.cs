using AdoptionAutomation.Storage;
using Microsoft.Azure.Functions.Worker;

namespace AdoptionAutomation.Groups;

/// <summary>Takes one declared group a step further, until it stands.</summary>
internal sealed class ProvisionGroup(GroupProvisioning provisioning, WorkQueue queue)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(20);

    [Function(nameof(ProvisionGroup))]
    public async Task RunAsync([QueueTrigger(QueueNames.ProvisionGroup)] ProvisionGroupMessage message, CancellationToken cancellationToken)
    {
        if (await provisioning.AdvanceAsync(message.Campaign, message.Group, cancellationToken) is not { } wait)
        {
            return;
        }

        var growing = TimeSpan.FromSeconds(Math.Min(wait.TotalSeconds * Math.Pow(1.5, message.Tries), LongestWait.TotalSeconds));
        await queue.PutAsync(QueueNames.ProvisionGroup, message with { Tries = message.Tries + 1 }, growing > wait ? growing : wait, cancellationToken);
    }
}

/// <param name="Campaign">The campaign's id.</param>
/// <param name="Group">The declared group's id.</param>
/// <param name="Tries">How often it had to wait.</param>
/// <param name="V">Version of the message.</param>
internal sealed record ProvisionGroupMessage(string Campaign, string Group, int Tries = 0, int V = 1);
