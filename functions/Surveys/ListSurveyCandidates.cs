using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Mail;
using AdoptionAutomation.Operations;
using AdoptionAutomation.Surveys.Figures;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AdoptionAutomation.Surveys;

/// <summary>GET /api/surveys/{id}/candidates: who would help, as they said with their name; JSON, or CSV (<c>?format=csv</c>). For IT alone.</summary>
internal sealed class ListSurveyCandidates(Access access, MailRedirect redirect, CandidatesReader reader)
{
    [Function(nameof(ListSurveyCandidates))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "surveys/{id}/candidates")] HttpRequest request, string id, CancellationToken cancellationToken) =>
        access.EnterAsync(request, [Role.It], async _ =>
        {
            var campaign = access.CampaignOf(request);
            if (!CampaignFile.IsId(campaign) || !Survey.IsId(id))
            {
                return Results.Problem("Ids have lower-case letters, digits and hyphens.", statusCode: 404, title: "No such survey");
            }

            var scope = redirect.ScopeOf(campaign);
            return CandidatesView.Show(request, scope, id, await reader.ListAsync(scope, id, cancellationToken));
        });
}
