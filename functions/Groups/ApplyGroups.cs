using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Operations;
using AdoptionAutomation.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AdoptionAutomation.Groups;

/// <summary>POST /api/groups/apply: queues every declared group that does not stand yet. Calling it again is harmless.</summary>
internal sealed class ApplyGroups(Access access, CampaignStore campaigns, GroupsTable groups, WorkQueue queue)
{
    [Function(nameof(ApplyGroups))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "groups/apply")] HttpRequest request, CancellationToken cancellationToken) =>
        access.EnterAsync(request, [Role.It], async _ =>
        {
            var campaign = await campaigns.GetAsync(access.CampaignOf(request), cancellationToken);
            var ready = await groups.ReadyAsync(campaign.Id, cancellationToken)
                .Select(row => row.Group)
                .ToHashSetAsync(cancellationToken: cancellationToken);
            var queued = campaign.Groups.Select(group => group.Id).Except(ready, StringComparer.Ordinal).ToList();
            foreach (var group in queued)
            {
                await queue.PutAsync(QueueNames.ProvisionGroup, new ProvisionGroupMessage(campaign.Id, group), cancellationToken);
            }

            return Results.Accepted(value: new { campaign = campaign.Id, declared = campaign.Groups.Count, queued });
        });
}
