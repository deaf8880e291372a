using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Http;

namespace AdoptionAutomation.Groups.Readiness;

/// <summary>A report as JSON, or as a page for those whose browser asks for one.</summary>
internal sealed class ReadinessView(HtmlRenderer renderer)
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

        var parameters = ParameterView.FromDictionary(new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            [nameof(ReadinessPage.Language)] = language,
            [nameof(ReadinessPage.Report)] = report,
        });
        var html = await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<ReadinessPage>(parameters)).ToHtmlString());
        request.HttpContext.Response.Headers.ContentSecurityPolicy = Policy;
        request.HttpContext.Response.Headers.XContentTypeOptions = "nosniff";
        return Results.Content(html, "text/html; charset=utf-8", Encoding.UTF8);
    }
}
