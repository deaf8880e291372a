using AdoptionAutomation.Kpis.Taking;
using AdoptionAutomation.Mail;
using AdoptionAutomation.Operations.Failures;
using AdoptionAutomation.Storage;
using Microsoft.Azure.Functions.Worker;

namespace AdoptionAutomation.Kpis;

/// <summary>Counts everything of a campaign's day, and keeps it.</summary>
internal sealed class TakeSnapshot(SnapshotTaking taking, MailRedirect redirect, Deliveries deliveries)
{
    [Function(nameof(TakeSnapshot))]
    public Task RunAsync([QueueTrigger(QueueNames.TakeSnapshot)] TakeSnapshotMessage message, CancellationToken cancellationToken) => deliveries.RunAsync(
        message,
        () => redirect.IsOver(message.Campaign) ? Task.CompletedTask : taking.TakeAsync(message, cancellationToken),
        cancellationToken);
}
