using AdoptionAutomation.Mail;
using AdoptionAutomation.Storage;
using AdoptionAutomation.Waves.Inviting;
using Microsoft.Azure.Functions.Worker;

namespace AdoptionAutomation.Waves;

/// <summary>Takes a wave a step further: its opening, its audience, its chunks, one chunk's invitations, its coming to rest.</summary>
internal sealed class InvitePeople(IEnumerable<IWaveStep> steps, MailRedirect redirect, DueTable due)
{
    [Function(nameof(InvitePeople))]
    public Task RunAsync([QueueTrigger(QueueNames.InvitePeople)] InvitePeopleMessage message, CancellationToken cancellationToken)
    {
        if (redirect.IsOver(message.Campaign))
        {
            return message.ToDue() is { } work ? due.RemoveAsync(work, cancellationToken) : Task.CompletedTask;
        }

        return steps.Single(step => step.Step == message.Step).RunAsync(message, cancellationToken);
    }
}
