using System.Collections.Concurrent;
using AdoptionAutomation.Kpis.Snapshots;

namespace AdoptionAutomation.Kpis.Taking;

/// <summary>
/// What was read for a snapshot that still waits for a source, so that whoever is throttled asks for that one alone again. In memory: another instance
/// reads everything, which is harmless.
/// </summary>
internal sealed class SourcesSoFar
{
    /// <summary>How long after its time a message may still be at work.</summary>
    private static readonly TimeSpan Slack = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<string, Known> known = new(StringComparer.Ordinal);

    /// <summary>What the deliveries of one message have read; of an earlier message nothing is left.</summary>
    public Known Of(TakeSnapshotMessage message, DateTimeOffset now)
    {
        // What another instance finished, or nobody: it holds everybody's marks.
        foreach (var old in known.Where(one => one.Value.Until + Slack < now).Select(one => one.Key))
        {
            known.TryRemove(old, out _);
        }

        return known.AddOrUpdate(message.Campaign, _ => new(message.Until), (_, former) => former.Until == message.Until ? former : new(message.Until));
    }

    public void Forget(TakeSnapshotMessage message) => known.TryRemove(message.Campaign, out _);

    /// <param name="Until">Of the message.</param>
    internal sealed record Known(DateTimeOffset Until)
    {
        private readonly ConcurrentDictionary<KpiSource, object> read = [];

        public bool Has(KpiSource source) => read.ContainsKey(source);

        /// <param name="source">Which.</param>
        /// <param name="ask">Reads it.</param>
        /// <param name="isGood">Whether an answer is worth keeping; null: each is.</param>
        public async Task<T> OnceAsync<T>(KpiSource source, Func<Task<T>> ask, Predicate<T>? isGood = null)
            where T : notnull
        {
            if (read.TryGetValue(source, out var before))
            {
                return (T)before;
            }

            var answer = await ask();
            if (isGood?.Invoke(answer) is not false)
            {
                read[source] = answer;
            }

            return answer;
        }
    }
}
