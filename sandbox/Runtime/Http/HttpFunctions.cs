using System.Diagnostics;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace AdoptionAutomation.Sandbox.Runtime.Http;

/// <summary>The HTTP side of the host: routes, keys, <c>/admin/functions</c>. The same for a socket and for calls in this process.</summary>
/// <param name="run">Runs the function and answers how it ended.</param>
/// <param name="runByHand">Starts a timer or queue function with this input, without waiting for it.</param>
internal sealed class HttpFunctions(
    FunctionCatalog functions,
    HostSettings settings,
    HostKeys keys,
    Func<AppFunction, HttpContext, Task<InvocationEnd>> run,
    Action<AppFunction, string> runByHand)
{
    private const string Ran = "Sandbox.Ran";

    public RequestDelegate Build()
    {
        var app = new ApplicationBuilder(new ServiceCollection()
            .AddLogging()
            .AddRouting()
            .AddSingleton(new DiagnosticListener("Microsoft.AspNetCore"))
            .BuildServiceProvider());
        app.Use(HideMethodsAsync);
        app.UseRouting();
        app.UseEndpoints(endpoints =>
        {
            endpoints.MapPost("/admin/functions/{name}", (RequestDelegate)RunByHandAsync);
            foreach (var (function, trigger) in functions.With<HttpTrigger>())
            {
                Map(endpoints, function, trigger);
            }
        });
        return app.Build();
    }

    private void Map(IEndpointRouteBuilder endpoints, AppFunction function, HttpTrigger trigger)
    {
        var pattern = settings.RoutePrefix.Length == 0 ? $"/{trigger.Route}" : $"/{settings.RoutePrefix}/{trigger.Route}";
        RequestDelegate handler = http => HandleAsync(function, trigger, http);
        _ = trigger.Methods.Count == 0 ? endpoints.Map(pattern, handler) : endpoints.MapMethods(pattern, trigger.Methods, handler);
    }

    private async Task HandleAsync(AppFunction function, HttpTrigger trigger, HttpContext http)
    {
        if (!keys.Allow(http.Request, trigger.Level))
        {
            http.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        http.Items[Ran] = true;
        if (await run(function, http) == InvocationEnd.Succeeded)
        {
            return;
        }

        if (http.Response.HasStarted)
        {
            http.Abort();
            return;
        }

        http.Response.Clear();
        http.Response.StatusCode = StatusCodes.Status500InternalServerError;
    }

    /// <summary>The host answers 404, not 405, where only the method is wrong.</summary>
    private static async Task HideMethodsAsync(HttpContext http, RequestDelegate next)
    {
        await next(http);
        if (http.Response.StatusCode == StatusCodes.Status405MethodNotAllowed && !http.Items.ContainsKey(Ran))
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            http.Response.Headers.Allow = default;
        }
    }

    private async Task RunByHandAsync(HttpContext http)
    {
        var function = functions.Find((string)http.GetRouteValue("name")!);
        http.Response.StatusCode =
            !keys.Allow(http.Request, AuthorizationLevel.Admin) ? StatusCodes.Status401Unauthorized
            : function is null ? StatusCodes.Status404NotFound
            : function.Trigger is HttpTrigger || await ReadInputAsync(http.Request) is not { } input ? StatusCodes.Status400BadRequest
            : Accept(function, input);
    }

    private int Accept(AppFunction function, string input)
    {
        runByHand(function, input);
        return StatusCodes.Status202Accepted;
    }

    /// <summary>The body is <c>{"input": "..."}</c>; anything else answers null.</summary>
    private static async Task<string?> ReadInputAsync(HttpRequest request)
    {
        try
        {
            using var body = await JsonDocument.ParseAsync(request.Body, cancellationToken: request.HttpContext.RequestAborted);
            return body.RootElement.ValueKind != JsonValueKind.Object ? null
                : body.RootElement.TryGetProperty("input", out var input) ? input.ToString() : "";
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
