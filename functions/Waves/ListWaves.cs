using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Mail;
using AdoptionAutomation.Operations;
using AdoptionAutomation.Waves.Calls;
using AdoptionAutomation.Waves.Dates;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AdoptionAutomation.Waves;

/// <summary>GET /api/waves: how far each wave is, in the file's order.</summary>
internal sealed class ListWaves(Access access, CampaignStore campaigns, WaveDates dates, WaveView view, MailRedirect redirect)
{
    [Function(nameof(ListWaves))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "waves")] HttpRequest request, CancellationToken cancellationToken) =>
        access.EnterAsync(request, [Role.It, Role.Community], async _ =>
        {
            var campaign = await campaigns.GetAsync(redirect.ScopeOf(access.CampaignOf(request)), cancellationToken);
            await dates.PlanAsync(campaign, cancellationToken);
            return Results.Ok(await view.ListAsync(campaign, cancellationToken));
        });
}
