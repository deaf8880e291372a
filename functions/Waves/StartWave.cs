using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Groups;
using AdoptionAutomation.Operations;
using AdoptionAutomation.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AdoptionAutomation.Waves;

/// <summary>POST /api/waves/{id}/start: opens a wave, once.</summary>
internal sealed class StartWave(
    Access access, CampaignStore campaigns, GroupsTable groups, WavesTable waves, DueTable due, WorkQueue queue, TimeProvider time)
{
    [Function(nameof(StartWave))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "waves/{id}/start")] HttpRequest request,
        string id,
        CancellationToken cancellationToken) =>
        access.EnterAsync(request, [Role.It], async caller =>
        {
            var campaign = await campaigns.GetAsync(access.CampaignOf(request), cancellationToken);
            if (campaign.FindWave(id) is not { } wave)
            {
                return Results.Problem(
                    $"waves.json of {campaign.Id} has no wave '{id}'; it has: {string.Join(", ", campaign.Waves.Select(known => known.Id))}.",
                    statusCode: 404,
                    title: "No such wave");
            }

            var waiting = await MissingGroupsAsync(campaign, wave, cancellationToken);
            return waiting.Count > 0
                ? Results.Problem(
                    $"These groups do not stand yet: {string.Join(", ", waiting)}. POST /api/groups/apply, then GET /api/groups until they are ready.",
                    statusCode: 409,
                    title: "Groups first")
                : await StartAsync(campaign.Id, wave.Id, caller, cancellationToken);
        });

    private async Task<IResult> StartAsync(string campaign, string wave, Caller caller, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var message = new InvitePeopleMessage(campaign, wave, InviteStep.Resolve, Due: now);
        if (await waves.FindAsync(campaign, wave, cancellationToken) is not null)
        {
            return Already(wave);
        }

        // The due row comes first: should this process die below, the planner brings the message. If the wave was not started, the message finds that and forgets it.
        await due.AddAsync(message.ToDue()!, cancellationToken);
        var row = new WaveRow(wave) { State = WaveState.Running, StartedAt = now, StartedBy = caller.Id };
        if (await waves.TryWriteAsync(campaign, row, cancellationToken) is null)
        {
            await due.RemoveAsync(message.ToDue()!, cancellationToken);
            return Already(wave);
        }

        await queue.PutAsync(QueueNames.InvitePeople, message, cancellationToken);
        return Results.Accepted($"/api/waves/{wave}", new { campaign, wave, state = "running", startedAt = now, startedBy = caller.Id });
    }

    private static IResult Already(string wave) =>
        Results.Problem($"Wave '{wave}' was started before; GET /api/waves/{wave} shows how far it is.", statusCode: 409, title: "Already started");

    private async Task<IReadOnlyList<string>> MissingGroupsAsync(Campaign campaign, WaveDefinition wave, CancellationToken cancellationToken)
    {
        var ready = await groups.ReadyAsync(campaign.Id, cancellationToken)
            .Select(row => row.Group)
            .ToHashSetAsync(cancellationToken: cancellationToken);
        return [.. wave.Groups.Except(ready, StringComparer.Ordinal)];
    }
}
