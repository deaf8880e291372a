using AdoptionAutomation.Operations;
using AdoptionAutomation.Operations.Failures;
using AdoptionAutomation.Storage;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace AdoptionAutomation.Mail;

/// <summary>The mail lane's queue: each message stands for up to 100 people and one purpose.</summary>
internal sealed class SendMail(IServiceProvider services, WorkQueue queue, DueTable due, Deliveries deliveries)
{
    [Function(nameof(SendMail))]
    public Task RunAsync([QueueTrigger(QueueNames.SendMail)] SendMailMessage message, CancellationToken cancellationToken) =>
        deliveries.RunAsync(message, () => DeliverAsync(message, cancellationToken), cancellationToken);

    private async Task DeliverAsync(SendMailMessage message, CancellationToken cancellationToken)
    {
        if (await SendAsync(message with { Due = null }, cancellationToken) is { } pause)
        {
            await queue.PutAsync(QueueNames.SendMail, message with { Due = null, Turn = pause.Turn }, pause.Wait, cancellationToken);
        }

        if (message.ToDue() is { } work)
        {
            await due.RemoveAsync(work, cancellationToken);
        }
    }

    private async Task<MailPause?> SendAsync(SendMailMessage message, CancellationToken cancellationToken)
    {
        try
        {
            return await services.GetRequiredKeyedService<IMailing>(message.Purpose).SendAsync(message, cancellationToken);
        }
        catch (CampaignPausedException)
        {
            return new(PausesTable.Wait);
        }
    }
}
