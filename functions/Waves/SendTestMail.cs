using System.Text.Json;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Effects;
using AdoptionAutomation.Mail;
using AdoptionAutomation.Operations;
using AdoptionAutomation.Waves.Mails;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AdoptionAutomation.Waves;

/// <summary>POST /api/mails/test {"wave", "mail", "language"}: sends one mail of a wave to the caller, as its people would get it.</summary>
internal sealed class SendTestMail(Access access, CampaignStore campaigns, MailRedirect redirect, TestMails mails)
{
    private const int LargestBody = 4 * 1024;

    [Function(nameof(SendTestMail))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "mails/test")] HttpRequest request, CancellationToken cancellationToken) =>
        access.EnterAsync(request, [Role.It, Role.Community], async caller =>
        {
            var campaign = await campaigns.GetAsync(redirect.ScopeOf(access.CampaignOf(request)), cancellationToken);
            if (await ReadAsync(request, cancellationToken) is not { } asked)
            {
                return Results.Problem("""The body is a small JSON object: {"wave", "mail", "language"}.""", statusCode: 400, title: "No such test");
            }

            if (TestMails.WrongIn(campaign, asked, caller) is { } wrong)
            {
                return Results.Problem(wrong, statusCode: 400, title: "No such test");
            }

            return await mails.SendAsync(campaign, asked, caller, cancellationToken) is { } sent
                ? Answer(campaign, asked, sent)
                : Results.Problem("Your account has no mail address in the directory.", statusCode: 409, title: "No address");
        });

    private IResult Answer(Campaign campaign, TestMailAsked asked, TestMailSent sent) => sent.Outcome.Kind switch
    {
        OutcomeKind.Done => Results.Accepted(
            null as string, new { campaign = campaign.Settings.Id, asked.Wave, asked.Mail, asked.Language, sent.Subject, redirected = redirect.Address is not null }),
        OutcomeKind.Unknown => Results.Problem($"{sent.Outcome.Reason}: nobody knows whether it went out.", statusCode: 504, title: "No answer from SendGrid"),
        _ => Results.Problem(sent.Outcome.Reason ?? "refused", statusCode: 502, title: "SendGrid did not take it"),
    };

    private static async Task<TestMailAsked?> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await CappedBody.ReadAsync(request, LargestBody, cancellationToken) is { } body
                ? JsonSerializer.Deserialize<TestMailAsked>(body, JsonSerializerOptions.Web)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
