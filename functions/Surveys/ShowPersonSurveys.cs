using System.Text.Json;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Mail;
using AdoptionAutomation.Operations;
using AdoptionAutomation.Surveys.Rounds;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AdoptionAutomation.Surveys;

/// <summary>
/// GET /api/people/{id}/surveys: what surveys keep about a person: their links, spent or not, and what they answered by name. What they answered
/// otherwise nobody can find.
/// </summary>
internal sealed class ShowPersonSurveys(Access access, CampaignStore campaigns, RoundsTable rounds, LinksTable links, MailRedirect redirect)
{
    [Function(nameof(ShowPersonSurveys))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "people/{id}/surveys")] HttpRequest request, string id, CancellationToken cancellationToken) =>
        access.EnterAsync(request, [Role.It], async _ =>
        {
            var campaign = await campaigns.GetAsync(redirect.ScopeOf(access.CampaignOf(request)), cancellationToken);
            if (!Guid.TryParseExact(id, "D", out var person))
            {
                return Results.Problem("An object id is wanted, such as the directory shows it.", statusCode: 400, title: "Not an object id");
            }

            var kept = await rounds.ListAsync(campaign.Id, cancellationToken)
                .Select((round, token) => ReadAsync(campaign.Id, round, person.ToString(), token))
                .Where(shown => shown is not null)
                .ToListAsync(cancellationToken);
            return Results.Ok(new { campaign = campaign.Id, person, surveys = kept });
        });

    private async ValueTask<object?> ReadAsync(string campaign, SurveyRound round, string person, CancellationToken cancellationToken)
    {
        var link = await links.FindAsync(campaign, round.Id, person, cancellationToken);
        var named = await links.NamedOfAsync(campaign, round.Id, person, round.NamedQuestions, cancellationToken);
        return link is null && named.Count == 0 ? null : new
        {
            id = round.Id,
            title = round.Survey.Title,
            state = JsonNamingPolicy.CamelCase.ConvertName(round.State.ToString()),
            opens = round.OpensAt,
            closes = round.ClosesAt,
            keptUntil = round.KeepUntil,
            link = link is null ? null : new
            {
                spent = link.IsSpent,
                erased = link.IsErased,
                refused = link.Refused,
                mail = link.Mail,
                firstName = link.FirstName,
                language = link.Language,
                zone = link.Zone,
                site = link.Place.Site,
                wave = link.Place.Wave,
                groups = link.Place.Groups,
            },
            named,
        };
    }
}
