using AdoptionAutomation.Calendar.Channels.News;
using AdoptionAutomation.Calendar.Composing;
using AdoptionAutomation.Calendar.Pictures;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Effects;
using AdoptionAutomation.Graph;
using AdoptionAutomation.Groups.Steps;
using AdoptionAutomation.Mail;

namespace AdoptionAutomation.Calendar.Channels;

/// <summary>
/// A news page of the group's site: created, then published. Its file name is our mark, so a page of an earlier attempt is found, whether it came as
/// far as being published or not.
/// </summary>
internal sealed class NewsChannel(SitePages sites, PostPictures pictures, Pages pages, RateGovernor governor, TimeProvider time) : IChannel
{
    private const int NameTaken = 409;

    public PostChannel Channel => PostChannel.News;

    public EffectKind Kind => EffectKind.Findable;

    public Lane Lane => Lane.Sites;

    public async Task<Published?> PrepareAsync(Posting posting, CancellationToken cancellationToken)
    {
        if (posting.Group is not { GraphId: { } group } row)
        {
            return new Published.NotYet(GroupWork.Lag, "the group does not stand yet");
        }

        if (await pictures.WhyUnfitAsync(posting, cancellationToken) is { } unfit)
        {
            return unfit;
        }

        try
        {
            await sites.SiteOfAsync(group, cancellationToken);
            return null;
        }
        catch (GraphFailure failure) when (failure.Status == 404 && row.IsYoung(time.GetUtcNow()))
        {
            return new Published.NotYet(TimeSpan.FromMinutes(5), "SharePoint has not made the group's site yet");
        }
        catch (GraphFailure failure) when (failure.Status == 404)
        {
            return new Published.Refused("the group has no site: an owner makes it by opening Files of the group once, or ask IT");
        }
        catch (GraphFailure failure)
        {
            return await governor.NotReadyAsync(Lane, failure, time, cancellationToken);
        }
    }

    public async Task<Published> PublishAsync(Posting posting, bool lookFirst, CancellationToken cancellationToken)
    {
        try
        {
            var site = await sites.SiteOfAsync(posting.Group!.GraphId!, cancellationToken);
            var name = NewsBody.NameOf(posting);
            var page = (lookFirst ? await sites.FindAsync(site, name, cancellationToken) : null) ?? await CreateAsync(posting, site, name, cancellationToken);
            if (page is null)
            {
                return new Published.NotYet(GroupWork.Lag, "the page is there and not listed yet");
            }

            if (!page.IsPublished)
            {
                await sites.PublishAsync(site, page.Id, cancellationToken);
            }

            return new Published.Done(page.Url);
        }
        catch (GraphFailure failure)
        {
            return await governor.PublishedAsync(Lane, failure, time, cancellationToken);
        }
    }

    public Task<string> PreviewAsync(Campaign campaign, ComposedPost post, string language, CancellationToken cancellationToken) =>
        pages.RenderAsync<NewsPage>((nameof(NewsPage.Content), PostParts.ContentOf(campaign, post, pictures.UrlOf(campaign, post))));

    /// <returns>Null: an earlier attempt made it, and it cannot be seen yet.</returns>
    private async Task<SitePageFound?> CreateAsync(Posting posting, string site, string name, CancellationToken cancellationToken)
    {
        try
        {
            return await sites.CreateAsync(site, NewsBody.Of(posting, name, pictures.UrlOf(posting.Campaign, posting.Post)), cancellationToken);
        }
        catch (GraphFailure failure) when (failure.Status == NameTaken)
        {
            return await sites.FindAsync(site, name, cancellationToken);
        }
    }
}
