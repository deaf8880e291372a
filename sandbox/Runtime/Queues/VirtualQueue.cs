using AdoptionAutomation.Sandbox.Time;
using Microsoft.Extensions.Logging;

namespace AdoptionAutomation.Sandbox.Runtime.Queues;

/// <summary>
/// A queue in virtual time. It knows when a message will be visible and only then asks storage; each message is an event of its own on
/// the agenda. Messages are fetched by the batch and run one by one, each as if received at its turn: the death of an instance that is
/// alone costs one lease. Of several, each has fetched what is drawn for it, and leaves that when it dies.
/// </summary>
/// <param name="receiver">Draws the instance that a message goes to.</param>
/// <param name="process">Runs one message; answers when it is visible again, if it is.</param>
internal sealed partial class VirtualQueue(
    TriggerQueue queue,
    int batchSize,
    TimeProvider clock,
    IAgenda agenda,
    Func<AppInstance> receiver,
    Func<LeasedMessage, AppInstance, CancellationToken, Task<DateTimeOffset?>> process,
    ILogger log)
{
    private const int Patience = 10;
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan RenewBefore = TimeSpan.FromMinutes(5);

    private readonly Lock gate = new();
    private readonly PriorityQueue<DateTimeOffset, DateTimeOffset> expected = new();
    private readonly Queue<(LeasedMessage Message, AppInstance Receiver)> fetched = new();
    private DateTimeOffset? wakeAt;
    private int emptyAnswers;
    private bool isStopped;
    private bool isRunning;

    /// <summary>There may be messages nobody told us of: those that were there before us.</summary>
    private bool isCurious;

    public string Name => queue.Name;

    /// <summary>Messages known to wait, visible or not, and the one that runs.</summary>
    public int Pending
    {
        get
        {
            lock (gate)
            {
                return expected.Count + fetched.Count + (isRunning ? 1 : 0);
            }
        }
    }

    /// <summary>A message will be visible at <paramref name="visibleAt"/>.</summary>
    public void Expect(DateTimeOffset visibleAt)
    {
        lock (gate)
        {
            expected.Enqueue(visibleAt, visibleAt);
            Wake(visibleAt);
        }
    }

    /// <summary>Looks for messages that are there already.</summary>
    public void Look()
    {
        lock (gate)
        {
            isCurious = true;
            Wake(clock.GetUtcNow());
        }
    }

    /// <summary>What an instance had fetched when it died comes back when its leases end.</summary>
    public void Leave(AppInstance dead)
    {
        lock (gate)
        {
            for (var left = fetched.Count; left > 0; left--)
            {
                var next = fetched.Dequeue();
                if (next.Receiver == dead)
                {
                    Expect(next.Message.LeasedUntil);
                }
                else
                {
                    fetched.Enqueue(next);
                }
            }
        }
    }

    public void Stop()
    {
        lock (gate)
        {
            isStopped = true;
        }
    }

    private void Wake(DateTimeOffset due)
    {
        var at = Round(due);
        if (!isStopped && (wakeAt is null || at < wakeAt))
        {
            wakeAt = at;
            agenda.At(at, $"queue {queue.Name}", cancellationToken => OnWakeAsync(at, cancellationToken));
        }
    }

    private async Task OnWakeAsync(DateTimeOffset at, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            if (isStopped || wakeAt != at)
            {
                return;
            }

            wakeAt = null;
        }

        if (fetched.Count > 0 || await FetchAsync(cancellationToken))
        {
            await RunNextAsync(cancellationToken);
            WakeForNext();
        }
    }

    private async Task<bool> FetchAsync(CancellationToken cancellationToken)
    {
        var received = await queue.ReceiveAsync(batchSize, cancellationToken);
        var now = clock.GetUtcNow();
        lock (gate)
        {
            foreach (var message in received)
            {
                fetched.Enqueue((message, receiver()));
                if (expected.TryPeek(out var due, out _) && due <= now)
                {
                    expected.Dequeue();
                }
            }

            if (received.Count > 0)
            {
                emptyAnswers = 0;
                return true;
            }

            isCurious = false;
            TryAgainLater(now);
            return false;
        }
    }

    /// <summary>Storage's clock may be a few ms ahead of ours; a message that stays away was deleted or has expired.</summary>
    private void TryAgainLater(DateTimeOffset now)
    {
        while (emptyAnswers >= Patience && expected.TryPeek(out var due, out _) && due <= now)
        {
            Log.Missing(log, queue.Name, due);
            expected.Dequeue();
        }

        emptyAnswers = emptyAnswers >= Patience ? 0 : emptyAnswers + 1;
        if (expected.TryPeek(out var next, out _))
        {
            Wake(next > now ? next : now + TimeSpan.FromSeconds(1));
        }
    }

    private async Task RunNextAsync(CancellationToken cancellationToken)
    {
        LeasedMessage message;
        AppInstance by;
        lock (gate)
        {
            (message, by) = fetched.Dequeue();
            isRunning = true;
        }

        var isOurs = message.LeasedUntil - clock.GetUtcNow() > RenewBefore || await queue.RenewAsync(message, cancellationToken) == Renewal.Renewed;
        var visibleAgain = isOurs ? await process(message, by, cancellationToken) : message.LeasedUntil;
        lock (gate)
        {
            isRunning = false;
            if (visibleAgain is { } at)
            {
                Expect(at);
            }
        }
    }

    private void WakeForNext()
    {
        lock (gate)
        {
            var now = clock.GetUtcNow();
            if (fetched.Count > 0 || isCurious)
            {
                Wake(now - Moment);
            }
            else if (expected.TryPeek(out var next, out _))
            {
                Wake(next > now ? next : now - Moment);
            }
        }
    }

    /// <summary>Wakes only at full moments: what is due in the same one takes its turn by the seed's draw, not by the millisecond.</summary>
    private static DateTimeOffset Round(DateTimeOffset at) => at.AddTicks(Moment.Ticks - 1 - ((at.Ticks - 1) % Moment.Ticks));

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "The queue {Queue} never showed the message expected at {Due:O}: deleted or expired")]
        public static partial void Missing(ILogger logger, string queue, DateTimeOffset due);
    }
}
