using AdoptionAutomation.Storage;

namespace AdoptionAutomation.Waves.Inviting;

/// <summary>
/// What a wave does later: a due row, which the hourly planner puts on the queue and which stays until its work is done; and the message at
/// once where the planner would come too late.
/// </summary>
internal sealed class WaveAgenda(DueTable due, WorkQueue queue, TimeProvider time)
{
    private static readonly TimeSpan PlannerRuns = TimeSpan.FromHours(1);

    /// <param name="message">With its due time.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    public async Task PutAsync(InvitePeopleMessage message, CancellationToken cancellationToken)
    {
        var work = message.ToDue() ?? throw new ArgumentException("What is done later has a due time.", nameof(message));
        await due.AddAsync(work, cancellationToken);
        var now = time.GetUtcNow();
        if (work.At < TopOfNextHour(now))
        {
            await queue.PutAsync(QueueNames.InvitePeople, message, work.At - now, cancellationToken);
        }
    }

    /// <summary>Sees to it that the wave is watched from hour to hour while it runs.</summary>
    public Task WatchAsync(string campaign, string wave, CancellationToken cancellationToken) =>
        due.AddAsync(WaveWatch.NextOf(campaign, wave, time.GetUtcNow()), cancellationToken);

    /// <summary>The work of this message is done, or nobody wants it any more.</summary>
    public Task ForgetAsync(InvitePeopleMessage message, CancellationToken cancellationToken) =>
        message.ToDue() is { } work ? due.RemoveAsync(work, cancellationToken) : Task.CompletedTask;

    /// <summary>When the planner runs next.</summary>
    public static DateTimeOffset TopOfNextHour(DateTimeOffset now) =>
        new DateTimeOffset(now.Ticks - (now.Ticks % PlannerRuns.Ticks), now.Offset) + PlannerRuns;
}
