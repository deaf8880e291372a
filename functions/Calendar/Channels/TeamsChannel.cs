using AdoptionAutomation.Calendar.Channels.Cards;
using AdoptionAutomation.Calendar.Composing;
using AdoptionAutomation.Calendar.Pictures;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Effects;
using AdoptionAutomation.Graph;
using AdoptionAutomation.Mail;
using Microsoft.Extensions.Options;

namespace AdoptionAutomation.Calendar.Channels;

/// <summary>A card in a channel of the group's team, by the workflow whose address is set for the group.</summary>
internal sealed class TeamsChannel(IOptions<PostsOptions> options, Workflows workflows, WorkflowRests rests, PostPictures pictures, Pages pages) : IChannel
{
    public PostChannel Channel => PostChannel.Teams;

    public EffectKind Kind => EffectKind.Blind;

    public Lane Lane => Lane.Workflows;

    public async Task<Published?> PrepareAsync(Posting posting, CancellationToken cancellationToken)
    {
        var group = posting.Delivery.Group;
        if (options.Value.WorkflowOf(group) is not { } workflow)
        {
            return new Published.Refused($"no workflow for group {group}: make one as docs/channels.md says, and set Posts:Workflows:{group} to its address");
        }

        return await pictures.WhyUnfitAsync(posting, cancellationToken) ?? await rests.InTheWayAsync(group, workflow, cancellationToken);
    }

    public async Task<Published> PublishAsync(Posting posting, bool lookFirst, CancellationToken cancellationToken)
    {
        var (request, bytes) = CardFit.Of(TeamsCard.Of(posting.Campaign, posting.Post, pictures.UrlOf(posting.Campaign, posting.Post)));
        return request is null
            ? new Published.Refused($"the card is too large for Teams: {bytes} bytes even without its text, {TeamsCard.MostBytes} at most; shorten titles, links and mentions")
            : await workflows.PostAsync(posting.Campaign, posting.Delivery.Group, options.Value.WorkflowOf(posting.Delivery.Group)!, request, cancellationToken);
    }

    public Task ReadyAgainAsync(Posting posting, CancellationToken cancellationToken) =>
        options.Value.WorkflowOf(posting.Delivery.Group) is { } workflow ? rests.WakeAsync(posting.Delivery.Group, workflow, cancellationToken) : Task.CompletedTask;

    /// <summary>A card holds every language, whichever is asked for.</summary>
    public Task<string> PreviewAsync(Campaign campaign, ComposedPost post, string language, CancellationToken cancellationToken)
    {
        var card = TeamsCard.Of(campaign, post, pictures.UrlOf(campaign, post));
        return pages.RenderAsync<CardPage>((nameof(CardPage.Content), CardPageContent.Of(CardFit.Shorten(card).Card ?? card)));
    }
}
