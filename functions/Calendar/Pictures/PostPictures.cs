using AdoptionAutomation.Calendar.Channels;
using AdoptionAutomation.Calendar.Composing;
using AdoptionAutomation.Campaigns;

namespace AdoptionAutomation.Calendar.Pictures;

/// <summary>The picture of a post, for a channel that shows it from an address.</summary>
internal sealed class PostPictures(PictureLinks links, KeptPictures kept)
{
    /// <summary>Whether files have addresses: without settings <c>Links:*</c> they have none.</summary>
    public bool HaveAddresses => links.IsOn;

    /// <summary>Null: none is shown.</summary>
    public string? UrlOf(Campaign campaign, ComposedPost post) => links.To(campaign, post.Picture);

    /// <summary>A picture that cannot be shown is mended before the post goes out; null if there is none such.</summary>
    public async Task<Published?> WhyUnfitAsync(Posting posting, CancellationToken cancellationToken) =>
        await kept.WhyUnfitAsync(posting.Campaign, posting.Post.Picture, cancellationToken) is { } why ? new Published.Refused(why) : null;
}
