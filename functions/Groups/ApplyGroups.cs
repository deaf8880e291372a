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
            var rows = await groups.ListAsync(campaign.Id, cancellationToken).ToDictionaryAsync(row => row.Group, cancellationToken: cancellationToken);
            var queued = campaign.Groups.Where(group => rows.GetValueOrDefault(group.Id)?.State != GroupState.Ready).ToList();
            foreach (var group in queued)
            {
                var row = (rows.GetValueOrDefault(group.Id) ?? new(group.Id) { Approved = "" }) with { Approved = GroupParts.Approval(group), From = group.From };
                await groups.TryWriteAsync(campaign.Id, row, cancellationToken);
                await queue.PutAsync(QueueNames.ProvisionGroup, new ProvisionGroupMessage(campaign.Id, group.Id), cancellationToken);
            }

            return Results.Accepted(value: new { campaign = campaign.Id, declared = campaign.Groups.Count, queued = queued.Select(group => group.Id) });
        });
}
