using AdoptionAutomation.Tests.Functions.Browsing;
using AdoptionAutomation.Tests.Sandbox.Storage;
using Microsoft.Playwright;

namespace AdoptionAutomation.Tests.Functions.Kpis.Dashboard;

/// <summary>The dashboard in a real browser, on a phone and on a desk.</summary>
public sealed class DashboardInBrowserTests(AzuriteFixture azurite, Browser browser) : IClassFixture<AzuriteFixture>, IClassFixture<Browser>
{
    private const int Phone = 360;
    private const int Desk = 1280;

    /// <summary>With the environment variable <c>ADOPTION_PICTURES</c> it also takes pictures, that of the docs among them.</summary>
    [BrowserTheory]
    [InlineData("?lang=en", Desk, ColorScheme.Light)]
    [InlineData("?scope=site:site-lyon", Phone, ColorScheme.Dark)]
    [InlineData("?scope=group:group-1&from=2027-01-12", Phone, ColorScheme.Light)]
    [InlineData("?scope=site:site-brest&lang=en", Desk, ColorScheme.Dark)]
    public async Task It_keeps_nobody_out_and_fits_its_width(string query, int width, ColorScheme scheme)
    {
        await using var app = await DashboardScene.StartAsync(azurite.NewAccount());
        await DashboardScene.KeepAsync(app, query.Length > 10 ? DashboardScene.Last.AddDays(-70) : null);
        var page = await browser.OpenAsync(app, $"/api/dashboard{query}", width);
        await page.EmulateMediaAsync(new() { ColorScheme = scheme });

        Assert.True(await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth") <= width, "It scrolls sideways.");
        Assert.Empty(await Barriers.OfAsync(page));
        if (Environment.GetEnvironmentVariable("ADOPTION_PICTURES") is { Length: > 0 } folder)
        {
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"dashboard-{width}-{scheme}.png"), FullPage = true });
        }

        await page.EvaluateAsync("() => document.querySelectorAll('details').forEach(details => details.open = true)");
        Assert.Empty(await Barriers.OfAsync(page));
        await page.CloseAsync();
    }
}
