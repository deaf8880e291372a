using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Digests.Editions;
using AdoptionAutomation.Digests.Mails;
using AdoptionAutomation.Mail;
using AdoptionAutomation.Operations;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AdoptionAutomation.Digests;

/// <summary>
/// GET /api/digest?audience=leadership&amp;period=2026-W41&amp;lang=fr&amp;format=html: a digest as its readers get it, from the figures as they are now.
/// Without a period the youngest that has ended. Nothing is sent, nothing kept.
/// </summary>
internal sealed class PreviewDigest(Access access, CampaignStore campaigns, DigestReader reader, DigestTexts texts, MailRedirect redirect, TimeProvider time)
{
    private const int LongestAsked = 20;

    [Function(nameof(PreviewDigest))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "digest")] HttpRequest request, CancellationToken cancellationToken) =>
        access.EnterAsync(request, [Role.It, Role.Community, Role.Leadership], async _ =>
        {
            var campaign = await campaigns.GetFreshAsync(redirect.ScopeOf(access.CampaignOf(request)), cancellationToken);
            var (word, language, format) = (Asked(request, "audience", DigestAudience.Leadership.Word()), Asked(request, "lang", campaign.FirstLanguage), Asked(request, "format", "html"));
            if (DigestAudiences.Parse(word) is not { } audience)
            {
                return Wrong("audience", word, DigestAudiences.All.Select(one => one.Word()));
            }

            if (!campaign.Settings.Languages.Contains(language, StringComparer.Ordinal))
            {
                return Wrong("lang", language, campaign.Settings.Languages);
            }

            if (format is not ("html" or "text"))
            {
                return Wrong("format", format, ["html", "text"]);
            }

            var ended = DigestEdition.Around(campaign.Settings, time.GetUtcNow()).Where(one => one.Ends <= time.GetUtcNow()).ToList();
            var period = Asked(request, "period", ended.Count > 0 ? ended[^1].Period : "");
            if (DigestEdition.Find(campaign.Settings, period) is not { } edition || edition.Ends > time.GetUtcNow())
            {
                return Wrong("period", period, ended.Select(one => one.Period));
            }

            return await reader.FindAsync(campaign, edition, cancellationToken) is { } facts
                ? Answer(request, await texts.WriteAsync(facts, audience, language), format)
                : Results.Problem($"No figures were kept of the days of {period}.", statusCode: 404, title: "No figures");
        });

    private static string Asked(HttpRequest request, string name, string otherwise) =>
        request.Query[name] is [{ Length: > 0 and <= LongestAsked } asked, ..] ? asked : otherwise;

    private static IResult Answer(HttpRequest request, DigestLetter letter, string format) =>
        format == "html" ? PageAnswer.OfPreview(request, letter.Html) : Results.Text($"{letter.Subject}\n\n{letter.Text}", "text/plain; charset=utf-8");

    private static IResult Wrong(string name, string value, IEnumerable<string> known) =>
        Results.Problem($"There is no {name} '{value}'; there is: {string.Join(", ", known)}.", statusCode: 400, title: $"No such {name}");
}
