using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace AdoptionAutomation.Mail;

/// <summary>A page as an answer: it needs nothing but itself, and its policy allows nothing else.</summary>
internal static class PageAnswer
{
    /// <summary>Whether the caller asks for this media type in so many words.</summary>
    public static bool Accepts(HttpRequest request, string type) =>
        request.GetTypedHeaders().Accept.Any(accepted => accepted.MediaType.Equals(type, StringComparison.OrdinalIgnoreCase));

    /// <param name="request">The call.</param>
    /// <param name="html">The page.</param>
    /// <param name="css">Its one style sheet, word for word.</param>
    /// <param name="hasForm">Whether it has a form that posts to where it came from.</param>
    /// <param name="status">HTTP status.</param>
    /// <param name="frames">Whether it shows other pages of ours in frames.</param>
    public static IResult Of(
        HttpRequest request, string html, string css, bool hasForm = false, int status = StatusCodes.Status200OK, bool frames = false)
    {
        var headers = request.HttpContext.Response.Headers;
        (headers.Vary, headers.CacheControl, headers.XContentTypeOptions) = ("Accept", "no-store", "nosniff");
        headers["Referrer-Policy"] = "no-referrer";
        headers.ContentSecurityPolicy =
            $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(css)))}'; "
            + (frames ? "frame-src 'self'; " : "")
            + $"base-uri 'none'; form-action {(hasForm ? "'self'" : "'none'")}; frame-ancestors 'none'";
        return Results.Content(html, "text/html; charset=utf-8", Encoding.UTF8, status);
    }

    /// <summary>A page for a frame of ours, of somebody's content: it can do nothing but show text, inline styles and pictures.</summary>
    public static IResult OfPreview(HttpRequest request, string html)
    {
        var headers = request.HttpContext.Response.Headers;
        (headers.CacheControl, headers.XContentTypeOptions) = ("no-store", "nosniff");
        headers["Referrer-Policy"] = "no-referrer";
        headers.ContentSecurityPolicy =
            "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src 'self' https: data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";
        return Results.Content(html, "text/html; charset=utf-8", Encoding.UTF8);
    }
}
