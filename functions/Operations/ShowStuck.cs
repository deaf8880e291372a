using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Operations.Stuck;
using AdoptionAutomation.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AdoptionAutomation.Operations;

/// <summary>GET /api/stuck: what should move and does not, with the cause and the one call that mends it.</summary>
internal sealed class ShowStuck(Access access, CampaignStore campaigns, StuckReader reader)
{
    [Function(nameof(ShowStuck))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "stuck")] HttpRequest request, CancellationToken cancellationToken) =>
        access.EnterAsync(request, [Role.It], async _ =>
        {
            var campaign = await campaigns.GetAsync(access.CampaignOf(request), cancellationToken);
            var stuck = await reader.OfCampaignAsync(campaign, QueueNames.All, cancellationToken);
            return Results.Ok(new
            {
                campaign = campaign.Id,
                stuck = stuck.Select(one => new
                {
                    one.Kind,
                    one.Id,
                    cause = StuckText.NameOf(one.Finding.Cause),
                    text = StuckText.In(campaign.FirstLanguage, one.Finding),
                    call = StuckText.CallFor(one.Finding, one.Id),
                }),
            });
        });
}
