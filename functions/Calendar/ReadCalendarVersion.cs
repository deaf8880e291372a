using AdoptionAutomation.Calendar.Editing;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Operations;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AdoptionAutomation.Calendar;

/// <summary>GET /api/campaign/content-calendar.json/versions/{version}: a version that was replaced. To bring it back, PUT it over the present one.</summary>
internal sealed class ReadCalendarVersion(Access access, CalendarVersions versions)
{
    [Function(nameof(ReadCalendarVersion))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "campaign/" + CampaignFileKind.CalendarName + "/versions/{version}")] HttpRequest request,
        string version,
        CancellationToken cancellationToken) =>
        access.EnterAsync(request, [Role.It, Role.Community], async _ =>
        {
            var id = access.CampaignOf(request);
            return CampaignFile.IsId(id) && await versions.ReadAsync(id, version, cancellationToken) is { } calendar
                ? Results.Bytes(calendar.Content, "application/json; charset=utf-8")
                : Results.Problem($"GET {EditAnswers.Path}/versions lists those there are.", statusCode: 404, title: "No such version");
        });
}
