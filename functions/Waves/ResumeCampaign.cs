using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Mail;
using AdoptionAutomation.Operations;
using AdoptionAutomation.Waves.Calls;
using AdoptionAutomation.Waves.Life;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AdoptionAutomation.Waves;

/// <summary>
/// POST /api/resume[?why=REASON]: a paused campaign goes on, with the waves that were paused with it; those that were paused by themselves stay so.
/// Calling it again is harmless.
/// </summary>
internal sealed class ResumeCampaign(Access access, CampaignStore campaigns, CampaignPausing pausing, MailRedirect redirect)
{
    [Function(nameof(ResumeCampaign))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "resume")] HttpRequest request, CancellationToken cancellationToken) =>
        access.EnterAsync(request, [Role.It], async caller =>
        {
            var campaign = await campaigns.GetAsync(access.CampaignOf(request), cancellationToken);
            if (WaveCalls.WhyIn(request, out var why) is { } wrong)
            {
                return wrong;
            }

            var waves = new List<Transitioned>();
            foreach (var scope in redirect.ScopesOf(campaign.Id))
            {
                waves.AddRange(await pausing.ResumeAsync(scope, caller.AsMover(), why, cancellationToken));
            }

            return Results.Accepted("/api/waves", new
            {
                campaign = campaign.Id,
                waves = waves.Select(resumed => new { wave = resumed.Wave.Wave, state = WaveView.NameOf(resumed.Wave.State) }),
            });
        });
}
