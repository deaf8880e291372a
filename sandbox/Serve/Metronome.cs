using AdoptionAutomation.Sandbox.Tenant;
using AdoptionAutomation.Sandbox.Time;

namespace AdoptionAutomation.Sandbox.Serve;

/// <summary>
/// Keeps virtual time at real time plus an offset: every beat, whatever fell due runs, one thing at a time, and whoever asks something of the app
/// gets a turn in between. A move runs what falls due on its way and leaves the offset larger.
/// </summary>
/// <param name="clock">The world's.</param>
/// <param name="agenda">What happens in it.</param>
/// <param name="traces">What people have got to see so far.</param>
/// <param name="real">How time passes here.</param>
internal sealed class Metronome(VirtualClock clock, VirtualAgenda agenda, Func<TenantTraces> traces, TimeProvider real) : IDisposable
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(200);

    /// <summary>How far the next event is looked for.</summary>
    private static readonly TimeSpan Search = TimeSpan.FromDays(7);

    /// <summary>What comes within this of the next event belongs to it: a wave's mails leave by the hundred.</summary>
    private static readonly TimeSpan Burst = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim turn = new(1);
    private readonly Lock gate = new();
    private DateTimeOffset anchor = clock.GetUtcNow();
    private long anchored = real.GetTimestamp();
    private Move? move;
    private Move? last;
    private TaskCompletionSource arrived = Arrived();

    /// <summary>Null: time passes as it does.</summary>
    public Move? Moving
    {
        get
        {
            lock (gate)
            {
                return move;
            }
        }
    }

    /// <summary>The move that ended last, with what came of it.</summary>
    public Move? Last
    {
        get
        {
            lock (gate)
            {
                return last;
            }
        }
    }

    /// <summary>Ends with the move that is under way; at once if none is.</summary>
    public Task Arrival
    {
        get
        {
            lock (gate)
            {
                return arrived.Task;
            }
        }
    }

    /// <summary>On top of a move that is under way.</summary>
    public void MoveBy(TimeSpan span)
    {
        lock (gate)
        {
            Begin(move is { ToNextEvent: false } under ? under with { Until = under.Until + span } : Fresh(clock.GetUtcNow() + span, toNextEvent: false));
        }
    }

    /// <summary>To the next thing that people get to see, and a minute on; a week if there is none.</summary>
    public void MoveToNextEvent()
    {
        lock (gate)
        {
            Begin(move ?? Fresh(clock.GetUtcNow() + Search, toNextEvent: true));
        }
    }

    /// <summary>A move under way ends where it is.</summary>
    public void Stop()
    {
        lock (gate)
        {
            move = move is null ? null : move with { Until = clock.GetUtcNow() };
        }
    }

    /// <summary>Does one thing while nothing else is done.</summary>
    public async Task<T> InTurnAsync<T>(Func<Task<T>> act, CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            return await act();
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Beats until cancelled; throws what an event has thrown.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                await CatchUpAsync(cancellationToken);
                await Task.Delay(Beat, real, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The end.
        }
    }

    /// <summary>Runs what is due by now, or by the end of a move.</summary>
    public async Task CatchUpAsync(CancellationToken cancellationToken)
    {
        while (await InTurnAsync(() => StepAsync(cancellationToken), cancellationToken))
        {
            // Whoever waits for a turn gets it first.
        }
    }

    public void Dispose() => turn.Dispose();

    private async Task<bool> StepAsync(CancellationToken cancellationToken)
    {
        var until = Until();
        if (await agenda.RunNextAsync(until, cancellationToken))
        {
            Look();
            return true;
        }

        clock.AdvanceTo(until);
        return Arrive();
    }

    private DateTimeOffset Until()
    {
        lock (gate)
        {
            return move?.Until ?? anchor + real.GetElapsedTime(anchored);
        }
    }

    /// <summary>Whether what is looked for has come.</summary>
    private void Look()
    {
        lock (gate)
        {
            if (move is { ToNextEvent: true, Found: false } && traces().Since(move.Before) != default)
            {
                move = move with { Found = true, Until = clock.GetUtcNow() + Burst };
            }
        }
    }

    /// <returns>Whether a move goes on, or was begun meanwhile.</returns>
    private bool Arrive()
    {
        lock (gate)
        {
            if (move is not { } done || done.Until > clock.GetUtcNow())
            {
                return move is not null;
            }

            (last, move) = (done with { Until = clock.GetUtcNow(), Brought = traces().Since(done.Before) }, null);
            (anchor, anchored) = (clock.GetUtcNow(), real.GetTimestamp());
            arrived.TrySetResult();
            return false;
        }
    }

    private Move Fresh(DateTimeOffset until, bool toNextEvent) => new(clock.GetUtcNow(), until, toNextEvent, traces());

    private void Begin(Move next)
    {
        arrived = move is null ? new(TaskCreationOptions.RunContinuationsAsynchronously) : arrived;
        move = next;
    }

    private static TaskCompletionSource Arrived()
    {
        var none = new TaskCompletionSource();
        none.SetResult();
        return none;
    }
}

/// <param name="From">Where it began.</param>
/// <param name="Until">Where it ends at the latest.</param>
/// <param name="ToNextEvent">Whether it ends sooner, with the next event.</param>
/// <param name="Before">What there was to see then.</param>
internal sealed record Move(DateTimeOffset From, DateTimeOffset Until, bool ToNextEvent, TenantTraces Before)
{
    /// <summary>Whether the next event has come.</summary>
    public bool Found { get; init; }

    /// <summary>What came on the way, of a move that has ended.</summary>
    public TenantTraces Brought { get; init; }
}
