using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Mail;
using AdoptionAutomation.Operations;
using AdoptionAutomation.Waves.Calls;
using AdoptionAutomation.Waves.Dates;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AdoptionAutomation.Waves;

/// <summary>GET /api/waves/{id}: how far a wave is, when it will end, and its history.</summary>
internal sealed class ShowWave(Access access, CampaignStore campaigns, WaveDates dates, WaveView view, MailRedirect redirect)
{
    [Function(nameof(ShowWave))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "waves/{id}")] HttpRequest request, string id, CancellationToken cancellationToken) =>
        access.EnterAsync(request, [Role.It, Role.Community], async _ =>
        {
            var campaign = await campaigns.GetAsync(redirect.ScopeOf(access.CampaignOf(request)), cancellationToken);
            await dates.PlanAsync(campaign, cancellationToken);
            return campaign.FindWave(id) is { } wave
                ? Results.Ok(await view.ShowAsync(campaign, wave, cancellationToken))
                : WaveCalls.Unknown(campaign, id);
        });
}
