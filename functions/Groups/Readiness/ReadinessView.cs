using AdoptionAutomation.Mail;
using Microsoft.AspNetCore.Http;

namespace AdoptionAutomation.Groups.Readiness;

/// <summary>A report as JSON, or as a page for those whose browser asks for one.</summary>
internal sealed class ReadinessView(Pages pages)
{
    public async Task<IResult> ShowAsync(HttpRequest request, ReadinessReport report, string language)
    {
        request.HttpContext.Response.Headers.Vary = "Accept";
        return PageAnswer.Accepts(request, "text/html")
            ? PageAnswer.Of(
                request,
                await pages.RenderAsync<ReadinessPage>((nameof(ReadinessPage.Language), language), (nameof(ReadinessPage.Report), report)),
                ReadinessPage.Css)
            : Results.Ok(report);
    }
}
