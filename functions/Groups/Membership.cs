using AdoptionAutomation.Effects;
using AdoptionAutomation.Graph;

namespace AdoptionAutomation.Groups;

/// <summary>Makes people members of one group, each once, through the ledger.</summary>
internal sealed class Membership(Ledger ledger, GroupMembers members, TimeProvider time)
{
    /// <param name="campaign">The campaign's id.</param>
    /// <param name="group">The declared group's id.</param>
    /// <param name="graphId">Its object id.</param>
    /// <param name="people">Object ids, up to 100.</param>
    /// <param name="isYoung">Whether the directory may not show the group everywhere yet: then nobody fails for it.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    public async Task<MembershipResult> EnsureAsync(
        string campaign, string group, string graphId, IReadOnlyCollection<string> people, bool isYoung, CancellationToken cancellationToken)
    {
        var scope = new EffectScope(campaign, $"member.{group}", EffectKind.Idempotent);
        var claims = await ledger.ClaimAsync(scope, people, Evidence.None, cancellationToken);
        var states = claims.Settled.ToDictionary(pair => pair.Key, pair => (pair.Value.State, pair.Value.Reason), StringComparer.Ordinal);
        GraphFailure? stop = null;
        if (claims.Claimed.Count > 0)
        {
            var added = await members.AddAsync(graphId, [.. claims.Claimed.Select(row => row.Subject)], cancellationToken);
            stop = added.Stop;
            var outcomes = isYoung
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

        return new(states, claims.HeldUntil - time.GetUtcNow(), stop);
    }
}

/// <param name="States">What is known of each person's membership.</param>
/// <param name="HeldFor">How long another attempt still holds some of them; null if none.</param>
/// <param name="Stop">Why it ended early; null if everyone was tried.</param>
internal sealed record MembershipResult(
    IReadOnlyDictionary<string, (EffectState State, string? Reason)> States, TimeSpan? HeldFor, GraphFailure? Stop);
