namespace AdoptionAutomation.Sandbox.Time;

internal static class Naps
{
    private static readonly TimeSpan LongestNap = TimeSpan.FromMilliseconds(250);

    /// <summary>Sleeps until <paramref name="until"/> by a clock that may be moved meanwhile, or until cancelled (no exception then).</summary>
    public static async Task SleepUntilAsync(this TimeProvider clock, DateTimeOffset until, CancellationToken cancellationToken)
    {
        while (until - clock.GetUtcNow() is { Ticks: > 0 } left && !cancellationToken.IsCancellationRequested)
        {
            await Task.Delay(left < LongestNap ? left : LongestNap, clock, cancellationToken)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
