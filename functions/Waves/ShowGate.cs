using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Mail;
using AdoptionAutomation.Operations;
using AdoptionAutomation.Waves.Gates;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AdoptionAutomation.Waves;

/// <summary>GET /api/waves/{id}/gate: whether the wave before lets this one open, condition by condition, and what is missing.</summary>
internal sealed class ShowGate(Access access, CampaignStore campaigns, GateReader gates, MailRedirect redirect)
{
    [Function(nameof(ShowGate))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "waves/{id}/gate")] HttpRequest request, string id, CancellationToken cancellationToken) =>
        access.EnterAsync(request, [Role.It, Role.Community], async _ =>
        {
            var campaign = await campaigns.GetAsync(redirect.ScopeOf(access.CampaignOf(request)), cancellationToken);
            if (campaign.FindWave(id) is not { } wave)
            {
                return Results.Problem($"waves.json of {campaign.Id} has no wave '{id}'.", statusCode: 404, title: "No such wave");
            }

            var answer = await gates.AnswerAsync(campaign, wave, cancellationToken);
            return Results.Ok(new
            {
                campaign = campaign.Id,
                wave = id,
                before = GateReader.BeforeOf(campaign, wave)?.Id,
                verdict = WordOf(answer.Verdict),
                conditions = answer.Findings.Select(finding => new { finding.Condition, verdict = WordOf(finding.Verdict), finding.Text }),
            });
        });

    private static string WordOf(GateVerdict verdict) => verdict switch
    {
        GateVerdict.Open => "open",
        GateVerdict.Hold => "hold",
        _ => "notEnoughData",
    };
}
