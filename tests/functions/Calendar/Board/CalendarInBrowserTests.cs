using AdoptionAutomation.Tests.Functions.Browsing;
using AdoptionAutomation.Tests.Sandbox.Storage;
using AdoptionAutomation.Tests.Sandbox.Tenant;
using Microsoft.Playwright;

namespace AdoptionAutomation.Tests.Functions.Calendar.Board;

/// <summary>The calendar's pages in a real browser, on a phone and on a desk.</summary>
public sealed class CalendarInBrowserTests(AzuriteFixture azurite, Browser browser) : IClassFixture<AzuriteFixture>, IClassFixture<Browser>
{
    private const int Phone = 390;

    /// <summary>Text and what is behind it, as the browser came to show them: WCAG's ratio of every element that has text of its own.</summary>
    private const string Contrast = """
        () => {
          const light = c => { const v = c.map(x => { x /= 255; return x <= .03928 ? x / 12.92 : ((x + .055) / 1.055) ** 2.4; }); return .2126 * v[0] + .7152 * v[1] + .0722 * v[2]; };
          const of = text => (text.match(/[\d.]+/g) || []).map(Number);
          const behind = e => { for (; e; e = e.parentElement) { const c = of(getComputedStyle(e).backgroundColor); if (c.length === 3 || c[3] > 0) return c.slice(0, 3); } return [255, 255, 255]; };
          return [...document.querySelectorAll('body *')]
            .filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim()) && e.getClientRects().length > 0)
            .map(e => { const a = light(of(getComputedStyle(e).color).slice(0, 3)), b = light(behind(e)); return { ratio: (Math.max(a, b) + .05) / (Math.min(a, b) + .05), text: e.textContent.trim().slice(0, 40) }; })
            .filter(e => e.ratio < 4.5).map(e => e.text + ' ' + e.ratio.toFixed(2));
        }
        """;

    [BrowserTheory]
    [InlineData("/api/calendar?date=2026-09", Phone, ColorScheme.Light)]
    [InlineData("/api/calendar?date=2026-09&lang=en", 1280, ColorScheme.Dark)]
    [InlineData("/api/calendar?view=week&date=2026-09-16", Phone, ColorScheme.Dark)]
    [InlineData("/api/calendar/post?occurrence=interview.2026-09-14", Phone, ColorScheme.Light)]
    public async Task A_page_fits_its_width_can_be_read_and_reached_without_a_mouse(string path, int width, ColorScheme scheme)
    {
        await using var app = await AppTest.StartAsync(azurite.NewAccount(), TenantHost.Calm, campaign: BoardScene.Campaign);
        await BoardScene.LiveAsync(app);
        var page = await browser.OpenAsync(app, path, width);
        await page.EmulateMediaAsync(new() { ColorScheme = scheme });

        Assert.True(await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth") <= width, "It scrolls sideways.");
        Assert.Empty(await page.EvaluateAsync<string[]>(Contrast));
        Assert.Empty(await page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('select,input:not([type=hidden])')].filter(e => !e.labels.length).map(e => e.name)"));

        var wanted = await page.EvaluateAsync<int>("() => [...document.querySelectorAll('a,button,select,input:not([type=hidden])')].filter(e => e.getClientRects().length > 0).length");
        var reached = new HashSet<string>(StringComparer.Ordinal);
        for (var tab = 0; tab < (wanted * 4) + 40 && reached.Count < wanted; tab++)
        {
            await page.Keyboard.PressAsync("Tab");
            reached.Add(await page.EvaluateAsync<string>(
                "() => { const all = [...document.querySelectorAll('a,button,select,input')]; return String(all.indexOf(document.activeElement)); }"));
            reached.Remove("-1");
        }

        Assert.Equal(wanted, reached.Count);
        await page.CloseAsync();
    }
}
