using System.Text.Json;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Graph;
using AdoptionAutomation.Mail;
using AdoptionAutomation.Operations;
using AdoptionAutomation.Waves.Stories;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AdoptionAutomation.Waves;

/// <summary>POST /api/people/find {"mail": "..."}: as GET /api/people/{id}, for whoever knows an address; it stands in the body and nowhere else.</summary>
internal sealed class FindPerson(Access access, CampaignStore campaigns, DirectoryUsers directory, PersonReader reader, MailRedirect redirect)
{
    private const int LargestBody = 4096;

    [Function(nameof(FindPerson))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "people/find")] HttpRequest request, CancellationToken cancellationToken) =>
        access.EnterAsync(request, [Role.It], async _ =>
        {
            var campaign = await campaigns.GetAsync(redirect.ScopeOf(access.CampaignOf(request)), cancellationToken);
            if (await CappedBody.ReadAsync(request, LargestBody, cancellationToken) is not { } body)
            {
                return Results.Problem($"At most {LargestBody} bytes.", statusCode: 413, title: "Too large");
            }

            if (MailIn(body) is not { } mail || !MailAddress.IsValid(mail))
            {
                return Results.Problem("""A JSON object with an address is wanted: {"mail": "..."}.""", statusCode: 400, title: "No address");
            }

            var user = (await directory.FindAsync([mail], cancellationToken)).Values.FirstOrDefault();
            return user is not null && await reader.ReadAsync(campaign, user.Id, cancellationToken) is { } facts
                ? Results.Ok(PersonDocument.Of(facts))
                : Results.Problem(
                    "The directory knows nobody by that address. Whoever has left is found by their object id: GET /api/people/{id}.",
                    statusCode: 404,
                    title: "Nobody known");
        });

    private static string? MailIn(ReadOnlySpan<byte> body)
    {
        try
        {
            return JsonSerializer.Deserialize<Wanted>(body, JsonSerializerOptions.Web)?.Mail?.Trim();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private sealed record Wanted(string? Mail);
}
