namespace AdoptionAutomation.Benchmarks;

/// <summary>What lives in this process at its worst moment while something runs, less what lived before.</summary>
internal static class LiveMemory
{
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(200);

    /// <returns>In MB; what the action returns is alive at the last look.</returns>
    public static async Task<double> PeakAsync(Func<Task<object?>> action)
    {
        // The stack that brought us here may hold what it has just worked with: let it go.
        await Task.Delay(Every);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        using var done = new CancellationTokenSource();
        var watching = Task.Run(() => WatchAsync(done.Token));
        var result = await action();
        var last = GC.GetTotalMemory(forceFullCollection: true);
        GC.KeepAlive(result);
        await done.CancelAsync();
        return (Math.Max(last, await watching) - before) / 1e6;
    }

    private static async Task<long> WatchAsync(CancellationToken done)
    {
        var peak = 0L;
        while (!done.IsCancellationRequested)
        {
            await Task.Delay(Every, done).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            GC.Collect();
            peak = Math.Max(peak, GC.GetTotalMemory(forceFullCollection: false));
        }

        return peak;
    }
}
