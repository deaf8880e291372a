using AdoptionAutomation.Calendar.Publishing;
using AdoptionAutomation.Storage;
using Microsoft.Azure.Functions.Worker;

namespace AdoptionAutomation.Operations;

/// <summary>
/// The hourly planner of all stages: puts what falls due in the next two hours on its queue, held back to the second. The two hours overlap, so
/// a missed run costs nothing: what the next round would put again is marked. A repeat is harmless: the ledger knows it.
/// </summary>
internal sealed class PlanHour(DueTable due, WorkQueue queue, SettledPosts posts, TimeProvider time)
{
    private static readonly TimeSpan Horizon = TimeSpan.FromHours(2);

    /// <summary>How long after its time a message that an earlier round put is taken to be on its way.</summary>
    private static readonly TimeSpan OnItsWay = TimeSpan.FromMinutes(10);

    /// <summary>When it runs next.</summary>
    public static DateTimeOffset NextRound(DateTimeOffset now) => new DateTimeOffset(now.Year, now.Month, now.Day, now.Hour, 0, 0, TimeSpan.Zero).AddHours(1);

    [Function(nameof(PlanHour))]
    public async Task RunAsync([TimerTrigger("0 0 * * * *")] TimerInfo timer, CancellationToken cancellationToken)
    {
        var (now, ahead, overdue) = (time.GetUtcNow(), new List<DueWork>(), new List<DueWork>());
        await foreach (var work in due.ReadAsync(now + Horizon, cancellationToken))
        {
            if (work.IsPut && work.At > now - OnItsWay)
            {
                continue;
            }

            if (work.Queue == QueueNames.PublishPost && work.At <= now)
            {
                overdue.Add(work);
                continue;
            }

            await PutAsync(work, cancellationToken);
            if (work.At >= NextRound(now))
            {
                ahead.Add(work);
            }
        }

        // Posts leave their rows to this, a hundred in one request.
        foreach (var work in await posts.SweepAsync(overdue, cancellationToken))
        {
            await PutAsync(work, cancellationToken);
        }

        await due.MarkAsync(ahead, cancellationToken);
    }

    private Task PutAsync(DueWork work, CancellationToken cancellationToken) =>
        queue.PutTextAsync(work.Queue, work.Message, work.At + work.Hold - time.GetUtcNow(), cancellationToken);
}
