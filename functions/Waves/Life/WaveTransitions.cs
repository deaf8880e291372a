using AdoptionAutomation.Effects;
using AdoptionAutomation.Storage;

namespace AdoptionAutomation.Waves.Life;

/// <summary>Brings a wave from one state to another, once, with its history; whoever loses a race looks again.</summary>
internal sealed class WaveTransitions(WavesTable waves, TimeProvider time)
{
    private const int MostRaces = 20;

    /// <param name="campaign">The campaign's id.</param>
    /// <param name="wave">The wave's id.</param>
    /// <param name="action">What is asked.</param>
    /// <param name="by">Who asks.</param>
    /// <param name="why">Why, in their words.</param>
    /// <param name="change">What else changes in the row with it.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    public async Task<Transitioned> ApplyAsync(
        string campaign, string wave, WaveAction action, Mover by, string? why, Func<WaveRow, WaveRow>? change, CancellationToken cancellationToken)
    {
        for (var race = 0; race < MostRaces; race++)
        {
            var row = await waves.FindAsync(campaign, wave, cancellationToken) ?? new(wave);
            if (await TryApplyAsync(campaign, row, action, by, why, change, cancellationToken) is { } done)
            {
                return done;
            }
        }

        throw new ContentionException($"wave {wave}");
    }

    /// <summary>The same for who must not act on another state of the wave than the one they looked at: once.</summary>
    /// <param name="campaign">The campaign's id.</param>
    /// <param name="row">The wave as it was read.</param>
    /// <param name="action">What is asked.</param>
    /// <param name="by">Who asks.</param>
    /// <param name="why">Why, in their words.</param>
    /// <param name="change">What else changes in the row with it.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>Null: the wave has changed since it was read.</returns>
    public async Task<Transitioned?> TryApplyAsync(
        string campaign, WaveRow row, WaveAction action, Mover by, string? why, Func<WaveRow, WaveRow>? change, CancellationToken cancellationToken)
    {
        var step = WaveLife.Decide(row.State, row.Next, action);
        if (step.Refusal is not null || step.IsSame)
        {
            return new(row, step.Refusal, false);
        }

        var to = row with { State = step.To, Next = step.Next };
        var transition = new WaveTransition(action, row.State, step.To, by.Id, by.Role, time.GetUtcNow(), why);
        return await waves.TryWriteAsync(campaign, change is null ? to : change(to), transition, cancellationToken) is { } written
            ? new(written, null, true)
            : null;
    }
}

/// <summary>Who moves a wave.</summary>
/// <param name="Id">Object id, <c>key</c>, <c>date</c>, <c>rule</c> or <c>app</c>.</param>
/// <param name="Role">The app role that allows it; null for the app itself.</param>
internal sealed record Mover(string Id, string? Role = null)
{
    public static readonly Mover App = new("app");
    public static readonly Mover Date = new("date");
    public static readonly Mover Rule = new("rule");
}

/// <param name="Wave">As it is now; with a default ETag if it has no row.</param>
/// <param name="Refusal">Why not; null if it was done or is so already.</param>
/// <param name="Moved">Whether this call changed it.</param>
internal sealed record Transitioned(WaveRow Wave, string? Refusal, bool Moved);
