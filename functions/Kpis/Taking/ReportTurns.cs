using AdoptionAutomation.Effects;
using AdoptionAutomation.Graph;
using AdoptionAutomation.Kpis.Reading;
using AdoptionAutomation.Kpis.Snapshots;

namespace AdoptionAutomation.Kpis.Taking;

/// <summary>Keeps the readings of sources under their quotas, and tells what a failed one means: wait for it, or go without.</summary>
internal sealed class ReportTurns(RateGovernor governor, TimeProvider time)
{
    /// <summary>Takes turns on all the lanes at once.</summary>
    /// <param name="lanes">Each with the requests that follow.</param>
    /// <param name="message">Whose turn it may be, and until when to wait.</param>
    /// <param name="cancellationToken">Cancels the storage requests.</param>
    /// <returns>When to come back; null: now, but not on those that are still resting when it is too late to wait.</returns>
    public async Task<(DateTimeOffset? Later, IReadOnlySet<string> Resting)> TakeAsync(
        IEnumerable<(Lane Lane, int Requests)> lanes, TakeSnapshotMessage message, CancellationToken cancellationToken)
    {
        DateTimeOffset? later = null;
        var resting = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (lane, requests) in lanes)
        {
            if (await governor.TakeAsync(lane, requests, message.Turn, cancellationToken) is { } turn)
            {
                resting.Add(lane.Name);
                later = later > turn.At ? later : turn.At;
            }
        }

        return later is null || IsLate(message) ? (null, resting) : (later < message.Until ? later : message.Until, resting);
    }

    /// <summary>Reads one source.</summary>
    /// <param name="source">Which.</param>
    /// <param name="lane">On which lane.</param>
    /// <param name="work">The message, and which lanes rest.</param>
    /// <param name="read">Reads it.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <exception cref="SourceAwayException">It is to be tried again.</exception>
    public async Task<SourceCounts> ReadAsync(
        KpiSource source, Lane lane, (TakeSnapshotMessage Message, IReadOnlySet<string> Resting) work, Func<Task<SourceCounts>> read, CancellationToken cancellationToken)
    {
        if (work.Resting.Contains(lane.Name))
        {
            return new(source, SourceState.Failed, $"Graph asked to wait, and did so for hours: lane {lane.Name} rests.") { Trouble = SourceTrouble.Away };
        }

        try
        {
            return await read();
        }
        catch (GraphFailure failure) when (failure.IsTransient)
        {
            var wait = await governor.ReportAsync(lane, failure, time, cancellationToken);
            return IsLate(work.Message)
                ? new(source, SourceState.Failed, failure.Message) { Trouble = SourceTrouble.Away }
                : throw new SourceAwayException(wait, failure);
        }
        catch (GraphFailure failure)
        {
            return new(source, SourceState.Failed, failure.Message)
            {
                Trouble = failure.Outcome == OutcomeKind.NotAllowed ? SourceTrouble.NotAllowed : SourceTrouble.Unreadable,
            };
        }
        catch (UnreadableReportException unreadable)
        {
            return new(source, SourceState.Failed, unreadable.Message) { Trouble = SourceTrouble.Unreadable };
        }
    }

    private bool IsLate(TakeSnapshotMessage message) => time.GetUtcNow() >= message.Until;
}

/// <summary>A source did not come, and there is time to wait for it.</summary>
internal sealed class SourceAwayException(TimeSpan wait, GraphFailure cause) : Exception(cause.Message, cause)
{
    public TimeSpan Wait => wait;
}
