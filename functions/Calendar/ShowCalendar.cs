using AdoptionAutomation.Calendar.Board;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Operations;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AdoptionAutomation.Calendar;

/// <summary>GET /api/calendar: a month or a week of what is published, planned and missing, as JSON or as a page.</summary>
internal sealed class ShowCalendar(Access access, CampaignStore campaigns, CalendarView view)
{
    [Function(nameof(ShowCalendar))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "calendar")] HttpRequest request, CancellationToken cancellationToken) =>
        access.EnterAsync(request, [Role.It, Role.Community], async _ =>
            await view.ShowAsync(request, await campaigns.GetFreshAsync(access.CampaignOf(request), cancellationToken), cancellationToken));
}
