using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Operations;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AdoptionAutomation.Groups;

/// <summary>GET /api/groups: how far each declared group is, and why one has failed.</summary>
internal sealed class ShowGroups(Access access, CampaignStore campaigns, GroupsTable groups)
{
    [Function(nameof(ShowGroups))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "groups")] HttpRequest request, CancellationToken cancellationToken) =>
        access.EnterAsync(request, [Role.It, Role.Community], async _ =>
        {
            var campaign = await campaigns.GetAsync(access.CampaignOf(request), cancellationToken);
            var rows = await groups.ListAsync(campaign.Id, cancellationToken).ToDictionaryAsync(row => row.Group, cancellationToken: cancellationToken);
            return Results.Ok(new
            {
                campaign = campaign.Id,
                groups = campaign.Groups.Select(group => new
                {
                    group.Id,
                    state = rows.TryGetValue(group.Id, out var row) ? row.State.ToString().ToLowerInvariant() : "planned",
                    graphId = row?.GraphId,
                    reason = row?.Reason,
                    uncertainPosts = row?.UncertainPosts ?? [],
                }),
            });
        });
}
