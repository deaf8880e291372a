using AdoptionAutomation.Calendar.Editing;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Operations;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AdoptionAutomation.Calendar;

/// <summary>GET /api/campaign/content-calendar.json/versions: those that were replaced, the newest first, each with its address.</summary>
internal sealed class ListCalendarVersions(Access access, CalendarVersions versions)
{
    [Function(nameof(ListCalendarVersions))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "campaign/" + CampaignFileKind.CalendarName + "/versions")] HttpRequest request,
        CancellationToken cancellationToken) =>
        access.EnterAsync(request, [Role.It, Role.Community], async _ =>
        {
            var id = access.CampaignOf(request);
            var kept = CampaignFile.IsId(id) ? await versions.ListAsync(id, cancellationToken) : [];
            return Results.Ok(new
            {
                versions = kept.Select(one => new { one.Version, one.Bytes, one.By, url = $"{EditAnswers.Path}/versions/{one.Version}" }),
            });
        });
}
