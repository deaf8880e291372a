using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace AdoptionAutomation.Tests.Sandbox.Chaos;

/// <summary>
/// One instance's own way to the tenant, so that a test knows who asked, takes time, and can strike at the very moment: before the tenant
/// sees a request, or when it has acted and nobody has heard yet.
/// </summary>
internal sealed class Door : IAsyncDisposable
{
    private static readonly string[] HopByHop = ["Host", "Connection", "Transfer-Encoding", "Content-Length", "Expect"];
    private static readonly TimeSpan WayThere = TimeSpan.FromMilliseconds(20);

    private readonly HttpClient tenant;
    private readonly WebApplication server;
    private int underWay;
    private long lastSeen = TimeProvider.System.GetTimestamp();

    private Door(Uri behind)
    {
        tenant = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false }) { BaseAddress = behind };
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        server = builder.Build();
        server.Run(PassAsync);
    }

    public Uri Address => new(server.Urls.First());

    /// <summary>Asked before the tenant sees a request; false: it never does.</summary>
    public Func<HttpRequest, Task<bool>> Arriving { get; set; } = _ => Task.FromResult(true);

    /// <summary>Told when the tenant has acted and the answer has not left.</summary>
    public Action<HttpRequest> Answering { get; set; } = _ => { };

    /// <summary>How long nothing has gone through.</summary>
    public TimeSpan Quiet => Volatile.Read(ref underWay) > 0 ? TimeSpan.Zero : TimeProvider.System.GetElapsedTime(Interlocked.Read(ref lastSeen));

    public static async Task<Door> OpenAsync(Uri behind)
    {
        var door = new Door(behind);
        await door.server.StartAsync();
        return door;
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        tenant.Dispose();
    }

    private async Task PassAsync(HttpContext http)
    {
        Interlocked.Increment(ref underWay);
        try
        {
            using var request = await ReadAsync(http.Request);
            await Task.Delay(WayThere);
            if (!await Arriving(http.Request))
            {
                http.Abort();
                return;
            }

            using var answer = await tenant.SendAsync(request);
            Answering(http.Request);
            await WriteAsync(answer, http.Response);
        }
        finally
        {
            Interlocked.Exchange(ref lastSeen, TimeProvider.System.GetTimestamp());
            Interlocked.Decrement(ref underWay);
        }
    }

    private async Task<HttpRequestMessage> ReadAsync(HttpRequest asked)
    {
        using var body = new MemoryStream();
        await asked.Body.CopyToAsync(body);
        var target = asked.HttpContext.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var request = new HttpRequestMessage(new(asked.Method), new Uri(tenant.BaseAddress!, target)) { Content = new ByteArrayContent(body.ToArray()) };
        foreach (var (name, values) in asked.Headers.Where(header => !HopByHop.Contains(header.Key, StringComparer.OrdinalIgnoreCase)))
        {
            if (!request.Headers.TryAddWithoutValidation(name, values.AsEnumerable()))
            {
                request.Content.Headers.TryAddWithoutValidation(name, values.AsEnumerable());
            }
        }

        return request;
    }

    private static async Task WriteAsync(HttpResponseMessage answer, HttpResponse response)
    {
        response.StatusCode = (int)answer.StatusCode;
        foreach (var (name, values) in answer.Headers.Concat(answer.Content.Headers).Where(header => !HopByHop.Contains(header.Key, StringComparer.OrdinalIgnoreCase)))
        {
            response.Headers[name] = values.ToArray();
        }

        await answer.Content.CopyToAsync(response.Body);
    }
}
