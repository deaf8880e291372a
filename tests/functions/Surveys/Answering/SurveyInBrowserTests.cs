using AdoptionAutomation.Sandbox.App;
using AdoptionAutomation.Surveys.Answering;
using AdoptionAutomation.Tests.Functions.Browsing;
using AdoptionAutomation.Tests.Sandbox.Storage;
using Microsoft.Playwright;
using static AdoptionAutomation.Tests.Functions.Surveys.Answering.SurveyScene;

namespace AdoptionAutomation.Tests.Functions.Surveys.Answering;

/// <summary>The survey page in a real browser, on a phone and on a desk. Its policy lets no script of its own run, so nothing here rests on one.</summary>
public sealed class SurveyInBrowserTests(AzuriteFixture azurite, Browser browser) : IClassFixture<AzuriteFixture>, IClassFixture<Browser>
{
    private const int Phone = 360;

    [BrowserTheory]
    [InlineData(Phone)]
    public async Task Somebody_answers_on_a_phone_by_keyboard_alone_and_branches_open(int width)
    {
        await using var app = await StartAsync(azurite.NewAccount());
        var page = await OpenAsync(app, PathOf(app, Zoe), width, ColorScheme.Light);
        Assert.False(await page.Locator("#b1").IsVisibleAsync());
        Assert.False(await page.Locator("#b4").IsVisibleAsync());

        await PressAsync(page, "Tab", "Tab", "Space", "ArrowRight");
        Assert.True(await page.Locator("#b1").IsVisibleAsync());
        await PressAsync(page, "Tab");
        await page.Keyboard.TypeAsync("Trop d’outils déjà.");
        await PressAsync(page, "Tab", "Tab", "Space", "Tab", "Tab", "Space", "ArrowDown");
        Assert.True(await page.Locator("#b4").IsVisibleAsync());
        await PressAsync(page, "Tab");
        await page.Keyboard.TypeAsync("Slack");
        await PressAsync(page, "Tab", "Space", "Tab", "Space", "Tab", "Enter");

        await page.WaitForSelectorAsync("text=Merci, c’est noté");
        var values = Assert.Single(await SpoolAsync(app)).Values;
        Assert.Equal(
            ["mood=2", "nps=0", "other=Slack", "tools=chat", "which=other", "why=Trop d’outils déjà."],
            values.Select(pair => $"{pair.Key}={string.Join(',', pair.Value)}").Order(StringComparer.Ordinal));

        await page.GotoAsync($"http://sandbox{PathOf(app, Zoe)}");
        await page.WaitForSelectorAsync("text=Ce lien ne prend plus de réponse");
    }

    [BrowserTheory]
    [InlineData(Phone)]
    public async Task A_branch_closes_again_and_takes_with_it_what_hangs_on_it(int width)
    {
        await using var app = await StartAsync(azurite.NewAccount());
        var page = await OpenAsync(app, PathOf(app, Max), width, ColorScheme.Light);
        await page.GetByLabel("Chat", new() { Exact = true }).CheckAsync();
        await page.GetByLabel("Another").CheckAsync();
        await page.GetByLabel("Which one?").FillAsync("Slack");
        await page.GetByLabel("Chat", new() { Exact = true }).UncheckAsync();
        Assert.False(await page.Locator("#b3").IsVisibleAsync());
        Assert.False(await page.Locator("#b4").IsVisibleAsync());

        await page.GetByRole(AriaRole.Button, new() { Name = "Send my answers" }).ClickAsync();
        var first = page.Locator(".problems a");
        Assert.Equal("“Do you look forward to Agora?”: choose one of the answers.", (await first.InnerTextAsync()).Trim());
        await first.ClickAsync();
        await page.Keyboard.PressAsync("Space");
        await page.GetByRole(AriaRole.Button, new() { Name = "Send my answers" }).ClickAsync();

        Assert.Equal("“What holds you back?”: write an answer.", (await page.Locator(".problems a").InnerTextAsync()).Trim());
        await page.GetByLabel("What holds you back?").FillAsync("Nothing");
        await page.GetByRole(AriaRole.Button, new() { Name = "Send my answers" }).ClickAsync();
        await page.WaitForSelectorAsync("text=Thank you, it is kept");
        Assert.Equal(["mood", "why"], Assert.Single(await SpoolAsync(app)).Values.Keys.Order(StringComparer.Ordinal));
    }

    [BrowserTheory]
    [InlineData(Phone, ColorScheme.Light)]
    [InlineData(Phone, ColorScheme.Dark)]
    [InlineData(1280, ColorScheme.Light)]
    [InlineData(1280, ColorScheme.Dark)]
    public async Task Axe_finds_no_barrier_on_any_page_and_none_scrolls_sideways(int width, ColorScheme scheme)
    {
        await using var app = await StartAsync(azurite.NewAccount());
        var page = await OpenAsync(app, PathOf(app, Zoe), width, scheme);
        await LookAsync("form");
        await page.Locator("#q0-1").CheckAsync();
        await page.Locator("#q2-1").CheckAsync();
        await LookAsync("branches");
        await page.Locator("button").ClickAsync();
        await LookAsync("problems");
        await page.Locator("#q1").FillAsync("Rien");
        await page.Locator("#q3-0").CheckAsync();
        await page.Locator("button").ClickAsync();
        await LookAsync("thanks");
        await page.GotoAsync($"http://sandbox/api/survey?t={SurveyToken.Write(SandboxApp.SigningKey, new(Scope, Round, Max), new(2026, 9, 6))}");
        await LookAsync("closed");

        async Task LookAsync(string what)
        {
            if (Environment.GetEnvironmentVariable("ADOPTION_PICTURES") is { Length: > 0 } folder)
            {
                await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{what}-{width}-{scheme}.png"), FullPage = true });
            }

            Assert.True(await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth") <= width, $"{what} scrolls sideways.");
            Assert.Empty(await Barriers.OfAsync(page));
        }
    }

    private Task<IPage> OpenAsync(AppTest app, string path, int width, ColorScheme scheme) => browser.OpenAsync(
        app, path, new BrowserNewPageOptions { ViewportSize = new() { Width = width, Height = 740 }, ColorScheme = scheme, DeviceScaleFactor = width == Phone ? 2 : 1 });

    private static async Task PressAsync(IPage page, params string[] keys)
    {
        foreach (var key in keys)
        {
            await page.Keyboard.PressAsync(key);
        }
    }
}
