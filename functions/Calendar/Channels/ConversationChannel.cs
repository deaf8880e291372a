using AdoptionAutomation.Calendar.Composing;
using AdoptionAutomation.Calendar.Pictures;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Effects;
using AdoptionAutomation.Graph;
using AdoptionAutomation.Mail.Posts;

namespace AdoptionAutomation.Calendar.Channels;

/// <summary>A conversation of the group: mail from the service mailbox to the group's address.</summary>
internal sealed class ConversationChannel(
    ServiceMailbox mailbox, GroupAddresses addresses, PostWriter writer, PostPictures pictures, RateGovernor governor, TimeProvider time) : IChannel
{
    public PostChannel Channel => PostChannel.Conversation;

    public EffectKind Kind => EffectKind.Blind;

    public Lane Lane => Lane.Mailbox;

    public async Task<Published?> PrepareAsync(Posting posting, CancellationToken cancellationToken) =>
        mailbox.Id is null ? new Published.Refused("no service mailbox: set Posts:MailboxId to its object id")
        : await pictures.WhyUnfitAsync(posting, cancellationToken) ?? await addresses.ReadyAsync(posting, cancellationToken);

    public async Task<Published> PublishAsync(Posting posting, bool lookFirst, CancellationToken cancellationToken)
    {
        if (addresses.Find(posting) is not { } address)
        {
            return new Published.NotYet(TimeSpan.Zero, "the group's address is not known here yet");
        }

        try
        {
            await mailbox.SendAsync(address, await WriteAsync(posting.Campaign, posting.Post, cancellationToken), cancellationToken);
            return new Published.Done();
        }
        catch (UnfitPictureException unfit)
        {
            return new Published.Refused(unfit.Message);
        }
        catch (GraphFailure failure)
        {
            return await governor.PublishedAsync(Lane, failure, time, cancellationToken);
        }
    }

    /// <summary>A conversation holds every language, whichever is asked for.</summary>
    public Task<string> PreviewAsync(Campaign campaign, ComposedPost post, string language, CancellationToken cancellationToken) =>
        writer.RenderAsync(PostParts.ContentOf(campaign, post, pictures.UrlOf(campaign, post)));

    /// <summary>A file that has no address goes along with the mail.</summary>
    private Task<MailboxPost> WriteAsync(Campaign campaign, ComposedPost post, CancellationToken cancellationToken)
    {
        var along = pictures.HaveAddresses ? null : post.Picture?.File;
        var url = along is null ? pictures.UrlOf(campaign, post) : $"cid:{InlinePicture.ContentId}";
        return writer.WriteAsync(campaign, PostParts.ContentOf(campaign, post, url), along, cancellationToken);
    }
}
