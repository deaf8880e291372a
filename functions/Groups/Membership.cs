using AdoptionAutomation.Effects;
using AdoptionAutomation.Graph;

namespace AdoptionAutomation.Groups;

/// <summary>Makes people members of one group, each once, through the ledger.</summary>
internal sealed class Membership(Ledger ledger, GroupMembers members, TimeProvider time)
{
    public static EffectScope ScopeOf(string campaign, string graphId) => new(campaign, $"member.{graphId}", EffectKind.Idempotent);

    /// <param name="campaign">The campaign's id.</param>
    /// <param name="graphId">The group's object id: one that was deleted and made anew under the same declaration begins without members.</param>
    /// <param name="people">Object ids, up to 100.</param>
    /// <param name="isYoung">Whether the directory may not show the group everywhere yet: then nobody fails for it.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    public async Task<MembershipResult> EnsureAsync(
        string campaign, string graphId, IReadOnlyCollection<string> people, bool isYoung, CancellationToken cancellationToken)
    {
        var scope = ScopeOf(campaign, graphId);
        var claims = await ledger.ClaimAsync(scope, people, Evidence.None, cancellationToken);
        var states = claims.Settled.ToDictionary(pair => pair.Key, pair => (pair.Value.State, pair.Value.Reason), StringComparer.Ordinal);
        GraphFailure? stop = null;
        var lags = false;
        if (claims.Claimed.Count > 0)
        {
            var added = await members.AddAsync(graphId, [.. claims.Claimed.Select(row => row.Subject)], cancellationToken);
            stop = added.Stop;
            lags = isYoung && added.Outcomes.Values.Any(MembersAdded.IsNotFound);
            var outcomes = lags
                ? added.Outcomes.ToDictionary(
                    pair => pair.Key,
                    pair => MembersAdded.IsNotFound(pair.Value) ? pair.Value with { Kind = OutcomeKind.NotDone } : pair.Value,
                    StringComparer.Ordinal)
                : added.Outcomes;
            foreach (var (person, state) in await ledger.RecordAsync(claims, outcomes, cancellationToken))
            {
                states[person] = (state, outcomes[person].Reason);
            }
        }

        return new(states, claims.HeldUntil - time.GetUtcNow(), stop) { Lags = lags };
    }

    /// <summary>Lets those whom the directory refused be tried again; whoever is in the group stays so.</summary>
    public Task ReopenFailedAsync(string campaign, string graphId, IReadOnlyCollection<string> people, CancellationToken cancellationToken) =>
        ledger.ReopenFailedAsync(ScopeOf(campaign, graphId), people, cancellationToken);
}

/// <param name="States">What is known of each person's membership.</param>
/// <param name="HeldFor">How long another attempt still holds some of them; null if none.</param>
/// <param name="Stop">Why it ended early; null if everyone was tried.</param>
internal sealed record MembershipResult(
    IReadOnlyDictionary<string, (EffectState State, string? Reason)> States, TimeSpan? HeldFor, GraphFailure? Stop)
{
    /// <summary>Whether the directory does not show a young group, or some of the people, yet.</summary>
    public bool Lags { get; init; }
}
