using System.Net;
using System.Text;
using AdoptionAutomation.Sandbox.Runtime;
using AdoptionAutomation.Tests.Sandbox.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AdoptionAutomation.Tests.Sandbox.Runtime.Http;

public sealed class HttpFunctionsTests(AzuriteFixture fixture) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private VirtualWorld world = null!;

    public async Task InitializeAsync() => world = await new VirtualWorld(fixture.NewAccount()).StartAsync(typeof(Pages));

    public async Task DisposeAsync() => await world.DisposeAsync();

    [Theory]
    [InlineData("GET", "/api/open", null, HttpStatusCode.OK)]
    [InlineData("GET", "/api/OPEN/", null, HttpStatusCode.OK)]
    [InlineData("GET", "/open", null, HttpStatusCode.NotFound)]
    [InlineData("GET", "/api/nowhere", null, HttpStatusCode.NotFound)]
    [InlineData("POST", "/api/open", null, HttpStatusCode.NotFound)]
    [InlineData("HEAD", "/api/open", null, HttpStatusCode.NotFound)]
    [InlineData("GET", "/api/closed", null, HttpStatusCode.Unauthorized)]
    [InlineData("GET", "/api/closed", "wrong", HttpStatusCode.Unauthorized)]
    [InlineData("GET", "/api/closed", "function", HttpStatusCode.OK)]
    [InlineData("GET", "/api/closed", "master", HttpStatusCode.OK)]
    [InlineData("GET", "/api/closed?code=function", null, HttpStatusCode.OK)]
    [InlineData("GET", "/api/closed?code=function", "wrong", HttpStatusCode.Unauthorized)]
    [InlineData("DELETE", "/api/secret", "function", HttpStatusCode.Unauthorized)]
    [InlineData("DELETE", "/api/secret", "master", HttpStatusCode.OK)]
    [InlineData("GET", "/api/teapot", null, HttpStatusCode.MethodNotAllowed)]
    [InlineData("GET", "/api/numbers/seven", null, HttpStatusCode.NotFound)]
    [InlineData("POST", "/admin/functions/tick", "function", HttpStatusCode.Unauthorized)]
    [InlineData("POST", "/admin/functions/tick", "master", HttpStatusCode.BadRequest)]
    [InlineData("POST", "/admin/functions/nothing", "master", HttpStatusCode.NotFound)]
    public async Task Routes_methods_and_keys_are_those_of_the_host(string method, string url, string? key, HttpStatusCode expected)
    {
        using var response = await SendAsync(method, url, key);

        Assert.Equal(expected, response.StatusCode);
    }

    [Fact]
    public async Task A_function_gets_route_values_query_headers_and_body_and_answers_with_its_own()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "http://localhost/api/echo/a%20b/7?q=1")
        {
            Content = new StringContent("body", Encoding.UTF8, "text/plain"),
            Headers = { { "X-Who", "me" } },
        };
        using var response = await world.Host.SendAsync(request, CancellationToken.None);

        Assert.Equal("a b 7 ?q=1 me body text/plain; charset=utf-8", await response.Content.ReadAsStringAsync());
        Assert.Equal((HttpStatusCode.Created, "text/plain"), (response.StatusCode, response.Content.Headers.ContentType!.MediaType));
        Assert.Equal("yes", Assert.Single(response.Headers.GetValues("X-Echo")));
    }

    [Fact]
    public async Task An_exception_is_a_500_that_tells_nothing()
    {
        using var response = await SendAsync("GET", "/api/broken", key: null);

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Empty(await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task An_instance_that_dies_answers_nothing_and_is_replaced()
    {
        await Assert.ThrowsAsync<HttpRequestException>(() => SendAsync("GET", "/api/die", key: null));
        using var next = await SendAsync("GET", "/api/open", key: null);

        Assert.Equal((1, HttpStatusCode.OK), (world.Host.Deaths, next.StatusCode));
    }

    private Task<HttpResponseMessage> SendAsync(string method, string url, string? key)
    {
        var request = new HttpRequestMessage(new(method), $"http://localhost{url}");
        if (key is not null)
        {
            request.Headers.Add("x-functions-key", key);
        }

        return world.Host.SendAsync(request, CancellationToken.None);
    }

    private sealed class Pages(InstanceLife life)
    {
        [Function("Open")]
        public static IResult Open([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) => Results.Text(request.Path);

        [Function("Closed")]
        public static Task<IResult> ClosedAsync([HttpTrigger(AuthorizationLevel.Function, "get")] HttpRequest request) =>
            Task.FromResult(Results.Text(request.Path));

        [Function("Secret")]
        public static void Secret([HttpTrigger(AuthorizationLevel.Admin)] HttpRequest request) => request.HttpContext.Response.StatusCode = 200;

        [Function("Teapot")]
        public static IResult Teapot([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) => Results.StatusCode(request.Host.HasValue ? 405 : 500);

        [Function("Number")]
        public static IResult Number([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "numbers/{n:int}")] HttpRequest request, string n) =>
            Results.Text(n + request.Path);

        [Function("Echo")]
        public static async Task<IResult> EchoAsync(
            [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "echo/{name}/{number}")] HttpRequest request,
            string name,
            string number,
            FunctionContext context,
            CancellationToken cancellationToken)
        {
            using var reader = new StreamReader(request.Body);
            var body = await reader.ReadToEndAsync(cancellationToken);
            request.HttpContext.Response.Headers["X-Echo"] = context.FunctionDefinition.Name == "Echo" ? "yes" : "no";
            return Results.Text(
                $"{name} {number} {request.QueryString} {request.Headers["X-Who"]} {body} {request.ContentType}", "text/plain", statusCode: 201);
        }

        [Function("Broken")]
        public static IResult Broken([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest request) =>
            throw new InvalidOperationException($"secret of {request.Path}");

        [Function("Die")]
        public IResult Die([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest request) => throw life.Die(request.Path);

        [Function("Tick")]
        public static void Tick([TimerTrigger("0 0 0 1 1 *")] TimerInfo timer) => ArgumentNullException.ThrowIfNull(timer);
    }
}
