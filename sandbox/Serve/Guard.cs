using Microsoft.AspNetCore.Http;

namespace AdoptionAutomation.Sandbox.Serve;

/// <summary>
/// Keeps other sites' pages out: what they call by a name of theirs that leads here (DNS rebinding), and what they post on somebody's behalf. Scripts
/// on this machine send neither header and pass.
/// </summary>
/// <param name="address">Where we listen.</param>
internal sealed class Guard(Uri address)
{
    private readonly string origin = address.GetLeftPart(UriPartial.Authority);

    public async Task InvokeAsync(HttpContext http, RequestDelegate next)
    {
        var request = http.Request;
        var isRead = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);
        if (isRead && request.Host.Value == $"localhost:{address.Port}")
        {
            http.Response.Redirect($"{origin}{request.PathBase}{request.Path}{request.QueryString}");
        }
        else if (request.Host.Value != address.Authority)
        {
            await RefuseAsync(http, StatusCodes.Status421MisdirectedRequest, $"This is {origin}, and answers to that name only.");
        }
        else if (!isRead && !IsOurs(request))
        {
            await RefuseAsync(http, StatusCodes.Status403Forbidden, "Another site's page sent this: open it here and try again.");
        }
        else
        {
            await next(http);
        }
    }

    /// <summary>Pages that tell no referrer post with the origin <c>null</c>; then the browser's own word decides.</summary>
    private bool IsOurs(HttpRequest request) => request.Headers["Sec-Fetch-Site"] is [{ Length: > 0 } site]
        ? site == "same-origin"
        : request.Headers.Origin is not [{ } sent] || sent == origin;

    private static Task RefuseAsync(HttpContext http, int status, string why)
    {
        (http.Response.StatusCode, http.Response.ContentType) = (status, "text/plain; charset=utf-8");
        return http.Response.WriteAsync(why);
    }
}
