using AdoptionAutomation.Mail;
using AdoptionAutomation.Operations;
using AdoptionAutomation.Operations.Failures;
using AdoptionAutomation.Storage;
using AdoptionAutomation.Waves.Inviting;
using Microsoft.Azure.Functions.Worker;

namespace AdoptionAutomation.Waves;

/// <summary>Takes a wave a step further: its opening, its audience, its chunks, one chunk's invitations, its coming to rest.</summary>
internal sealed class InvitePeople(IEnumerable<IWaveStep> steps, WorkQueue queue, DueTable due, MailRedirect redirect, Deliveries deliveries)
{
    [Function(nameof(InvitePeople))]
    public Task RunAsync([QueueTrigger(QueueNames.InvitePeople)] InvitePeopleMessage message, CancellationToken cancellationToken) =>
        deliveries.RunAsync(message, () => StepAsync(message, cancellationToken), cancellationToken);

    private async Task StepAsync(InvitePeopleMessage message, CancellationToken cancellationToken)
    {
        if (redirect.IsOver(message.Campaign))
        {
            await (message.ToDue() is { } work ? due.RemoveAsync(work, cancellationToken) : Task.CompletedTask);
            return;
        }

        try
        {
            await steps.Single(step => step.Step == message.Step).RunAsync(message, cancellationToken);
        }
        catch (CampaignPausedException) when (message.Due is null)
        {
            await queue.PutAsync(QueueNames.InvitePeople, message with { Turn = null }, PausesTable.Wait, cancellationToken);
        }
        catch (CampaignPausedException)
        {
            // Its due row brings it back.
        }
    }
}
