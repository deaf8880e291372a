using System.Net;
using AdoptionAutomation.Sandbox.Runtime;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace AdoptionAutomation.Sandbox.Serve;

/// <summary>The app's HTTP functions, one call at a time and in turn with whatever else happens.</summary>
internal sealed class AppDoor(VirtualHost host, Metronome metronome, SignIn signIn, Uri address)
{
    /// <summary>Of this connection, of this machine's sign-in, or of who forwarded it.</summary>
    private static readonly HashSet<string> NotPassed = new(StringComparer.OrdinalIgnoreCase)
    {
        "Connection", "Cookie", "Host", "Keep-Alive", "Transfer-Encoding", "TE", "Upgrade", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "Content-Length",
    };

    /// <summary>What a browser asks of the app.</summary>
    public async Task PassAsync(HttpContext http, CancellationToken stopping)
    {
        using var request = await OfAsync(http);
        using var answer = await SendAsync(request, signIn.RoleOf(http.Request), stopping);
        http.Response.StatusCode = (int)answer.StatusCode;
        foreach (var (name, values) in answer.Headers.Concat(answer.Content.Headers).Where(header => !NotPassed.Contains(header.Key)))
        {
            http.Response.Headers[name] = values.ToArray();
        }

        await answer.Content.CopyToAsync(http.Response.Body, http.RequestAborted);
    }

    /// <param name="request">To an address of ours.</param>
    /// <param name="role">As whom.</param>
    /// <param name="stopping">Cuts it off. A caller who leaves does not: what was begun ends.</param>
    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, string role, CancellationToken stopping)
    {
        try
        {
            return await metronome.InTurnAsync(SignAndSendAsync, stopping);
        }
        catch (HttpRequestException died)
        {
            return new(HttpStatusCode.BadGateway) { Content = new StringContent($"{died.Message} Try again.") };
        }

        // The directory may be read in one's turn only.
        Task<HttpResponseMessage> SignAndSendAsync()
        {
            signIn.Sign(request, role);
            return host.SendAsync(request, stopping);
        }
    }

    private async Task<HttpRequestMessage> OfAsync(HttpContext http)
    {
        var target = http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var request = new HttpRequestMessage(new(http.Request.Method), new Uri(address, target));
        if (http.Request.ContentLength is > 0 || http.Request.Headers.TransferEncoding.Count > 0)
        {
            using var body = new MemoryStream();
            await http.Request.Body.CopyToAsync(body, http.RequestAborted);
            request.Content = new ByteArrayContent(body.ToArray());
        }

        foreach (var (name, values) in http.Request.Headers.Where(header => !NotPassed.Contains(header.Key) && !header.Key.StartsWith("X-MS-", StringComparison.OrdinalIgnoreCase)))
        {
            if (!request.Headers.TryAddWithoutValidation(name, values.ToArray()))
            {
                request.Content?.Headers.TryAddWithoutValidation(name, values.ToArray());
            }
        }

        request.Headers.Add("X-Forwarded-For", $"{http.Connection.RemoteIpAddress}:{http.Connection.RemotePort}");
        return request;
    }
}
