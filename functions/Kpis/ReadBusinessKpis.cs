using AdoptionAutomation.Calendar.Editing;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Kpis.Business;
using AdoptionAutomation.Operations;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AdoptionAutomation.Kpis;

/// <summary>GET /api/campaign/business-kpis.csv: the file as it stands, with the ETag to replace it by.</summary>
internal sealed class ReadBusinessKpis(Access access, BusinessVersions versions)
{
    [Function(nameof(ReadBusinessKpis))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "campaign/" + BusinessFigures.FileName)] HttpRequest request,
        CancellationToken cancellationToken) =>
        access.EnterAsync(request, [Role.It, Role.Community], async _ =>
        {
            var id = access.CampaignOf(request);
            if (!CampaignFile.IsId(id) || await versions.ReadAsync(id, cancellationToken) is not { } file)
            {
                return BusinessAnswers.NoFile;
            }

            request.HttpContext.Response.Headers.ETag = Precondition.TagOf(file.ETag);
            return Results.Bytes(file.Content, BusinessAnswers.ContentType);
        });
}
