using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Effects;
using AdoptionAutomation.Operations;
using AdoptionAutomation.Waves.Life;
using AdoptionAutomation.Waves.People;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AdoptionAutomation.Waves;

/// <summary>GET /api/waves/{id}: how far a wave is, in the same few requests at any size.</summary>
internal sealed class ShowWave(Access access, CampaignStore campaigns, WavesTable waves, PeopleTable people, RateGovernor governor)
{
    private static readonly Lane[] Lanes = [Lane.GraphReads, Lane.GraphWrites, Lane.Mail];

    [Function(nameof(ShowWave))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "waves/{id}")] HttpRequest request, string id, CancellationToken cancellationToken) =>
        access.EnterAsync(request, [Role.It, Role.Community], async _ =>
        {
            var campaign = await campaigns.GetAsync(access.CampaignOf(request), cancellationToken);
            if (campaign.FindWave(id) is null)
            {
                return Results.Problem($"waves.json of {campaign.Id} has no wave '{id}'.", statusCode: 404, title: "No such wave");
            }

            var wave = await waves.FindAsync(campaign.Id, id, cancellationToken);
            var progress = await people.ProgressAsync(campaign.Id, id, cancellationToken);
            return Results.Ok(new
            {
                campaign = campaign.Id,
                wave = id,
                state = (wave?.State ?? WaveState.Planned).ToString().ToLowerInvariant(),
                startedAt = wave?.StartedAt,
                startedBy = wave?.StartedBy,
                @override = wave?.Override,
                audience = new
                {
                    complete = wave?.IsResolved ?? false,
                    people = progress.People,
                    skipped = wave?.Skipped ?? 0,
                    inAnotherWave = wave?.Elsewhere ?? 0,
                    notFound = wave?.NotFound ?? 0,
                },
                progress = progress.States.ToDictionary(pair => pair.Key.ToString().ToLowerInvariant(), pair => pair.Value),
                stopped = await governor.StoppedAsync(Lanes, cancellationToken),
            });
        });
}
