using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Operations;
using AdoptionAutomation.Surveys.Sheet;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AdoptionAutomation.Surveys;

/// <summary>GET /api/surveys/sheet?lang=fr: what a works council needs to judge the campaign's surveys, made from its files, as JSON or as a page.</summary>
internal sealed class ShowSurveySheet(Access access, CampaignStore campaigns, SheetView view)
{
    [Function(nameof(ShowSurveySheet))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "surveys/sheet")] HttpRequest request, CancellationToken cancellationToken) =>
        access.EnterAsync(request, [Role.It, Role.Community], async _ =>
            await view.ShowAsync(request, await campaigns.GetFreshAsync(access.CampaignOf(request), cancellationToken)));
}
