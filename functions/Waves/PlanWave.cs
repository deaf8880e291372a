using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Mail;
using AdoptionAutomation.Operations;
using AdoptionAutomation.Waves.Plan;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AdoptionAutomation.Waves;

/// <summary>GET /api/waves/{id}/plan: what opening a wave would do and what stands in its way, as JSON or as a page. Nothing is changed.</summary>
internal sealed class PlanWave(Access access, CampaignStore campaigns, WavePlanReader reader, WavePlanView view, MailRedirect redirect)
{
    [Function(nameof(PlanWave))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "waves/{id}/plan")] HttpRequest request, string id, CancellationToken cancellationToken) =>
        access.EnterAsync(request, [Role.It, Role.Community], async _ =>
        {
            var campaign = await campaigns.GetFreshAsync(redirect.ScopeOf(access.CampaignOf(request)), cancellationToken);
            return campaign.FindWave(id) is { } wave
                ? await view.ShowAsync(request, await reader.ReadAsync(campaign, wave, cancellationToken), campaign.Settings.TimeZone)
                : Results.Problem(
                    $"waves.json of {campaign.Id} has no wave '{id}'; it has: {string.Join(", ", campaign.Waves.Select(known => known.Id))}.",
                    statusCode: 404,
                    title: "No such wave");
        });
}
