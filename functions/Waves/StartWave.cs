using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Mail;
using AdoptionAutomation.Operations;
using AdoptionAutomation.Waves.Calls;
using AdoptionAutomation.Waves.Life;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AdoptionAutomation.Waves;

/// <summary>POST /api/waves/{id}/start[?override=REASON]: opens a wave, once: one that nothing holds, or for a reason that is kept.</summary>
internal sealed class StartWave(Access access, CampaignStore campaigns, WaveStarting starting, MailRedirect redirect)
{
    [Function(nameof(StartWave))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "waves/{id}/start")] HttpRequest request,
        string id,
        CancellationToken cancellationToken) =>
        access.EnterAsync(request, [Role.It], async caller =>
        {
            var campaign = await campaigns.GetAsync(redirect.ScopeOf(access.CampaignOf(request)), cancellationToken);
            if (campaign.FindWave(id) is not { } wave)
            {
                return Results.Problem(
                    $"waves.json of {campaign.Id} has no wave '{id}'; it has: {string.Join(", ", campaign.Waves.Select(known => known.Id))}.",
                    statusCode: 404,
                    title: "No such wave");
            }

            if (WaveOverride.ReasonIn(request.Query["override"].FirstOrDefault(), out var reason) is { } wrong)
            {
                return Results.Problem(wrong, statusCode: 400, title: "No such override");
            }

            var answer = await starting.StartAsync(campaign, wave, caller.AsMover(), reason, cancellationToken);
            return answer is StartAnswer.Started { Wave: var row }
                ? Results.Accepted(
                    $"/api/waves/{id}",
                    new { campaign = campaign.Id, wave = id, state = "running", row.StartedAt, row.StartedBy, row.Override, dress = DressNote(campaign.Id) })
                : StartProblems.Of(id, answer);
        });

    private static string? DressNote(string scope) => MailRedirect.IsDress(scope)
        ? "Mail:RedirectAllTo is set: every mail of this run goes there, and nobody joins a group. Take the setting away for the real run, which starts afresh."
        : null;
}
