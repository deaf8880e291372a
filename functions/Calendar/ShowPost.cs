using AdoptionAutomation.Calendar.Board;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Operations;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AdoptionAutomation.Calendar;

/// <summary>GET /api/calendar/post?occurrence=KEY: where a post goes, what became of it and how it looks, as JSON or as a page.</summary>
internal sealed class ShowPost(Access access, CampaignStore campaigns, CalendarView view)
{
    [Function(nameof(ShowPost))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "calendar/post")] HttpRequest request, CancellationToken cancellationToken) =>
        access.EnterAsync(request, [Role.It, Role.Community], async _ => await view.ShowAsync(
            request,
            await campaigns.GetFreshAsync(access.CampaignOf(request), cancellationToken),
            request.Query["occurrence"].ToString(),
            cancellationToken));
}
