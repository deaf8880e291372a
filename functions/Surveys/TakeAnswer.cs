using System.Text.Json;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Mail;
using AdoptionAutomation.Operations;
using AdoptionAutomation.Surveys.Answering;
using AdoptionAutomation.Surveys.Answering.Elsewhere;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AdoptionAutomation.Surveys;

/// <summary>
/// POST /api/surveys/{id}/answers { "id": "...", "values": { ... } }: an answer that was collected elsewhere. 202: taken; 200: it was here already;
/// 400: every problem, by field.
/// </summary>
internal sealed class TakeAnswer(Access access, CampaignStore campaigns, MailRedirect redirect, AnswerCipher cipher, ForeignAnswers answers)
{
    private const int LargestBody = 64 * 1024;

    [Function(nameof(TakeAnswer))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "surveys/{id}/answers")] HttpRequest request, string id, CancellationToken cancellationToken) =>
        access.EnterAsync(request, [Role.It], async _ =>
        {
            if (!cipher.IsOn)
            {
                return Results.Problem(SurveyLinks.HowToTurnOn, statusCode: 503, title: "Surveys are off");
            }

            if (!request.HasJsonContentType())
            {
                return Results.Problem("Send the header Content-Type: application/json.", statusCode: 415, title: "Not JSON");
            }

            if (await CappedBody.ReadAsync(request, LargestBody, cancellationToken) is not { } body)
            {
                return Results.Problem($"At most {LargestBody} bytes.", statusCode: 413, title: "Too large");
            }

            try
            {
                var campaign = await campaigns.GetAsync(redirect.ScopeOf(access.CampaignOf(request)), cancellationToken);
                return Answer(await answers.TakeAsync(campaign, id, ForeignAnswer.Parse(body), cancellationToken));
            }
            catch (JsonException json)
            {
                return Results.Problem(
                    $"A JSON object with id, values, and perhaps round, site and wave is wanted: {json.Message}", statusCode: 400, title: "Not an answer");
            }
        });

    private static IResult Answer(Taking taking) => taking switch
    {
        Taking.Taken taken => Results.Accepted(value: new { taken.Round, state = "taken" }),
        Taking.Known known => Results.Ok(new { known.Round, state = "known" }),
        Taking.Closed closed => Results.Problem(closed.Detail, statusCode: 409, title: "Closed"),
        Taking.Missing missing => Results.Problem(missing.Detail, statusCode: 404, title: "No such survey or round"),
        Taking.Wrong wrong => Results.Problem(
            "Nothing was taken; mend these and send it again.",
            statusCode: 400,
            title: "Not an answer to this survey",
            extensions: new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["problems"] = wrong.Problems.Select(problem => new { problem.Field, problem.Problem }),
            }),
        _ => throw new InvalidOperationException($"No answer to {taking}."),
    };
}
