using AdoptionAutomation.Campaigns;
using NodaTime;

namespace AdoptionAutomation.Calendar.Season;

internal enum OccurrenceKind
{
    /// <summary>A prepared post: of a rhythm, or single.</summary>
    Post,

    /// <summary>A contest's question.</summary>
    Question,

    /// <summary>A contest's result.</summary>
    Result,

    /// <summary>A feed's news of one day.</summary>
    News,
}

/// <summary>One thing that the calendar publishes, once.</summary>
/// <param name="Publication">The rhythm, post, contest or feed that it is of.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Slot">Its place in the publication: <c>2026-10-05</c> in a rhythm or a feed, <c>post</c>, <c>question</c>, <c>result</c>. It stays when the time is changed.</param>
/// <param name="At">When, by the clock that the publication names.</param>
/// <param name="Post">What it says, if that is prepared; null for a kind that composes it, and for a slot that no prepared post is left for.</param>
internal sealed record Occurrence(Publication Publication, OccurrenceKind Kind, string Slot, LocalDateTime At, PostText? Post)
{
    /// <summary>Its name in storage, for good: <c>interview.2026-10-05</c>.</summary>
    public string Key => $"{Publication.Id}.{Slot}";

    /// <summary>Whether there is something to publish and it may be.</summary>
    public bool IsWanted => Publication.Status == PostStatus.Approved && (Kind != OccurrenceKind.Post || Post is not null);
}
