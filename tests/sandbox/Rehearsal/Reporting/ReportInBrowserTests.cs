using AdoptionAutomation.Tests.Functions.Browsing;
using Microsoft.Playwright;

namespace AdoptionAutomation.Tests.Sandbox.Rehearsal.Reporting;

/// <summary>The report as a file in a real browser, which its policy must not keep from working.</summary>
public sealed class ReportInBrowserTests(Browser browser) : IClassFixture<Browser>
{
    [BrowserTheory]
    [InlineData(1280, ColorScheme.Light)]
    [InlineData(390, ColorScheme.Dark)]
    public async Task Its_mails_open_as_they_looked_and_it_fits_its_width(int width, ColorScheme scheme)
    {
        await using var scene = await ReportScene.StartAsync();
        var (asked, errors) = (new List<string>(), new List<string>());
        var page = await browser.OpenFileAsync(scene.Page, asked);
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
            {
                errors.Add(message.Text);
            }
        };
        await page.SetViewportSizeAsync(width, 900);
        await page.EmulateMediaAsync(new() { ColorScheme = scheme });
        await page.WaitForSelectorAsync("#list:not([hidden])");

        Assert.True(await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth") <= width, "It scrolls sideways.");
        Assert.Empty(await Barriers.OfAsync(page));
        await page.FillAsync("#f-text", scene.Result.Mails[7].To);
        await page.ClickAsync("#list button.open");
        var frame = page.FrameLocator("#v-frame");
        var line = frame.Locator("p");

        Assert.Equal(ReportScene.Subject, await page.TextContentAsync("#v-subject"));
        Assert.StartsWith($"Bonjour {scene.Host.People.Find(scene.Result.Mails[7].To)!.GivenName},", await line.TextContentAsync(), StringComparison.Ordinal);
        Assert.Equal(("rgb(1, 2, 3)", "7px"), (await StyleAsync(line, "color"), await StyleAsync(line, "marginTop")));
        Assert.Empty(await Barriers.OfAsync(page));
        await page.ClickAsync("[data-view=headers]");
        Assert.Contains("Category: welcome", await page.TextContentAsync("#v-text"), StringComparison.Ordinal);
        if (Environment.GetEnvironmentVariable("ADOPTION_PICTURES") is { Length: > 0 } folder)
        {
            await page.ClickAsync(width < 600 ? "[data-view=phone]" : "[data-view=desktop]");
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"report-mail-{width}-{scheme}.png") });
            await page.ClickAsync("#v-close");
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"report-{width}-{scheme}.png"), FullPage = true });
        }

        Assert.Empty(asked);
        Assert.DoesNotContain(errors, error => !error.Contains("sandboxed", StringComparison.Ordinal) && !error.Contains("script", StringComparison.Ordinal));
        await page.CloseAsync();
    }

    private static Task<string> StyleAsync(ILocator element, string name) => element.EvaluateAsync<string>($"element => getComputedStyle(element).{name}");
}
