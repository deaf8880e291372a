using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Kpis.Curve;
using AdoptionAutomation.Kpis.Playbook;
using AdoptionAutomation.Kpis.Snapshots;
using AdoptionAutomation.Mail;
using AdoptionAutomation.Operations;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AdoptionAutomation.Kpis;

/// <summary>
/// GET /api/playbook: what the last snapshot asks for, the most pressing first, each with a post ready to be pasted into content-calendar.json.
/// <c>{ day, phase, plays: [{ finding, scope, worry, decision, practice, weight, entry }] }</c>; texts in the campaign's first language, or in <c>?lang=</c>.
/// </summary>
internal sealed class ShowPlaybook(Access access, CampaignStore campaigns, MailRedirect redirect, KpiReader reader, TimeProvider time)
{
    [Function(nameof(ShowPlaybook))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "playbook")] HttpRequest request, CancellationToken cancellationToken) =>
        access.EnterAsync(request, [Role.It, Role.Community], async _ =>
        {
            var campaign = await campaigns.GetAsync(redirect.ScopeOf(access.CampaignOf(request)), cancellationToken);
            var language = request.Query["lang"] is [var asked] && campaign.Settings.Languages.Contains(asked) ? asked! : campaign.FirstLanguage;
            if (await reader.ReadAsync(campaign, DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime), cancellationToken) is not { } picture)
            {
                return Results.Problem("No snapshot was taken yet: the first comes the morning after the first wave has started.", statusCode: 404, title: "No figures yet");
            }

            var curve = AdoptionCurve.Of(campaign.Settings, picture.Organisation);
            return Results.Json(new { picture.Now.Day, Phase = $"{curve.Phase}", Plays = Plays.Of(picture, curve).Select(play => Show(play, language)) });
        });

    private static object Show(Play play, string language) => new
    {
        Finding = $"{play.Finding}",
        Scope = play.Scope.Key,
        Worry = play.Worry.In(language),
        Decision = play.Decision.In(language),
        Practice = play.Practice.In(language),
        play.Weight,
        play.Entry,
    };
}
