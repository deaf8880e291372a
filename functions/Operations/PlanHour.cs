using AdoptionAutomation.Storage;
using Microsoft.Azure.Functions.Worker;

namespace AdoptionAutomation.Operations;

/// <summary>
/// The hourly planner of all stages: puts what falls due in the next two hours on its queue, held back to the second.
/// The two hours overlap, so a missed run costs nothing; the ledger makes repeats harmless.
/// </summary>
internal sealed class PlanHour(DueTable due, WorkQueue queue, TimeProvider time)
{
    private static readonly TimeSpan Horizon = TimeSpan.FromHours(2);

    [Function(nameof(PlanHour))]
    public async Task RunAsync([TimerTrigger("0 0 * * * *")] TimerInfo timer, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await foreach (var work in due.ReadAsync(now + Horizon, cancellationToken))
        {
            await queue.PutTextAsync(work.Queue, work.Message, work.At - now, cancellationToken);
        }
    }
}
