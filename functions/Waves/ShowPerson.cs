using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Mail;
using AdoptionAutomation.Operations;
using AdoptionAutomation.Waves.Stories;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AdoptionAutomation.Waves;

/// <summary>GET /api/people/{id}: why a person was, or was not, invited, and what happens next. By object id: no address stands in a URL.</summary>
internal sealed class ShowPerson(Access access, CampaignStore campaigns, PersonReader reader, MailRedirect redirect)
{
    [Function(nameof(ShowPerson))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "people/{id}")] HttpRequest request, string id, CancellationToken cancellationToken) =>
        access.EnterAsync(request, [Role.It], async _ =>
        {
            var campaign = await campaigns.GetAsync(redirect.ScopeOf(access.CampaignOf(request)), cancellationToken);
            if (!Guid.TryParseExact(id, "D", out var person))
            {
                return Results.Problem(
                    "An object id is wanted, such as the directory shows it; to look somebody up by address: POST /api/people/find.",
                    statusCode: 400,
                    title: "Not an object id");
            }

            return await reader.ReadAsync(campaign, person.ToString(), cancellationToken) is { } facts
                ? Results.Ok(PersonDocument.Of(facts))
                : Results.Problem(
                    $"No wave of {campaign.Id} has a person with that object id, and the directory does not know one.", statusCode: 404, title: "Nobody known");
        });
}
