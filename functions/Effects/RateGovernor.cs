using System.Collections.Concurrent;
using AdoptionAutomation.Operations.Tracing;
using AdoptionAutomation.Storage;
using Microsoft.Extensions.Logging;

namespace AdoptionAutomation.Effects;

/// <summary>
/// Keeps each lane under its published quota, over all instances: a chunk takes its requests' turn in one conditional write of the
/// lane's row. A turn that is not yet comes back as a time: the message waits on its queue, never in a function.
/// </summary>
internal sealed partial class RateGovernor(LanesTable table, TimeProvider time, ILogger<RateGovernor> logger)
{
    /// <summary>How long a lane that may not work rests before it tries again, so that a granted permission is noticed by itself.</summary>
    public static readonly TimeSpan StopLength = TimeSpan.FromMinutes(15);

    /// <summary>Queues hold messages back by whole seconds, so a turn within the next second is now.</summary>
    private static readonly TimeSpan Now = TimeSpan.FromSeconds(1);

    private const int MostRaces = 20;

    private readonly ConcurrentDictionary<string, Written> written = new(StringComparer.Ordinal);

    /// <summary>Takes the turn of <paramref name="requests"/> requests on a lane.</summary>
    /// <param name="lane">The lane.</param>
    /// <param name="requests">How many requests will follow at once.</param>
    /// <param name="reserved">The turn that an earlier call gave this work, if any.</param>
    /// <param name="cancellationToken">Cancels the storage requests.</param>
    /// <returns>
    /// Null to go on now; else when to come back, with that time as <paramref name="reserved"/>. A paced lane gives turns behind its rest
    /// too, or all who wait would come at once when it ends.
    /// </returns>
    public async Task<Turn?> TakeAsync(Lane lane, int requests, DateTimeOffset? reserved, CancellationToken cancellationToken)
    {
        LaneRow? read = null;
        if (lane.Pace == TimeSpan.Zero || IsDue(lane, reserved))
        {
            // What lets go on without a write is never a row from memory.
            read = await table.ReadAsync(lane.Name, cancellationToken);
            var rests = read.RestsUntil > time.GetUtcNow();
            if (lane.Pace == TimeSpan.Zero)
            {
                return rests ? new(read.RestsUntil, read.Stopped) : null;
            }

            if (!rests && IsDue(lane, reserved))
            {
                return null;
            }
        }

        var (row, now) = await ChangeAsync(lane, (row, now) => row with { NextFree = StartOf(row, now) + (requests * lane.Pace) }, cancellationToken, read);
        var (start, isResting) = (StartOf(row, now), row.RestsUntil > now);
        return isResting || start > now + Now ? new(start, isResting ? row.Stopped : null) : null;
    }

    /// <summary>Counts requests that had to be made beyond the turn taken.</summary>
    public Task SpendAsync(Lane lane, int requests, CancellationToken cancellationToken) => ChangeAsync(
        lane,
        (row, now) => row with { NextFree = Later(row.NextFree, now) + (requests * lane.Pace) },
        cancellationToken);

    /// <summary>The far side asked for a rest: this lane waits, the others do not.</summary>
    public Task RestAsync(Lane lane, DateTimeOffset until, CancellationToken cancellationToken)
    {
        Log.LaneRests(logger, lane.Name, until);
        Telemetry.Throttled(lane);
        return ChangeAsync(lane, (row, _) => row with { RestsUntil = Later(until, row.RestsUntil), Stopped = null }, cancellationToken);
    }

    /// <summary>The far side does not allow it: nothing is failed, IT is told, and the lane tries again in <see cref="StopLength"/>.</summary>
    public Task StopAsync(Lane lane, string reason, CancellationToken cancellationToken) => StopAsync(lane, reason, StopLength, cancellationToken);

    /// <summary>The same for another length, where trying is no use sooner.</summary>
    public Task StopAsync(Lane lane, string reason, TimeSpan length, CancellationToken cancellationToken)
    {
        Log.LaneStops(logger, lane.Name, reason);
        return ChangeAsync(lane, (row, now) => row with { RestsUntil = now + length, Stopped = reason }, cancellationToken);
    }

    /// <summary>IT says that it may go on at once: neither a rest nor turns given behind it hold it any longer.</summary>
    public Task ReleaseAsync(Lane lane, CancellationToken cancellationToken) => ChangeAsync(
        lane,
        (row, now) => row with { NextFree = row.RestsUntil > now ? now : row.NextFree, RestsUntil = DateTimeOffset.UnixEpoch, Stopped = null },
        cancellationToken);

    /// <summary>Why the lane is stopped; null if it runs.</summary>
    public async Task<string?> StoppedAsync(Lane lane, CancellationToken cancellationToken)
    {
        var row = await table.ReadAsync(lane.Name, cancellationToken);
        return row.RestsUntil > time.GetUtcNow() ? row.Stopped : null;
    }

    /// <summary>Why those of the lanes that are stopped are, each reason once.</summary>
    public async Task<IReadOnlyList<string>> StoppedAsync(IReadOnlyList<Lane> lanes, CancellationToken cancellationToken)
    {
        var reasons = await lanes.ToAsyncEnumerable()
            .Select(async (lane, token) => await StoppedAsync(lane, token))
            .ToListAsync(cancellationToken);
        return [.. reasons.OfType<string>().Distinct(StringComparer.Ordinal)];
    }

    /// <summary>Changes the row from what this instance wrote last, if nobody else wrote between its last two: the write tells if that is still so.</summary>
    /// <param name="lane">The lane.</param>
    /// <param name="change">From the row and the time.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <param name="row">As it was read a moment ago, if it was.</param>
    /// <returns>What it was before, and when.</returns>
    private async Task<(LaneRow Before, DateTimeOffset At)> ChangeAsync(
        Lane lane, Func<LaneRow, DateTimeOffset, LaneRow> change, CancellationToken cancellationToken, LaneRow? row = null)
    {
        written.TryRemove(lane.Name, out var last);
        row ??= last is { IsAlone: true } ? last.Row : null;
        for (var race = 0; race < MostRaces; race++)
        {
            row ??= await table.ReadAsync(lane.Name, cancellationToken);
            var now = time.GetUtcNow();
            if (await table.TryWriteAsync(change(row, now), cancellationToken) is { } after)
            {
                written[lane.Name] = new(after, last is null || last.Row.ETag == row.ETag);
                return (row, now);
            }

            row = null;
        }

        throw new ContentionException($"lane {lane.Name}");
    }

    private bool IsDue(Lane lane, DateTimeOffset? reserved) =>
        reserved is { } turn && turn - time.GetUtcNow() is var wait && wait <= Now && wait >= -lane.TurnLength;

    /// <summary>When the next turn begins: behind the rest too, or all who wait would come at once when it ends.</summary>
    private static DateTimeOffset StartOf(LaneRow row, DateTimeOffset now) => Later(row.NextFree, Later(row.RestsUntil, now));

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    /// <param name="Row">As this instance wrote it last.</param>
    /// <param name="IsAlone">Whether it was this instance's before, too.</param>
    private sealed record Written(LaneRow Row, bool IsAlone);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Lane {Lane} rests until {Until:O}.")]
        public static partial void LaneRests(ILogger logger, string lane, DateTimeOffset until);

        [LoggerMessage(Level = LogLevel.Error, Message = "Lane {Lane} is stopped: {Reason}")]
        public static partial void LaneStops(ILogger logger, string lane, string reason);
    }
}

/// <param name="At">When to come back.</param>
/// <param name="Stopped">Why the lane is stopped, if it is.</param>
internal sealed record Turn(DateTimeOffset At, string? Stopped);
