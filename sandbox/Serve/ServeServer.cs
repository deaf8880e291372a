using System.Net;
using AdoptionAutomation.Sandbox.Serve.Pages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AdoptionAutomation.Sandbox.Serve;

/// <summary>
/// Our pages and the app's, on one port of 127.0.0.1. It listens before there is a world, for the world is told where its links lead.
/// </summary>
internal sealed class ServeServer : IAsyncDisposable
{
    /// <summary>Short moves are done before the page is shown again.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly WebApplication server;
    private readonly CancellationTokenSource stopping = new();
    private Parts? parts;

    private ServeServer(WebApplication server) => this.server = server;

    public Uri Address { get; private set; } = null!;

    /// <param name="port">0 takes a free one.</param>
    /// <param name="cancellationToken">Cancels starting.</param>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<ServeServer> StartAsync(int port, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        var mine = new ServeServer(builder.Build());
        var web = mine.server;
        web.Use((HttpContext http, RequestDelegate next) => new Guard(mine.Address).InvokeAsync(http, next));
        web.Use(mine.WaitAsync);
        web.UseRouting();
        mine.Map(web);
        await web.StartAsync(cancellationToken);
        mine.Address = new(web.Urls.First());
        return mine;
    }

    /// <summary>From here on it answers.</summary>
    public void Open(ServedWorld world)
    {
        var answers = new ServeAnswers(world, new(server.Services, server.Services.GetRequiredService<ILoggerFactory>()), Address);
        parts = new(
            world,
            answers,
            new(world.World.Tenant.Log, answers.Moment),
            new(world.Campaign, world.World.Tenant, answers.Moment, answers.Picture),
            new(world, answers.Moment),
            new(world, Address, answers.Moment));
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await server.DisposeAsync();
        stopping.Dispose();
    }

    private async Task WaitAsync(HttpContext http, RequestDelegate next)
    {
        if (parts is null)
        {
            (http.Response.StatusCode, http.Response.Headers["Refresh"]) = (StatusCodes.Status503ServiceUnavailable, "1");
            await http.Response.WriteAsync("Starting…");
            return;
        }

        try
        {
            await next(http);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested || http.RequestAborted.IsCancellationRequested)
        {
            http.Abort();
        }
    }

    private void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/", (RequestDelegate)(http => Redirect(http, "/mails")));
        routes.MapGet("/mails", Page(http => parts!.Answers.PageAsync<MailboxPage>(
            http, "mails", StatusCodes.Status200OK, (nameof(MailboxPage.Box), parts.Mailbox.Box(http.Request, parts.Answers.LanguageOf(http.Request))))));
        routes.MapGet("/mails/{number:int}", Page(MailAsync));
        routes.MapGet("/mails/{number:int}/body", Page(http => parts!.Mailbox.Find(NumberIn(http)) is { } mail
            ? parts.Answers.FrameAsync(http, MailboxView.BodyOf(mail, parts.Answers.Picture, parts.Answers.FramePolicy))
            : NotFound(http)));
        routes.MapGet("/channels", Page(async http => await parts!.Answers.PageAsync<ChannelsPage>(
            http, "channels", StatusCodes.Status200OK, (nameof(ChannelsPage.Board), await InTurnAsync(() => parts.Channels.Board(http.Request))))));
        routes.MapGet("/posts/{number:int}/body", Page(http => parts!.Channels.BodyOf(NumberIn(http), parts.Answers.FramePolicy) is { } html
            ? parts.Answers.FrameAsync(http, html)
            : NotFound(http)));
        routes.MapGet("/tenant", Page(async http => await parts!.Answers.PageAsync<TenantPage>(
            http, "tenant", StatusCodes.Status200OK, (nameof(TenantPage.Sheets), await InTurnAsync(() => parts.Tenant.Sheets(parts.Answers.LanguageOf(http.Request)))))));
        routes.MapGet("/console", Page(ConsoleAsync));
        routes.MapPost("/time", Page(MoveAsync));
        routes.MapPost("/sign-in", Page(SignInAsync));
        routes.MapPost("/console", Page(ActAsync));
        routes.Map("/api/{**path}", Page(http => parts!.World.Door.PassAsync(http, stopping.Token)));
    }

    private static RequestDelegate Page(Func<HttpContext, Task> answer) => http => answer(http);

    private Task MailAsync(HttpContext http) => parts!.Mailbox.Find(NumberIn(http)) is { } mail
        ? parts.Answers.PageAsync<MailPage>(http, "mails", StatusCodes.Status200OK, (
            nameof(MailPage.Mail), parts.Mailbox.Show(mail, NumberIn(http), http.Request.Query["view"], parts.Answers.LanguageOf(http.Request))))
        : NotFound(http);

    private Task ConsoleAsync(HttpContext http)
    {
        var language = parts!.Answers.LanguageOf(http.Request);
        return parts.Answers.PageAsync<ConsolePage>(
            http,
            "console",
            StatusCodes.Status200OK,
            (nameof(ConsolePage.Waves), parts.Desk.Waves(language)),
            (nameof(ConsolePage.Pages), parts.Desk.Links(language)),
            (nameof(ConsolePage.Answer), parts.Desk.Last));
    }

    private async Task MoveAsync(HttpContext http)
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var metronome = parts!.World.Metronome;
        switch (form["by"].ToString())
        {
            case "hour":
                metronome.MoveBy(TimeSpan.FromHours(1));
                break;
            case "day":
                metronome.MoveBy(TimeSpan.FromDays(1));
                break;
            case "week":
                metronome.MoveBy(TimeSpan.FromDays(7));
                break;
            case "next":
                metronome.MoveToNextEvent();
                break;
            case "stop":
                metronome.Stop();
                break;
            default:
                http.Response.StatusCode = StatusCodes.Status400BadRequest;
                return;
        }

        await metronome.Arrival.WaitAsync(Patience).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Redirect(http, ServeQuery.BackOf(form["back"]));
    }

    private async Task SignInAsync(HttpContext http)
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        if (parts!.World.SignIn.TryBecome(http.Response, form["role"]))
        {
            await Redirect(http, ServeQuery.BackOf(form["back"]));
        }
        else
        {
            http.Response.StatusCode = StatusCodes.Status400BadRequest;
        }
    }

    private async Task ActAsync(HttpContext http)
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        if (await parts!.Desk.ActAsync(form["act"].ToString(), form["wave"].ToString(), form["override"] == "yes", parts.World.SignIn.RoleOf(http.Request), stopping.Token))
        {
            await Redirect(http, "/console");
        }
        else
        {
            http.Response.StatusCode = StatusCodes.Status400BadRequest;
        }
    }

    private Task<T> InTurnAsync<T>(Func<T> look) => parts!.World.Metronome.InTurnAsync(() => Task.FromResult(look()), stopping.Token);

    private static int NumberIn(HttpContext http) => int.Parse((string)http.GetRouteValue("number")!, System.Globalization.CultureInfo.InvariantCulture);

    private static Task NotFound(HttpContext http)
    {
        http.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    private static Task Redirect(HttpContext http, string path)
    {
        (http.Response.StatusCode, http.Response.Headers.Location) = (StatusCodes.Status303SeeOther, path);
        return Task.CompletedTask;
    }

    private sealed record Parts(ServedWorld World, ServeAnswers Answers, MailboxView Mailbox, ChannelsView Channels, TenantView Tenant, ConsoleDesk Desk);
}
