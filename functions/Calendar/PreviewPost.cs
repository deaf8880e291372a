using AdoptionAutomation.Calendar.Board;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Operations;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AdoptionAutomation.Calendar;

/// <summary>GET /api/calendar/preview?occurrence=KEY&amp;channel=teams&amp;language=fr: a post as it will look there. Nothing is sent.</summary>
internal sealed class PreviewPost(Access access, CampaignStore campaigns, PostPreview preview)
{
    [Function(nameof(PreviewPost))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "calendar/preview")] HttpRequest request, CancellationToken cancellationToken) =>
        access.EnterAsync(request, [Role.It, Role.Community], async _ =>
        {
            var campaign = await campaigns.GetFreshAsync(access.CampaignOf(request), cancellationToken);
            var language = request.Query["language"] is [{ Length: > 0 } asked, ..] ? asked : campaign.FirstLanguage;
            return await preview.ShowAsync(
                request, campaign, new(request.Query["occurrence"].ToString(), request.Query["channel"].ToString(), language), cancellationToken);
        });
}
