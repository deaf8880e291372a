using AdoptionAutomation.Kpis.Snapshots;
using AdoptionAutomation.Storage;
using Microsoft.Extensions.Logging;

namespace AdoptionAutomation.Kpis.Taking;

/// <summary>Keeps days: what is new as the next version, what is not not at all.</summary>
internal sealed partial class SnapshotKeeping(SnapshotStore store, ILogger<SnapshotKeeping> logger)
{
    private const int MostRaces = 10;

    /// <param name="campaign">The campaign's scope.</param>
    /// <param name="day">The day.</param>
    /// <param name="compose">Makes it from what is kept of it; null: there is nothing to keep.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <exception cref="ContentionException">Other writers kept winning; try again later.</exception>
    public async Task KeepAsync(string campaign, DateOnly day, Func<DaySnapshot?, DaySnapshot?> compose, CancellationToken cancellationToken)
    {
        for (var race = 0; race < MostRaces; race++)
        {
            var former = await store.FindAsync(campaign, day, cancellationToken);
            if (compose(former?.Snapshot) is not { } snapshot)
            {
                return;
            }

            if (ReferenceEquals(snapshot, former?.Snapshot))
            {
                Log.Unchanged(logger, campaign, day, snapshot.Version);
                await store.RepairAsync(campaign, snapshot, cancellationToken);
                return;
            }

            if (await store.TryKeepAsync(campaign, snapshot, former, cancellationToken))
            {
                var gaps = string.Join(", ", snapshot.Sources.Where(source => source.State == SourceState.Failed).Select(source => source.Source));
                Log.Kept(logger, campaign, day, snapshot.Version, snapshot.Scopes.Count, gaps);
                return;
            }
        }

        throw new ContentionException($"the snapshot of {day:yyyy-MM-dd}");
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "{Campaign}: {Day} is kept as version {Version}: {Scopes} scopes. Not known: {Gaps}.")]
        public static partial void Kept(ILogger logger, string campaign, DateOnly day, int version, int scopes, string gaps);

        [LoggerMessage(Level = LogLevel.Information, Message = "{Campaign}: nothing is new of {Day}: version {Version} stays.")]
        public static partial void Unchanged(ILogger logger, string campaign, DateOnly day, int version);
    }
}
