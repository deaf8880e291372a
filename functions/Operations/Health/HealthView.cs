using AdoptionAutomation.Mail;
using Microsoft.AspNetCore.Http;

namespace AdoptionAutomation.Operations.Health;

/// <summary>The report as JSON, or as a page for those whose browser asks for it. No campaign is asked for its language: none may be readable.</summary>
internal sealed class HealthView(HealthReader reader, Pages pages)
{
    private static readonly string[] Languages = ["en", "fr"];

    public async Task<IResult> ShowAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var (report, language) = (await reader.ReadAsync(cancellationToken), LanguageOf(request));
        var status = report.State == HealthState.Broken ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK;
        if (PageAnswer.Accepts(request, "text/html"))
        {
            var html = await pages.RenderAsync<HealthPage>((nameof(HealthPage.Report), report), (nameof(HealthPage.Language), language));
            return PageAnswer.Of(request, html, HealthStyle.Css, status: status);
        }

        var headers = request.HttpContext.Response.Headers;
        (headers.Vary, headers.CacheControl) = ("Accept", "no-store");
        return Results.Json(
            new
            {
                state = NameOf(report.State),
                report.At,
                checks = report.Checks.Select(check => new
                {
                    check.Id,
                    state = NameOf(check.State),
                    findings = check.Findings.Select(finding => new { state = NameOf(finding.State), saw = finding.Saw.In(language), toDo = finding.ToDo?.In(language) }),
                }),
            },
            statusCode: status);
    }

    private static string NameOf(HealthState state) => state.ToString().ToLowerInvariant();

    private static string LanguageOf(HttpRequest request)
    {
        var asked = request.Query["lang"] is [{ } language] ? [language] : request.GetTypedHeaders().AcceptLanguage.Select(one => one.Value.ToString()[..Math.Min(2, one.Value.Length)]);
        return asked.FirstOrDefault(Languages.Contains) ?? Languages[0];
    }
}
