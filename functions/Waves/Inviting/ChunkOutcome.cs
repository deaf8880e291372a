using AdoptionAutomation.Effects;
using AdoptionAutomation.Graph;
using AdoptionAutomation.Groups;
using AdoptionAutomation.Waves.People;

namespace AdoptionAutomation.Waves.Inviting;

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
            Wait(held.AtLeast(Soon));
        }
        else if (result.States.Values.Any(state => state.State == EffectState.Released))
        {
            Wait(Soon);
        }
    }

    public void Wait(TimeSpan wait) => LongestWait = wait.AtLeast(LongestWait ?? TimeSpan.Zero);

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
