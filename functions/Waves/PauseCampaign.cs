using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Mail;
using AdoptionAutomation.Operations;
using AdoptionAutomation.Waves.Calls;
using AdoptionAutomation.Waves.Life;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AdoptionAutomation.Waves;

/// <summary>POST /api/pause[?why=REASON]: stops everything of a campaign: its waves, its groups, its mails. Calling it again is harmless.</summary>
internal sealed class PauseCampaign(Access access, CampaignStore campaigns, CampaignPausing pausing, MailRedirect redirect)
{
    [Function(nameof(PauseCampaign))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "pause")] HttpRequest request, CancellationToken cancellationToken) =>
        access.EnterAsync(request, [Role.It], async caller =>
        {
            var campaign = await campaigns.GetAsync(access.CampaignOf(request), cancellationToken);
            if (WaveCalls.WhyIn(request, out var why) is { } wrong)
            {
                return wrong;
            }

            var waves = new List<Stopped>();
            CampaignPause? pause = null;
            foreach (var scope in redirect.ScopesOf(campaign.Id))
            {
                (pause, var stopped) = await pausing.PauseAsync(scope, caller.AsMover(), why, cancellationToken);
                waves.AddRange(stopped);
            }

            var body = new
            {
                campaign = campaign.Id,
                paused = pause,
                waves = waves.Select(stopped => WaveCalls.StateOf(campaign.Id, stopped)),
            };
            return waves.Any(stopped => stopped.Wave.Wave.State == WaveState.Pausing) ? Results.Accepted("/api/waves", body) : Results.Ok(body);
        });
}
