using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Groups.Plan;
using AdoptionAutomation.Operations;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AdoptionAutomation.Groups;

/// <summary>POST /api/groups/apply?plan=HASH: approves the plan that IT has seen, and no other. Calling it again is harmless.</summary>
internal sealed class ApplyGroups(Access access, CampaignStore campaigns, PlanReader reader, PlanApplication application)
{
    [Function(nameof(ApplyGroups))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "groups/apply")] HttpRequest request, CancellationToken cancellationToken) =>
        access.EnterAsync(request, [Role.It], async _ =>
        {
            var campaign = await campaigns.GetFreshAsync(access.CampaignOf(request), cancellationToken);
            if (request.Query["plan"] is not [{ Length: > 0 } seen])
            {
                return Results.Problem(
                    "GET /api/groups/plan shows what would be done; apply it with POST /api/groups/apply?plan= and the plan's hash.",
                    statusCode: 400,
                    title: "Which plan?");
            }

            var input = await reader.ReadAsync(campaign, cancellationToken);
            var plan = GroupPlan.Of(input);
            return plan.Hash == seen
                ? Answer(plan, await application.ApplyAsync(input, plan, cancellationToken))
                : Results.Problem(
                    "The campaign's files or the tenant moved since that plan was made. Look at the new one, here in 'plan', and apply its hash.",
                    statusCode: 409,
                    title: "Not the plan of now",
                    extensions: new Dictionary<string, object?>(StringComparer.Ordinal) { ["plan"] = PlanDocument.Of(plan, campaign.FirstLanguage) });
        });

    private static IResult Answer(GroupPlan plan, AppliedPlan applied) => Results.Accepted("/api/groups", new
    {
        campaign = plan.Campaign,
        plan = plan.Hash,
        declared = plan.Entries.Count(entry => entry.Action != PlanAction.Left),
        queued = applied.Queued,
        conflicts = Of(plan, PlanAction.Conflict),
        blocked = Of(plan, PlanAction.Blocked),
        moved = applied.Moved,
    });

    private static IEnumerable<string> Of(GroupPlan plan, PlanAction action) =>
        plan.Entries.Where(entry => entry.Action == action).Select(entry => entry.Group);
}
