using AdoptionAutomation.Calendar.Season;
using AdoptionAutomation.Campaigns;

namespace AdoptionAutomation.Calendar.Composing;

/// <summary>Makes the posts of one kind of occurrence; there is one for each kind.</summary>
internal interface IComposer
{
    OccurrenceKind Kind { get; }

    /// <summary>The same each time it is called for an occurrence that is on its way: what is made up or fetched is kept first.</summary>
    /// <param name="campaign">The campaign, in its scope.</param>
    /// <param name="occurrence">Wanted, and of this kind.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    Task<Composition> ComposeAsync(Campaign campaign, Occurrence occurrence, CancellationToken cancellationToken);
}

/// <summary>What came of composing.</summary>
internal abstract record Composition
{
    internal sealed record Ready(ComposedPost Post) : Composition;

    /// <summary>There is nothing to publish this time, such as a feed without news.</summary>
    internal sealed record Nothing(string Why) : Composition;

    /// <summary>Not now: the far side is slow, or something else comes first.</summary>
    internal sealed record NotYet(TimeSpan Wait, string Why) : Composition;
}
