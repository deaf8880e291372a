using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace AdoptionAutomation.Tests.Functions;

/// <summary>A loopback server for answers that the simulated tenant never gives.</summary>
internal sealed class FarSide : IAsyncDisposable
{
    private readonly WebApplication server;
    private readonly Func<string, FarAnswer> answer;

    private FarSide(WebApplication server, Func<string, FarAnswer> answer) => (this.server, this.answer) = (server, answer);

    /// <summary>Bodies of the requests so far.</summary>
    public List<string> Bodies { get; } = [];

    public string Address => server.Urls.Single();

    /// <param name="answer">What to say to a body; one request at a time.</param>
    public static async Task<FarSide> StartAsync(Func<string, FarAnswer> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var far = new FarSide(builder.Build(), answer);
        far.server.Run(far.ServeAsync);
        await far.server.StartAsync();
        return far;
    }

    public static Task<FarSide> StartAsync(int status, string body = "", params (string Name, string Value)[] headers) =>
        StartAsync(_ => new(status, body, headers));

    /// <summary>An address on this machine where nobody listens.</summary>
    public static Uri ClosedPort()
    {
        using var socket = new TcpListener(IPAddress.Loopback, 0);
        socket.Start();
        var port = ((IPEndPoint)socket.LocalEndpoint).Port;
        socket.Stop();
        return new($"http://127.0.0.1:{port}");
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();

    private async Task ServeAsync(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body);
        var body = await reader.ReadToEndAsync();
        Bodies.Add(body);
        var said = answer(body);
        if (said.Status == 0)
        {
            http.Abort();
            return;
        }

        http.Response.StatusCode = said.Status;
        http.Response.ContentType = "application/json";
        foreach (var (name, value) in said.Headers)
        {
            http.Response.Headers[name] = value;
        }

        await http.Response.WriteAsync(said.Body);
    }
}

/// <param name="Status">0: the connection breaks instead of an answer.</param>
internal sealed record FarAnswer(int Status, string Body = "", params (string Name, string Value)[] Headers);
