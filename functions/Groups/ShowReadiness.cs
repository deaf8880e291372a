using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Groups.Readiness;
using AdoptionAutomation.Operations;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AdoptionAutomation.Groups;

/// <summary>GET /api/readiness[?wave=ID]: how ready the campaign, or one wave, is, as JSON or as a page.</summary>
internal sealed class ShowReadiness(Access access, CampaignStore campaigns, ReadinessReader readiness, ReadinessView view)
{
    [Function(nameof(ShowReadiness))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "readiness")] HttpRequest request, CancellationToken cancellationToken) =>
        access.EnterAsync(request, [Role.It, Role.Community], async _ =>
        {
            var campaign = await campaigns.GetAsync(access.CampaignOf(request), cancellationToken);
            var id = request.Query["wave"].ToString();
            var wave = campaign.FindWave(id);
            return id.Length > 0 && wave is null
                ? Results.Problem($"waves.json of {campaign.Id} has no wave of that id.", statusCode: 404, title: "No such wave")
                : await view.ShowAsync(request, await readiness.ReportAsync(campaign, wave, cancellationToken), campaign.FirstLanguage);
        });
}
