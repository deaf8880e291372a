using System.Text.Json;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Mail;
using AdoptionAutomation.Operations;
using AdoptionAutomation.Surveys.Rounds;
using AdoptionAutomation.Surveys.Sealing;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AdoptionAutomation.Surveys;

/// <summary>GET /api/surveys: every round that has opened: its state, and how many had answered when it was last sealed.</summary>
internal sealed class ListSurveys(Access access, CampaignStore campaigns, RoundsTable rounds, MailRedirect redirect)
{
    [Function(nameof(ListSurveys))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "surveys")] HttpRequest request, CancellationToken cancellationToken) =>
        access.EnterAsync(request, [Role.It, Role.Community, Role.Leadership], async _ =>
        {
            var campaign = await campaigns.GetAsync(redirect.ScopeOf(access.CampaignOf(request)), cancellationToken);
            var known = await rounds.ListAsync(campaign.Id, cancellationToken).ToListAsync(cancellationToken);
            return Results.Ok(new { campaign = campaign.Id, rounds = known.OrderBy(round => round.OpensAt).ThenBy(round => round.Id, StringComparer.Ordinal).Select(Show) });
        });

    private static object Show(SurveyRound round) => new
    {
        id = round.Id,
        survey = round.Survey.Id,
        round = round.Round,
        kind = JsonNamingPolicy.CamelCase.ConvertName(round.Survey.Kind.ToString()),
        title = round.Survey.Title,
        state = JsonNamingPolicy.CamelCase.ConvertName(round.State.ToString()),
        opens = round.OpensAt,
        closes = round.ClosesAt,
        asked = WholeOf(round)?.Asked,

        // As everywhere: nothing is told of fewer than five.
        answered = WholeOf(round) is { Answered: >= AnswerBlock.Least } whole ? whole.Answered : (int?)null,
    };

    private static Turnout? WholeOf(SurveyRound round) => round.Turnout.GetValueOrDefault("");
}
