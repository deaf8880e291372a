using AdoptionAutomation.Sandbox.App;
using Microsoft.Playwright;

namespace AdoptionAutomation.Tests.Functions.Browsing;

/// <summary>A real browser that looks at the app's pages. Where there is none its tests are left out, but for CI, which says where it is.</summary>
public sealed class Browser : IAsyncLifetime
{
    /// <summary>Names the browser, and makes its absence a failure.</summary>
    private const string Variable = "ADOPTION_BROWSER";

    private static readonly string[] Usual = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private IPlaywright? playwright;
    private IBrowser? browser;

    /// <summary>Null: there is none on this machine.</summary>
    public static string? Path => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named ? named : Usual.FirstOrDefault(File.Exists);

    public async Task InitializeAsync()
    {
        if (Path is { } path)
        {
            playwright = await Playwright.CreateAsync();
            browser = await playwright.Chromium.LaunchAsync(new()
            {
                ExecutablePath = path,
                Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"],
            });
        }
    }

    public async Task DisposeAsync()
    {
        if (browser is not null)
        {
            await browser.DisposeAsync();
        }

        playwright?.Dispose();
    }

    /// <summary>A page of a server on this machine; whatever it asks for from elsewhere is refused.</summary>
    internal async Task<IPage> OpenAsync(Uri address, int width, int height = 900)
    {
        var page = await browser!.NewPageAsync(new() { ViewportSize = new() { Width = width, Height = height }, Locale = "en-GB" });
        await page.RouteAsync(url => !url.StartsWith(address.GetLeftPart(UriPartial.Authority), StringComparison.Ordinal), route => route.AbortAsync());
        await page.GotoAsync(address.ToString());
        return page;
    }

    /// <summary>A page of the app as somebody with the key sees it; whatever it asks for from elsewhere is refused.</summary>
    internal Task<IPage> OpenAsync(AppTest app, string path, int width, int height = 900) =>
        OpenAsync(app, path, new BrowserNewPageOptions { ViewportSize = new() { Width = width, Height = height } });

    /// <summary>A page that is a file; whatever it asks for besides is counted in <paramref name="asked"/> and refused.</summary>
    internal async Task<IPage> OpenFileAsync(string path, List<string> asked)
    {
        var page = await browser!.NewPageAsync();
        await page.RouteAsync("**/*", route =>
        {
            if (route.Request.Url.StartsWith("file:", StringComparison.Ordinal) && route.Request.IsNavigationRequest)
            {
                return route.ContinueAsync();
            }

            asked.Add(route.Request.Url);
            return route.AbortAsync();
        });
        await page.GotoAsync(new Uri(path).AbsoluteUri);
        return page;
    }

    /// <inheritdoc cref="OpenAsync(AppTest, string, int, int)"/>
    internal async Task<IPage> OpenAsync(AppTest app, string path, BrowserNewPageOptions options)
    {
        var page = await browser!.NewPageAsync(options);
        await page.RouteAsync("**/*", async route =>
        {
            if (!route.Request.Url.StartsWith("http://sandbox/", StringComparison.Ordinal))
            {
                await route.AbortAsync();
                return;
            }

            using var request = new HttpRequestMessage(new(route.Request.Method), new Uri(route.Request.Url));
            if (route.Request.PostDataBuffer is { } body)
            {
                request.Content = new ByteArrayContent(body);
                request.Content.Headers.TryAddWithoutValidation("Content-Type", route.Request.Headers["content-type"]);
            }

            request.Headers.Add("x-functions-key", SandboxApp.FunctionKey);
            request.Headers.Add("Accept", "text/html");
            using var answer = await app.World.Host.SendAsync(request, default);
            await route.FulfillAsync(new()
            {
                Status = (int)answer.StatusCode,
                BodyBytes = await answer.Content.ReadAsByteArrayAsync(),
                Headers = answer.Headers.Concat(answer.Content.Headers).ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase),
            });
        });
        await page.GotoAsync($"http://sandbox{path}");
        return page;
    }
}

/// <summary>A test that needs a browser.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserTheoryAttribute : TheoryAttribute
{
    public BrowserTheoryAttribute()
    {
        if (Browser.Path is null)
        {
            Skip = "There is no Chromium on this machine: apt-get install chromium.";
        }
    }
}
