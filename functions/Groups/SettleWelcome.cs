using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Operations;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AdoptionAutomation.Groups;

/// <summary>
/// POST /api/groups/{id}/welcome?sent=true|false: IT has looked into the group and says whether its uncertain welcome posts are there; those
/// that are not go out again. With <c>post=N</c> for one of them. Calling it again is harmless.
/// </summary>
internal sealed class SettleWelcome(Access access, CampaignStore campaigns, WelcomeDecision decision)
{
    [Function(nameof(SettleWelcome))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "groups/{id}/welcome")] HttpRequest request,
        string id,
        CancellationToken cancellationToken) =>
        access.EnterAsync(request, [Role.It], async caller =>
        {
            if (!bool.TryParse(request.Query["sent"], out var sent))
            {
                return Results.Problem("Say what you found in the group: sent=true or sent=false.", statusCode: 400, title: "Was it sent?");
            }

            int? post = int.TryParse(request.Query["post"], out var number) ? number : null;
            if (post is null && request.Query.ContainsKey("post"))
            {
                return Results.Problem("post is the number of a welcome post, from 1.", statusCode: 400, title: "Which post?");
            }

            var campaign = await campaigns.GetAsync(access.CampaignOf(request), cancellationToken);
            return await decision.TakeAsync(campaign.Id, id, post, sent, caller.Id, cancellationToken) is { } settled
                ? Results.Ok(new { campaign = campaign.Id, group = id, sent, settled })
                : Results.Problem($"Group {id} has not been applied.", statusCode: 404, title: "No such group");
        });
}
