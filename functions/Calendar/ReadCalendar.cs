using AdoptionAutomation.Calendar.Editing;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Operations;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AdoptionAutomation.Calendar;

/// <summary>GET /api/campaign/content-calendar.json: the file as it stands, whether it runs or not, with the ETag to replace it by.</summary>
internal sealed class ReadCalendar(Access access, CalendarVersions versions)
{
    [Function(nameof(ReadCalendar))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "campaign/" + CampaignFileKind.CalendarName)] HttpRequest request,
        CancellationToken cancellationToken) =>
        access.EnterAsync(request, [Role.It, Role.Community], async _ =>
        {
            var id = access.CampaignOf(request);
            if (!CampaignFile.IsId(id) || await versions.ReadAsync(id, cancellationToken) is not { } calendar)
            {
                return EditAnswers.NoFile;
            }

            request.HttpContext.Response.Headers.ETag = Precondition.TagOf(calendar.ETag);
            return Results.Bytes(calendar.Content, "application/json; charset=utf-8");
        });
}
