using AdoptionAutomation.Calendar.Publishing;
using AdoptionAutomation.Operations;
using AdoptionAutomation.Operations.Failures;
using AdoptionAutomation.Storage;
using Microsoft.Azure.Functions.Worker;

namespace AdoptionAutomation.Calendar;

/// <summary>One message, one delivery: a bad post never stands in the way of another.</summary>
internal sealed class PublishPost(PostPublishing publishing, PostRedirect redirect, DueTable due, WorkQueue queue, Deliveries deliveries, TimeProvider time)
{
    [Function(nameof(PublishPost))]
    public Task RunAsync([QueueTrigger(QueueNames.PublishPost)] PublishPostMessage message, CancellationToken cancellationToken) =>
        deliveries.RunAsync(message, () => DeliverAsync(message, cancellationToken), cancellationToken);

    private async Task DeliverAsync(PublishPostMessage message, CancellationToken cancellationToken)
    {
        // The due row of the real run brings its message every hour until posts are redirected no more.
        if (redirect.MustWait(message.Campaign))
        {
            return;
        }

        switch (await VisitAsync(message, cancellationToken))
        {
            case Visit.Unwanted:
                await due.RemoveAsync(message.ToDue(), cancellationToken);
                break;
            case Visit.Later later:
                await ComeBackAsync(message with { Turn = later.Turn }, later.Wait, cancellationToken);
                break;
        }
    }

    private async Task<Visit> VisitAsync(PublishPostMessage message, CancellationToken cancellationToken)
    {
        try
        {
            return redirect.IsOver(message.Campaign) ? new Visit.Unwanted() : await publishing.VisitAsync(message, cancellationToken);
        }
        catch (CampaignPausedException)
        {
            return new Visit.Later(PausesTable.Wait);
        }
    }

    /// <summary>What is not for this hour is the planner's to bring, and only its: copies would multiply.</summary>
    private async Task ComeBackAsync(PublishPostMessage message, TimeSpan wait, CancellationToken cancellationToken)
    {
        if (time.GetUtcNow() + wait < PlanHour.NextRound(time.GetUtcNow()))
        {
            await queue.PutAsync(QueueNames.PublishPost, message, wait, cancellationToken);
            return;
        }

        await due.AddAsync(message.ToDue(), cancellationToken);
    }
}
