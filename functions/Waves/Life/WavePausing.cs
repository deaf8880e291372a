using AdoptionAutomation.Effects;
using AdoptionAutomation.Storage;

namespace AdoptionAutomation.Waves.Life;

/// <summary>
/// Stops a wave, for now or for good. No chunk starts after the state is written; the wave is at rest when none is in flight. Should the
/// process die in between, the due row that comes first brings a look at the flights.
/// </summary>
internal sealed class WavePausing(
    WavesTable waves, WaveTransitions transitions, WaveFlights flights, DueTable due, WorkQueue queue, TimeProvider time)
{
    private const int MostRaces = 20;

    private static readonly TimeSpan ShortestWait = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    /// <param name="campaign">The campaign's id.</param>
    /// <param name="wave">The wave's id.</param>
    /// <param name="action">Pause or cancel.</param>
    /// <param name="by">Who asks.</param>
    /// <param name="why">Why, in their words.</param>
    /// <param name="withAll">Whether the whole campaign is paused: then the wave is resumed with it.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    public async Task<Stopped> StopAsync(
        string campaign, string wave, WaveAction action, Mover by, string? why, bool withAll, CancellationToken cancellationToken)
    {
        for (var race = 0; race < MostRaces; race++)
        {
            var row = await waves.FindAsync(campaign, wave, cancellationToken) ?? new(wave);
            if (await TryStopAsync(campaign, row, action, by, why, withAll, cancellationToken) is { } stopped)
            {
                return stopped;
            }
        }

        throw new ContentionException($"wave {wave}");
    }

    /// <summary>Lets a pausing wave come to rest if nothing is in flight; else the message comes back, more rarely each time.</summary>
    /// <param name="message">A settle message with its due row.</param>
    /// <param name="row">The wave as it was read, before its flights are looked at.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    public async Task<Stopped> SettleAsync(InvitePeopleMessage message, WaveRow row, CancellationToken cancellationToken)
    {
        var ends = await flights.InFlightAsync(message.Campaign, message.Wave, cancellationToken).ToListAsync(cancellationToken);
        var rest = ends.Count == 0
            ? await transitions.TryApplyAsync(message.Campaign, row, WaveAction.Settle, Mover.App, null, null, cancellationToken)
            : null;
        if (rest is not null)
        {
            await due.RemoveAsync(message.ToDue()!, cancellationToken);
            return new(rest, 0);
        }

        await queue.PutAsync(QueueNames.InvitePeople, message, WaitOf(message, ends), cancellationToken);
        var now = ends.Count == 0 ? await waves.FindAsync(message.Campaign, message.Wave, cancellationToken) : null;
        return new(new(now ?? row, null, false), ends.Count);
    }

    private async Task<Stopped?> TryStopAsync(
        string campaign, WaveRow row, WaveAction action, Mover by, string? why, bool withAll, CancellationToken cancellationToken)
    {
        var step = WaveLife.Decide(row.State, row.Next, action);
        if (step is { Refusal: null, IsSame: true } && row.IsPausedWithAll && !withAll)
        {
            // Paused by itself too now: it stays so when the campaign is resumed.
            return await waves.TryWriteAsync(campaign, row with { IsPausedWithAll = false, Held = why }, null, cancellationToken) is { } own
                ? await TryStopAsync(campaign, own, action, by, why, withAll, cancellationToken)
                : null;
        }

        if (step.Refusal is not null || step.To != WaveState.Pausing)
        {
            return await transitions.TryApplyAsync(campaign, row, action, by, why, ended => ended with { Held = null }, cancellationToken) is { } at
                ? new(at, 0)
                : null;
        }

        var message = new InvitePeopleMessage(campaign, row.Wave, InviteStep.Settle, Due: time.GetUtcNow());
        await due.AddAsync(message.ToDue()!, cancellationToken);
        var held = step.Next == WaveState.Paused ? why : null;
        var stopped = await transitions.TryApplyAsync(
            campaign, row, action, by, why, to => to with { Held = held, IsPausedWithAll = withAll }, cancellationToken);
        if (stopped is null)
        {
            return null;
        }

        var settled = await SettleAsync(message, stopped.Wave, cancellationToken);
        return settled with { Wave = settled.Wave with { Moved = stopped.Moved } };
    }

    /// <summary>Half as long as it has been pausing, and not beyond the end of what is in flight.</summary>
    private TimeSpan WaitOf(InvitePeopleMessage message, IReadOnlyCollection<DateTimeOffset> ends)
    {
        var now = time.GetUtcNow();
        var wait = ((now - message.Due!.Value) / 2).AtLeast(ShortestWait);
        var (longest, last) = (wait < LongestWait ? wait : LongestWait, ends.Count > 0 ? ends.Max() - now : ShortestWait);
        return longest < last ? longest : last;
    }
}

/// <param name="Wave">The wave as it is after.</param>
/// <param name="InFlight">Chunks that started before and have not ended.</param>
internal sealed record Stopped(Transitioned Wave, int InFlight);
