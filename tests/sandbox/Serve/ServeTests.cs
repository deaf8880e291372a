using System.Net;
using System.Net.Sockets;
using System.Text;
using AdoptionAutomation.Sandbox.Faults;
using AdoptionAutomation.Sandbox.Serve;
using AdoptionAutomation.Tests.Functions;
using AdoptionAutomation.Tests.Functions.Browsing;
using AdoptionAutomation.Tests.Sandbox.Storage;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace AdoptionAutomation.Tests.Sandbox.Serve;

public sealed class ServeTests(AzuriteFixture azurite, Browser browser) : IClassFixture<AzuriteFixture>, IClassFixture<Browser>
{
    [Fact]
    public async Task It_applies_the_groups_opens_a_wave_moves_time_and_a_mails_link_opens_in_the_app()
    {
        await using var served = await Served.StartAsync(azurite.NewAccount());
        Assert.Contains("No mail yet", (await served.GetAsync("/mails")).Body!.TextContent, StringComparison.Ordinal);

        await served.PostAsync("/console", ("act", "apply"));
        Assert.Contains(": 202", (await served.GetAsync("/console")).QuerySelector("[role=status] h2")!.TextContent, StringComparison.Ordinal);
        await served.MoveAsync("hour");
        await served.PostAsync("/console", ("act", "start"), ("wave", "first"), ("override", "yes"));
        await served.MoveAsync("next");
        await served.MoveAsync("day");

        var box = await served.GetAsync("/mails?kind=welcome");
        var link = (IHtmlAnchorElement)box.QuerySelector("tbody a")!;
        var mail = await served.GetAsync(link.PathName);
        var frame = mail.QuerySelector("iframe")!;
        Assert.Equal("allow-popups allow-popups-to-escape-sandbox", frame.GetAttribute("sandbox"));
        using var body = await served.Client.GetAsync(frame.GetAttribute("src"));
        Assert.StartsWith("sandbox allow-popups", Assert.Single(body.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        var html = new HtmlParser().ParseDocument(await body.Content.ReadAsStringAsync());
        var page = html.QuerySelectorAll("a").Select(a => a.GetAttribute("href")!).First(href => href.Contains("/api/me?", StringComparison.Ordinal));
        Assert.StartsWith(served.Address.ToString(), page, StringComparison.Ordinal);
        Assert.NotNull((await served.GetAsync(page)).QuerySelector("form"));
        Assert.Contains("welcome", (await served.GetAsync($"{link.PathName}?view=headers")).QuerySelector("dl")!.TextContent, StringComparison.Ordinal);

        Assert.NotEmpty((await served.GetAsync("/channels")).QuerySelectorAll(".items > li"));
        Assert.Contains("Everybody", (await served.GetAsync("/tenant")).Body!.TextContent, StringComparison.Ordinal);
        var active = (await served.GetAsync("/tenant")).QuerySelectorAll("tbody tr").First(row => row.TextContent.Contains("Active", StringComparison.Ordinal));
        Assert.Equal($"{served.World.Company.People.Activated}", active.QuerySelector("td")!.TextContent);
    }

    [Fact]
    public async Task Who_is_signed_in_is_what_the_cookie_says_and_nothing_else()
    {
        await using var served = await Served.StartAsync(azurite.NewAccount());
        Assert.Equal(HttpStatusCode.OK, await served.StatusAsync("/api/groups"));

        await served.PostAsync("/sign-in", ("role", "leadership"));
        Assert.Equal(HttpStatusCode.Forbidden, await served.StatusAsync("/api/groups"));
        await served.PostAsync("/sign-in", ("role", "nobody"));
        Assert.Equal(HttpStatusCode.Unauthorized, await served.StatusAsync("/api/groups"));

        using var forged = new HttpRequestMessage(HttpMethod.Get, "/api/groups");
        forged.Headers.Add("x-ms-client-principal", Convert.ToBase64String(Encoding.UTF8.GetBytes("""{"claims":[{"typ":"oid","val":"x"},{"typ":"roles","val":"it"}]}""")));
        using var answer = await served.Client.SendAsync(forged);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, await served.PostAsync("/sign-in", ("role", "god")));

        await served.PostAsync("/console", ("act", "apply"));
        Assert.Contains(": 401", (await served.GetAsync("/console")).QuerySelector("[role=status] h2")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_speak_two_languages_run_no_script_and_leave_nothing_for_others()
    {
        await using var served = await Served.StartAsync(azurite.NewAccount());
        foreach (var path in new[] { "/mails", "/channels", "/tenant", "/console" })
        {
            using var answer = await served.Client.GetAsync(path);
            var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
            Assert.StartsWith("default-src 'none'; style-src 'sha256-", policy, StringComparison.Ordinal);
            Assert.DoesNotContain("script-src", policy, StringComparison.Ordinal);
            Assert.Equal("fr", (await served.GetAsync($"{path}?lang=fr")).DocumentElement.GetAttribute("lang"));
            Assert.Equal("en", (await served.GetAsync($"{path}?lang=en")).DocumentElement.GetAttribute("lang"));
        }

        var search = await served.GetAsync("/mails?q=%22%3E%3Cscript%3Ex()%3C/script%3E");
        Assert.Empty(search.QuerySelectorAll("script"));
        Assert.Equal("\"><script>x()</script>", search.QuerySelector("#q")!.GetAttribute("value"));
        Assert.Equal(HttpStatusCode.NotFound, await served.StatusAsync("/mails/1"));
        Assert.Equal(HttpStatusCode.NotFound, await served.StatusAsync("/admin/functions/PlanHour"));
        Assert.Equal(HttpStatusCode.BadRequest, await served.PostAsync("/time", ("by", "year")));
    }

    [BrowserTheory]
    [InlineData(390)]
    public async Task Nobody_is_kept_out_and_time_moves_by_keyboard_alone(int width)
    {
        await using var served = await Served.StartAsync(azurite.NewAccount());
        await served.PostAsync("/console", ("act", "apply"));
        await served.MoveAsync("day");
        foreach (var path in new[] { "/mails", "/channels", "/tenant", "/console" })
        {
            var page = await browser.OpenAsync(new Uri(served.Address, path), width);
            Assert.Empty(await Barriers.OfAsync(page));
            Assert.True(await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= window.innerWidth"), $"{path} is wider than a phone.");
            await page.CloseAsync();
        }

        var mails = await browser.OpenAsync(new Uri(served.Address, "/mails"), width);
        var before = served.World.World.Clock.GetUtcNow();
        await mails.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "1 hour" }).FocusAsync();
        var moving = mails.Keyboard.PressAsync("Enter");
        await served.ArriveAsync(() => served.World.Metronome.Moving is not null);
        await moving;
        Assert.True(served.World.World.Clock.GetUtcNow() >= before.AddHours(1));
    }

    [Fact]
    public async Task A_taken_port_is_said()
    {
        var folder = new SmallCampaign().Write();
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        using var output = new StringWriter();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;

        Assert.Equal(2, await ServeCommand.RunAsync(new(folder, 20, 1, FaultScript.None, port, FromNow: false), output, default));
        Assert.Equal($"Port {port} is taken: name another with --port, or leave it out for a free one.", output.ToString().Trim());
    }
}
