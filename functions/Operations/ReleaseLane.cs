using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Effects;
using AdoptionAutomation.Operations.Stuck;
using AdoptionAutomation.Waves.Life;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace AdoptionAutomation.Operations;

/// <summary>POST /api/lanes/{lane}/release: a lane that is stopped or rests tries again at once, and the work that waited for it comes back.</summary>
internal sealed partial class ReleaseLane(
    Access access, CampaignStore campaigns, RateGovernor governor, WaveNudge waves, GroupNudge groups, ILogger<ReleaseLane> logger)
{
    [Function(nameof(ReleaseLane))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "lanes/{lane}/release")] HttpRequest request,
        string lane,
        CancellationToken cancellationToken) =>
        access.EnterAsync(request, [Role.It], async caller =>
        {
            if (Lane.Find(lane) is not { } found)
            {
                return Results.Problem($"There is no lane '{lane}'; there are: {string.Join(", ", Lane.All.Select(known => known.Name))}.", statusCode: 404, title: "No such lane");
            }

            await governor.ReleaseAsync(found, cancellationToken);
            Log.Released(logger, caller.Id, lane);
            var work = 0;
            await foreach (var campaign in campaigns.ListAsync(cancellationToken))
            {
                work += await waves.NudgeAllAsync(campaign, cancellationToken) + await groups.NudgeAllAsync(campaign, cancellationToken);
            }

            return Results.Accepted($"/api/stuck", new { lane, broughtBack = work });
        });

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "{Caller} released lane {Lane}.")]
        public static partial void Released(ILogger logger, string caller, string lane);
    }
}
