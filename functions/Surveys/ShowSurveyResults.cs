using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Mail;
using AdoptionAutomation.Operations;
using AdoptionAutomation.Surveys.Figures;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AdoptionAutomation.Surveys;

/// <summary>GET /api/surveys/{id}/results: what was released of a survey, as JSON, as CSV (<c>?format=csv</c>) or as a page. Never a person.</summary>
internal sealed class ShowSurveyResults(Access access, MailRedirect redirect, ResultsView view)
{
    [Function(nameof(ShowSurveyResults))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "surveys/{id}/results")] HttpRequest request, string id, CancellationToken cancellationToken) =>
        access.EnterAsync(request, [Role.It, Role.Community, Role.Leadership], async _ =>
        {
            var campaign = access.CampaignOf(request);
            return CampaignFile.IsId(campaign) && Survey.IsId(id)
                ? await view.ShowAsync(request, redirect.ScopeOf(campaign), id, cancellationToken)
                : Results.Problem("Ids have lower-case letters, digits and hyphens.", statusCode: 404, title: "No such survey");
        });
}
