using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Mail;
using AdoptionAutomation.Operations;
using AdoptionAutomation.Surveys.Answering.Page;
using AdoptionAutomation.Surveys.Rounds;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AdoptionAutomation.Surveys;

/// <summary>
/// GET /api/surveys/{id}/preview?lang=fr: the page for its author, from the file as it is now, drafts too; with <c>round=2026-10</c>, as that
/// round asks it.
/// </summary>
internal sealed class PreviewSurvey(
    Access access, CampaignStore campaigns, RoundsTable rounds, MailRedirect redirect, SurveyPageView view, TimeProvider time)
{
    [Function(nameof(PreviewSurvey))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "surveys/{id}/preview")] HttpRequest request, string id, CancellationToken cancellationToken) =>
        access.EnterAsync(request, [Role.It, Role.Community], async _ =>
        {
            var campaign = await campaigns.GetFreshAsync(redirect.ScopeOf(access.CampaignOf(request)), cancellationToken);
            var language = request.Query["lang"] is [{ Length: > 0 } asked, ..] ? asked : campaign.FirstLanguage;
            if (!campaign.Settings.Languages.Contains(language, StringComparer.Ordinal))
            {
                return Results.Problem(
                    $"The campaign has no language '{language}'; it has: {string.Join(", ", campaign.Settings.Languages)}.", statusCode: 400, title: "No such language");
            }

            var round = request.Query["round"] is [{ Length: > 0 } name, ..]
                ? await FindAsync(campaign.Id, id, name, cancellationToken)
                : campaign.FindSurvey(id) is { } survey ? AsOfNow(campaign, survey) : null;
            return round is not null
                ? await view.PreviewAsync(request, round, language)
                : Results.Problem(
                    $"surveys.json of {campaign.Settings.Id} has no survey '{id}', or it has no such round (yet). It has: {string.Join(", ", campaign.Surveys.Select(one => one.Id))}.",
                    statusCode: 404,
                    title: "No such survey");
        });

    private async Task<SurveyRound?> FindAsync(string campaign, string survey, string round, CancellationToken cancellationToken) =>
        SurveyRound.IdOf(survey, round) is var id && Storage.Key.Allows(id) ? await rounds.FindAsync(campaign, id, cancellationToken) : null;

    /// <summary>As if it opened now.</summary>
    private SurveyRound AsOfNow(Campaign campaign, Survey survey)
    {
        var (now, closes) = (time.GetUtcNow(), time.GetUtcNow().AddDays(survey.OpenDays));
        return SurveyRound.Of(campaign, survey, new(survey.Id, "preview", now, closes, closes.AddDays(survey.KeepDays), []));
    }
}
