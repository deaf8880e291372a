using AdoptionAutomation.Effects;
using AdoptionAutomation.Storage;
using AdoptionAutomation.Waves.People;

namespace AdoptionAutomation.Waves.Life;

/// <summary>
/// Begins another round of a wave: after a pause, or to give those who failed another try. All who have not come to an end are cut into
/// chunks anew, and what is left of the round before is let go.
/// </summary>
internal sealed class WaveRounds(
    WavesTable waves, WaveTransitions transitions, PeopleTable people, DueTable due, WorkQueue queue, TimeProvider time)
{
    private const int MostRaces = 20;

    /// <param name="campaign">The campaign's id.</param>
    /// <param name="wave">The wave's id.</param>
    /// <param name="action">Resume, or retry those who failed.</param>
    /// <param name="by">Who asks.</param>
    /// <param name="why">Why, in their words.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    public async Task<Round> BeginAsync(
        string campaign, string wave, WaveAction action, Mover by, string? why, CancellationToken cancellationToken)
    {
        for (var race = 0; race < MostRaces; race++)
        {
            var (found, pause) = await waves.FindWithPauseAsync(campaign, wave, cancellationToken);
            var row = found ?? new(wave);
            var step = WaveLife.Decide(row.State, row.Next, action);
            if ((step.Refusal ?? (pause is null ? null : "the whole campaign is paused: POST /api/resume first")) is { } refusal)
            {
                return new(new(row, refusal, false), 0);
            }

            var progress = step.IsSame ? null : await people.ProgressAsync(campaign, wave, cancellationToken);
            var failed = progress?[PersonState.Failed] ?? 0;
            if (progress is null || (action == WaveAction.RetryFailed && failed == 0))
            {
                return new(new(row, null, false), 0);
            }

            if (await TryBeginAsync(campaign, row, progress, action, by, why, cancellationToken) is { } begun)
            {
                return new(begun, failed);
            }
        }

        throw new ContentionException($"wave {wave}");
    }

    private async Task<Transitioned?> TryBeginAsync(
        string campaign, WaveRow row, WaveProgress progress, WaveAction action, Mover by, string? why, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var next = row with
        {
            Round = row.Round + 1,
            CutUpTo = PeopleTable.FirstKey,
            NextCutAt = row.IsResolved ? now : null,
            Judged = (progress[PersonState.Failed], progress.Ended),
            IsRetrying = row.IsRetrying || action == WaveAction.RetryFailed,
            IsPausedWithAll = false,
            Held = null,
        };
        var step = !next.IsResolved ? InviteStep.Resolve : next.IsRetrying ? InviteStep.Retry : InviteStep.Cut;
        var message = new InvitePeopleMessage(campaign, row.Wave, step, Round: next.Round, Due: now);

        // First, as always: should the process die below, it brings the message, which is let go if the round did not begin.
        await due.AddAsync(message.ToDue()!, cancellationToken);
        var begun = await transitions.TryApplyAsync(
            campaign, row, action, by, why, to => next with { State = to.State, Next = to.Next }, cancellationToken);
        if (begun is { Moved: true })
        {
            await queue.PutAsync(QueueNames.InvitePeople, message, cancellationToken);
        }

        return begun;
    }
}

/// <param name="Wave">The wave as it is after.</param>
/// <param name="Failed">How many people had failed.</param>
internal sealed record Round(Transitioned Wave, int Failed);
