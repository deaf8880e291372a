using AdoptionAutomation.Effects;

namespace AdoptionAutomation.Graph;

/// <summary>What a failed Graph request means for its lane and for the message that carried the work.</summary>
internal static class LaneReport
{
    /// <summary>When nobody said how long to wait.</summary>
    private static readonly TimeSpan DefaultWait = TimeSpan.FromSeconds(20);

    /// <summary>Rests or stops the lane, and tells when the work may come back.</summary>
    public static async Task<TimeSpan> ReportAsync(this RateGovernor governor, Lane lane, GraphFailure failure, TimeProvider time, CancellationToken cancellationToken)
    {
        if (failure.Outcome == OutcomeKind.NotAllowed)
        {
            await governor.StopAsync(lane, failure.Message, cancellationToken);
            return RateGovernor.StopLength;
        }

        var wait = failure.RetryAfter ?? DefaultWait;
        if (failure.AsksForRest || (lane.RestsAfterUnknown && failure.Outcome == OutcomeKind.Unknown))
        {
            await governor.RestAsync(lane, time.GetUtcNow() + wait, cancellationToken);
        }

        return wait;
    }
}
