using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Groups.Plan;
using AdoptionAutomation.Operations;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AdoptionAutomation.Groups;

/// <summary>GET /api/groups/plan: what apply would do, as JSON, as a readable diff (text/plain) or as a page (text/html). Nothing is changed.</summary>
internal sealed class PlanGroups(Access access, CampaignStore campaigns, PlanReader reader, PlanView view)
{
    [Function(nameof(PlanGroups))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "groups/plan")] HttpRequest request, CancellationToken cancellationToken) =>
        access.EnterAsync(request, [Role.It, Role.Community], async _ =>
        {
            var campaign = await campaigns.GetFreshAsync(access.CampaignOf(request), cancellationToken);
            var plan = GroupPlan.Of(await reader.ReadAsync(campaign, cancellationToken));
            return await view.ShowAsync(request, PlanDocument.Of(plan, campaign.FirstLanguage));
        });
}
