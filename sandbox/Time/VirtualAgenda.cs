namespace AdoptionAutomation.Sandbox.Time;

/// <summary>
/// The serial, seeded scheduler of virtual time: the next due event runs to its end, then the clock moves.
/// Events due at the same instant run in an order drawn from the seed, so a seed always gives the same run and
/// different seeds try different orders.
/// </summary>
internal sealed class VirtualAgenda(VirtualClock clock, int seed) : IAgenda
{
    private readonly Lock gate = new();
    private readonly Random order = new(seed);
    private readonly PriorityQueue<Event, (DateTimeOffset When, int Draw, long Sequence)> events = new();
    private long sequence;

    public void At(DateTimeOffset when, string what, Func<CancellationToken, Task> act)
    {
        lock (gate)
        {
            events.Enqueue(new(when, what, act), (when, order.Next(), sequence++));
        }
    }

    /// <summary>Runs every event due up to and including <paramref name="until"/>, then moves the clock there.</summary>
    /// <param name="until">The last instant.</param>
    /// <param name="cancellationToken">Cuts off what runs.</param>
    /// <param name="stop">Ends it between two events, with the clock where it is.</param>
    public async Task RunUntilAsync(DateTimeOffset until, CancellationToken cancellationToken, CancellationToken stop = default)
    {
        while (!stop.IsCancellationRequested && await RunNextAsync(until, cancellationToken))
        {
            // One after the other.
        }

        if (!stop.IsCancellationRequested)
        {
            clock.AdvanceTo(until);
        }
    }

    /// <summary>Runs the next event if it is due by <paramref name="until"/>; false: none is, and the clock stays.</summary>
    public async Task<bool> RunNextAsync(DateTimeOffset until, CancellationToken cancellationToken)
    {
        if (TakeDue(until) is not { } due)
        {
            return false;
        }

        cancellationToken.ThrowIfCancellationRequested();
        clock.AdvanceTo(due.When);
        await due.Act(cancellationToken);
        return true;
    }

    /// <summary>What is to come, soonest first; no more than <paramref name="most"/>.</summary>
    public IReadOnlyList<(DateTimeOffset When, string What)> Ahead(int most)
    {
        lock (gate)
        {
            return [.. events.UnorderedItems.OrderBy(item => item.Priority).Take(most).Select(item => (item.Element.When, item.Element.What))];
        }
    }

    private Event? TakeDue(DateTimeOffset until)
    {
        lock (gate)
        {
            return events.TryPeek(out _, out var key) && key.When <= until ? events.Dequeue() : null;
        }
    }

    private sealed record Event(DateTimeOffset When, string What, Func<CancellationToken, Task> Act);
}
