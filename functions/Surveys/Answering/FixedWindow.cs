namespace AdoptionAutomation.Surveys.Answering;

/// <summary>Counts by key within the minutes of the clock, in bounded memory. (The framework's limiters go by the machine's clock alone.)</summary>
internal sealed class FixedWindow(TimeProvider time, int most)
{
    /// <summary>Keys that are counted within a minute; those that come after them pass.</summary>
    public const int MostKeys = 50_000;

    private static readonly long Length = TimeSpan.FromMinutes(1).Ticks;

    private readonly Lock gate = new();
    private readonly Dictionary<string, int> counts = new(StringComparer.Ordinal);
    private long window;

    /// <returns>How long to wait; null: it may pass.</returns>
    public TimeSpan? Enter(string key)
    {
        var now = time.GetUtcNow().Ticks;
        lock (gate)
        {
            if (now / Length != window)
            {
                window = now / Length;
                counts.Clear();
            }

            var count = counts.GetValueOrDefault(key) + 1;
            if (count > most)
            {
                return TimeSpan.FromTicks(Length - (now % Length));
            }

            if (count > 1 || counts.Count < MostKeys)
            {
                counts[key] = count;
            }

            return null;
        }
    }
}
