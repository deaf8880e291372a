using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace AdoptionAutomation.Tests.Bundled.SendGrid;

/// <summary>A loopback server that keeps what it was sent and answers as told.</summary>
internal sealed class SendGridServer : IAsyncDisposable
{
    private readonly WebApplication app;

    private SendGridServer(WebApplication app) => this.app = app;

    public ConcurrentQueue<Received> Requests { get; } = [];

    /// <summary>The next answers, first to last; 202 when there are none.</summary>
    public ConcurrentQueue<(int Status, string Body)> Answers { get; } = [];

    public string Address => app.Urls.Single();

    public static async Task<SendGridServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        SendGridServer server = new(builder.Build());
        server.app.Run(server.AnswerAsync);
        await server.app.StartAsync();
        return server;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        using StreamReader reader = new(context.Request.Body);
        var body = await reader.ReadToEndAsync();
        Requests.Enqueue(new(
            $"{context.Request.Method} {context.Request.Path}{context.Request.QueryString}",
            context.Request.Headers.Authorization.ToString(),
            context.Request.ContentType,
            body));
        var (status, answer) = Answers.TryDequeue(out var next) ? next : (202, "");
        context.Response.StatusCode = status;
        context.Response.Headers["X-Message-Id"] = "id-1";
        await context.Response.WriteAsync(answer);
    }

    internal sealed record Received(string Target, string Authorization, string? ContentType, string Body);
}
