namespace AdoptionAutomation.Sandbox.Tenant;

/// <summary>
/// At most <paramref name="limit"/> units in any span of <paramref name="window"/>: the strictest reading of a published quota. What is
/// rejected counts too, so calling again too early prolongs the wait.
/// </summary>
internal sealed class SlidingWindow(double limit, TimeSpan window)
{
    private readonly Queue<(DateTimeOffset At, double Units)> taken = new();
    private double sum;
    private double most;

    /// <summary>Share of the quota in use, 1 when full.</summary>
    public double Used => sum / limit;

    /// <summary>The same at an instant, whenever something was taken last.</summary>
    public double UsedAt(DateTimeOffset now)
    {
        Forget(now);
        return Used;
    }

    /// <summary>Null when the units fit, else how long until they would.</summary>
    public TimeSpan? Take(double units, DateTimeOffset now)
    {
        Forget(now);
        taken.Enqueue((now, units));
        sum += units;
        most = Math.Max(most, sum);
        return sum <= limit ? null : Wait(now);
    }

    private void Forget(DateTimeOffset now)
    {
        while (taken.TryPeek(out var oldest) && oldest.At + window <= now)
        {
            sum -= taken.Dequeue().Units;
        }
    }

    /// <summary>The largest share of the quota that was in use since this was asked before; over 1: requests were turned away.</summary>
    public double TakePeak()
    {
        var peak = most / limit;
        most = 0;
        return peak;
    }

    private TimeSpan Wait(DateTimeOffset now)
    {
        var rest = sum;
        foreach (var (at, units) in taken)
        {
            rest -= units;
            if (rest <= limit)
            {
                return at + window - now;
            }
        }

        return window;
    }
}
