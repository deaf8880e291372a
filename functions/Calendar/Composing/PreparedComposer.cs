using AdoptionAutomation.Calendar.Season;
using AdoptionAutomation.Campaigns;

namespace AdoptionAutomation.Calendar.Composing;

/// <summary>Posts that stand in the calendar as they are.</summary>
internal sealed class PreparedComposer : IComposer
{
    public OccurrenceKind Kind => OccurrenceKind.Post;

    public Task<Composition> ComposeAsync(Campaign campaign, Occurrence occurrence, CancellationToken cancellationToken) =>
        Task.FromResult<Composition>(new Composition.Ready(ComposedPost.Of(campaign, occurrence.Publication, occurrence.Post!)));
}
