using System.Security.Cryptography;
using System.Text;
using AdoptionAutomation.Mail;
using Microsoft.AspNetCore.Http;

namespace AdoptionAutomation.Groups.Readiness;

/// <summary>A report as JSON, or as a page for those whose browser asks for one.</summary>
internal sealed class ReadinessView(Pages pages)
{
    private static readonly string Policy =
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(ReadinessPage.Css)))}'; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public async Task<IResult> ShowAsync(HttpRequest request, ReadinessReport report, string language)
    {
        request.HttpContext.Response.Headers.Vary = "Accept";
        if (!request.GetTypedHeaders().Accept.Any(type => type.MediaType.Equals("text/html", StringComparison.OrdinalIgnoreCase)))
        {
            return Results.Ok(report);
        }

        var html = await pages.RenderAsync<ReadinessPage>((nameof(ReadinessPage.Language), language), (nameof(ReadinessPage.Report), report));
        request.HttpContext.Response.Headers.ContentSecurityPolicy = Policy;
        request.HttpContext.Response.Headers.XContentTypeOptions = "nosniff";
        return Results.Content(html, "text/html; charset=utf-8", Encoding.UTF8);
    }
}
