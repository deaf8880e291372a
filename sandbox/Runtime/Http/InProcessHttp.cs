using System.Net;
using Microsoft.AspNetCore.Http;

namespace AdoptionAutomation.Sandbox.Runtime.Http;

/// <summary>An HTTP request answered without a socket.</summary>
internal static class InProcessHttp
{
    public static async Task<HttpResponseMessage> SendAsync(
        RequestDelegate pipeline, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var http = new DefaultHttpContext { RequestAborted = cancellationToken };
        await FillAsync(http.Request, request, cancellationToken);
        using var body = new MemoryStream();
        http.Response.Body = body;

        await pipeline(http);
        await http.Response.CompleteAsync();
        return Response(http.Response, body.ToArray(), request);
    }

    private static async Task FillAsync(HttpRequest target, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var uri = request.RequestUri!;
        target.Method = request.Method.Method;
        target.Scheme = uri.Scheme;
        target.Host = HostString.FromUriComponent(uri);
        target.Path = PathString.FromUriComponent(uri);
        target.QueryString = QueryString.FromUriComponent(uri);
        target.Protocol = HttpProtocol.Http11;
        foreach (var (name, values) in request.Headers.Concat(request.Content?.Headers ?? Enumerable.Empty<KeyValuePair<string, IEnumerable<string>>>()))
        {
            target.Headers[name] = values.ToArray();
        }

        if (request.Content is { } content)
        {
            var bytes = await content.ReadAsByteArrayAsync(cancellationToken);
            target.Body = new MemoryStream(bytes);
            target.ContentLength = bytes.Length;
        }
    }

    private static HttpResponseMessage Response(HttpResponse source, byte[] body, HttpRequestMessage request)
    {
        var response = new HttpResponseMessage((HttpStatusCode)source.StatusCode) { RequestMessage = request, Content = new ByteArrayContent(body) };
        foreach (var (name, values) in source.Headers)
        {
            if (!response.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values))
            {
                response.Content.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values);
            }
        }

        return response;
    }
}
