using System.Security.Cryptography;
using System.Text;
using AdoptionAutomation.Mail;
using Microsoft.AspNetCore.Http;

namespace AdoptionAutomation.Groups.Plan;

/// <summary>A plan as JSON, as a readable diff or as a page, as the caller accepts.</summary>
internal sealed class PlanView(Pages pages)
{
    private static readonly string Policy =
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(PlanPage.Css)))}'; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public async Task<IResult> ShowAsync(HttpRequest request, PlanDocument plan)
    {
        var headers = request.HttpContext.Response.Headers;
        (headers.Vary, headers.CacheControl, headers.XContentTypeOptions) = ("Accept", "no-store", "nosniff");
        if (Accepts(request, "text/html"))
        {
            headers.ContentSecurityPolicy = Policy;
            return Results.Content(await PageAsync(plan), "text/html; charset=utf-8", Encoding.UTF8);
        }

        return Accepts(request, "text/plain") ? Results.Text(PlanText.Of(plan), "text/plain; charset=utf-8", Encoding.UTF8) : Results.Ok(plan);
    }

    /// <summary>The page; it needs nothing but itself.</summary>
    public Task<string> PageAsync(PlanDocument plan) => pages.RenderAsync<PlanPage>((nameof(PlanPage.Plan), plan));

    private static bool Accepts(HttpRequest request, string type) =>
        request.GetTypedHeaders().Accept.Any(accepted => accepted.MediaType.Equals(type, StringComparison.OrdinalIgnoreCase));
}
