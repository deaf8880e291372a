using AdoptionAutomation.Operations;
using AdoptionAutomation.Operations.Failures;
using AdoptionAutomation.Storage;
using Microsoft.Azure.Functions.Worker;

namespace AdoptionAutomation.Mail;

/// <summary>The mail lane's queue: each message stands for up to 100 people and one purpose.</summary>
internal sealed class SendMail(Mailings mailings, WorkQueue queue, DueTable due, MailRedirect redirect, Deliveries deliveries, TimeProvider time)
{
    [Function(nameof(SendMail))]
    public Task RunAsync([QueueTrigger(QueueNames.SendMail)] SendMailMessage message, CancellationToken cancellationToken) =>
        deliveries.RunAsync(message, () => DeliverAsync(message, cancellationToken), cancellationToken);

    private async Task DeliverAsync(SendMailMessage message, CancellationToken cancellationToken)
    {
        if (redirect.MustWait(message.Campaign))
        {
            await WaitAsync(message, cancellationToken);
            return;
        }

        if (!redirect.IsOver(message.Campaign) && await SendAsync(message, cancellationToken))
        {
            return;
        }

        if (message.ToDue() is { } work)
        {
            await due.RemoveAsync(work, cancellationToken);
        }
    }

    /// <returns>Whether the row that brought the message here stays, to bring it again.</returns>
    private async Task<bool> SendAsync(SendMailMessage message, CancellationToken cancellationToken)
    {
        try
        {
            var mailing = mailings.Get(message.Purpose);
            var pause = await mailing.SendAsync(message with { Due = null }, cancellationToken);
            return pause is not null
                && await ComeBackAsync(message with { Due = pause.Due, Turn = pause.Turn }, pause.Wait, cancellationToken) == message.Due;
        }
        catch (CampaignPausedException)
        {
            await WaitAsync(message, cancellationToken);
            return true;
        }
    }

    /// <summary>The planner brings what has a due row back every hour.</summary>
    private Task WaitAsync(SendMailMessage message, CancellationToken cancellationToken) =>
        message.Due is null ? queue.PutAsync(QueueNames.SendMail, message, PausesTable.Wait, cancellationToken) : Task.CompletedTask;

    /// <returns>The due row's time, which may be that of the row that brought the message here.</returns>
    private async Task<DateTimeOffset?> ComeBackAsync(SendMailMessage message, TimeSpan wait, CancellationToken cancellationToken)
    {
        if (message.ToDue() is { } work)
        {
            await due.AddAsync(work, cancellationToken);
        }

        // What is due after the next full hour is the planner's to bring, and only its: copies would multiply.
        if (message.Due is not { } at || at < NextHour())
        {
            await queue.PutAsync(QueueNames.SendMail, message, wait, cancellationToken);
        }

        return message.Due;
    }

    private DateTimeOffset NextHour()
    {
        var now = time.GetUtcNow();
        return new DateTimeOffset(now.Year, now.Month, now.Day, now.Hour, 0, 0, TimeSpan.Zero).AddHours(1);
    }
}
