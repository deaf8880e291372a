namespace AdoptionAutomation.Sandbox.Time;

/// <summary>The agenda of a clock that runs: each event by itself when its instant comes, also when the clock is moved past it.</summary>
internal sealed class RealAgenda : IAgenda, IAsyncDisposable
{
    private readonly TimeProvider clock;
    private readonly CancellationTokenSource ending = new();
    private readonly CancellationToken ended;
    private readonly Lock gate = new();
    private readonly List<Task> events = [];

    public RealAgenda(TimeProvider clock) => (this.clock, ended) = (clock, ending.Token);

    /// <remarks>The event never runs on the caller's thread, who may hold a lock.</remarks>
    public void At(DateTimeOffset when, string what, Func<CancellationToken, Task> act)
    {
        lock (gate)
        {
            events.RemoveAll(task => task.IsCompletedSuccessfully);
            events.Add(Task.Run(() => RunAsync(when, act), CancellationToken.None));
        }
    }

    /// <summary>Drops what is not due yet and waits for what runs. Throws what an event has thrown.</summary>
    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        await Task.WhenAll(Running());
        ending.Dispose();
    }

    private async Task RunAsync(DateTimeOffset when, Func<CancellationToken, Task> act)
    {
        await clock.SleepUntilAsync(when, ended);
        if (ended.IsCancellationRequested)
        {
            return;
        }

        try
        {
            await act(ended);
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            // Cut off by the end.
        }
    }

    private Task[] Running()
    {
        lock (gate)
        {
            return [.. events];
        }
    }
}
