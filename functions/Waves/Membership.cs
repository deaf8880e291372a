using AdoptionAutomation.Effects;
using AdoptionAutomation.Graph;

namespace AdoptionAutomation.Waves;

/// <summary>Makes people members of one group, each once, through the ledger.</summary>
internal sealed class Membership(Ledger ledger, GroupMembers members, TimeProvider time)
{
    public async Task<MembershipResult> EnsureAsync(
        string campaign, string group, string graphId, IReadOnlyCollection<string> people, CancellationToken cancellationToken)
    {
        var scope = new EffectScope(campaign, $"member.{group}", EffectKind.Idempotent);
        var claims = await ledger.ClaimAsync(scope, people, Evidence.None, cancellationToken);
        var states = claims.Settled.ToDictionary(pair => pair.Key, pair => (pair.Value.State, pair.Value.Reason), StringComparer.Ordinal);
        GraphFailure? stop = null;
        if (claims.Claimed.Count > 0)
        {
            var added = await members.AddAsync(graphId, [.. claims.Claimed.Select(row => row.Subject)], cancellationToken);
            stop = added.Stop;
            foreach (var (person, state) in await ledger.RecordAsync(claims, added.Outcomes, cancellationToken))
            {
                states[person] = (state, added.Outcomes[person].Reason);
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

/// <summary>What came of a chunk over all groups of the wave.</summary>
internal sealed class ChunkOutcome
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(5);

    private readonly List<MembershipResult> results = [];

    public GraphFailure? Stop => results.Select(result => result.Stop).FirstOrDefault(stop => stop is not null);

    /// <summary>How long until the chunk has to be taken up again; null if nothing is left to do.</summary>
    public TimeSpan? LongestWait { get; private set; }

    public void Add(MembershipResult result)
    {
        results.Add(result);
        if (result.HeldFor is { } held)
        {
            Wait(held > Soon ? held : Soon);
        }
        else if (result.States.Values.Any(state => state.State == EffectState.Released))
        {
            Wait(Soon);
        }
    }

    public void Wait(TimeSpan wait) => LongestWait = LongestWait > wait ? LongestWait : wait;

    /// <summary>Joined once in every group; failed as soon as one refuses; else not yet.</summary>
    public PersonMove? MoveOf(PersonRow person, int groups)
    {
        var states = results.Where(result => result.States.ContainsKey(person.Id)).Select(result => result.States[person.Id]).ToList();
        if (states.Find(state => state.State == EffectState.Failed) is { State: EffectState.Failed } failed)
        {
            return new(person, PersonState.Failed, failed.Reason);
        }

        return states.Count == groups && states.TrueForAll(state => state.State == EffectState.Done) ? new(person, PersonState.Joined) : null;
    }
}
