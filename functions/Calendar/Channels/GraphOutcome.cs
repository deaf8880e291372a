using AdoptionAutomation.Effects;
using AdoptionAutomation.Graph;

namespace AdoptionAutomation.Calendar.Channels;

/// <summary>What a failed Graph request means for a delivery.</summary>
internal static class GraphOutcome
{
    /// <summary>Rests or stops the lane as the failure asks.</summary>
    public static async Task<Published> PublishedAsync(
        this RateGovernor governor, Lane lane, GraphFailure failure, TimeProvider time, CancellationToken cancellationToken)
    {
        var wait = await governor.ReportAsync(lane, failure, time, cancellationToken);
        return failure.Outcome switch
        {
            OutcomeKind.Refused => new Published.Refused(failure.Reason),
            OutcomeKind.NotAllowed => new Published.NotAllowed(wait, failure.Reason),
            OutcomeKind.Unknown => new Published.Unknown(wait, failure.Reason),
            _ => new Published.NotYet(wait, failure.Reason),
        };
    }

    /// <summary>The same before anything was tried: whatever is not refused for good comes back.</summary>
    public static async Task<Published> NotReadyAsync(
        this RateGovernor governor, Lane lane, GraphFailure failure, TimeProvider time, CancellationToken cancellationToken)
    {
        var wait = await governor.ReportAsync(lane, failure, time, cancellationToken);
        return failure.Outcome == OutcomeKind.Refused ? new Published.Refused(failure.Reason) : new Published.NotYet(wait, failure.Reason);
    }
}
