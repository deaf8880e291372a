using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Effects;
using AdoptionAutomation.Tests.Sandbox.Storage;
using AdoptionAutomation.Tests.Sandbox.Tenant;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace AdoptionAutomation.Tests.Functions.Calendar.Board;

public sealed class ShowCalendarTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Fact]
    public async Task Every_state_is_told_by_a_sign_and_a_word_with_what_to_do()
    {
        await using var app = await LiveAsync();

        var page = await PageAsync(app, "/api/calendar?view=month&date=2026-09");

        Assert.Equal("✔ publié", StateOf(page, "Rencontre avec Zoé, logistique"));
        Assert.Equal("✖ échoué", StateOf(page, "Rencontre avec Karim"));
        Assert.Equal("⚠ incertain", page.QuerySelectorAll(".post").First(post => post.TextContent.Contains("conseil", StringComparison.Ordinal)).QuerySelector(".state")!.TextContent);
        Assert.Equal("◔ imminent", StateOf(page, "Combien de sites ?"));
        Assert.Equal("○ prévu", StateOf(page, "C’est parti !"));
        Assert.Equal("✎ brouillon", StateOf(page, "Une surprise"));
        Assert.Equal("▢ créneau vide", StateOf(page, "Interview du lundi"));
        Assert.Contains("Teasing", page.QuerySelector(".phase")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("férié", page.QuerySelector("time[datetime='2026-09-25']")!.ParentElement!.TextContent, StringComparison.Ordinal);

        var week = await PageAsync(app, "/api/calendar?view=week&date=2026-09-16");
        var failed = week.QuerySelectorAll(".post.failed").Single();
        Assert.Contains("404", failed.TextContent, StringComparison.Ordinal);
        Assert.Contains("Corrigez", failed.TextContent, StringComparison.Ordinal);
        Assert.Contains("Everybody, A few · Teams, Conversation", failed.TextContent, StringComparison.Ordinal);
        Assert.Equal(7, week.QuerySelectorAll(".days > li").Length);
    }

    [Fact]
    public async Task A_month_has_whole_weeks_and_a_heading_for_every_day()
    {
        await using var app = await StartAsync();

        var page = await PageAsync(app, "/api/calendar?date=2026-10");

        var days = page.QuerySelectorAll(".days > li");
        Assert.Equal(35, days.Length);
        Assert.All(days, day => Assert.NotNull(day.QuerySelector("h3 time[datetime]")));
        Assert.Equal("2026-09-28", days[0].QuerySelector("time")!.GetAttribute("datetime"));
        Assert.Contains("out", days[0].ClassList);
        Assert.Equal("Petite · octobre 2026", page.QuerySelector("h1")!.TextContent);
        Assert.Equal("fr", page.DocumentElement.GetAttribute("lang"));
    }

    [Theory]
    [InlineData("group=few", 4)]
    [InlineData("channel=mail", 1)]
    [InlineData("publication=quiz", 2)]
    [InlineData("state=draft", 1)]
    [InlineData("state=empty&group=few", 2)]
    [InlineData("group=no-such", 0)]
    public async Task Filters_leave_what_they_ask_for_and_stay_in_the_links(string filter, int posts)
    {
        await using var app = await StartAsync();

        var page = await PageAsync(app, $"/api/calendar?date=2026-09&{filter}");
        var (_, json) = await BoardScene.GetAsync(app, $"/api/calendar?date=2026-09&{filter}", accept: null);

        Assert.Equal(posts, page.QuerySelectorAll(".post").Length);
        Assert.All(page.QuerySelectorAll("nav a"), link => Assert.Contains(filter.Split('&')[0], link.GetAttribute("href"), StringComparison.Ordinal));
        Assert.Equal(posts, JsonDocument.Parse(json).RootElement.GetProperty("days").EnumerateArray().SelectMany(day => day.GetProperty("posts").EnumerateArray()).Count());
    }

    [Fact]
    public async Task The_page_runs_nothing_allows_nothing_and_names_all_its_fields()
    {
        await using var app = await StartAsync();
        var (answer, text) = await BoardScene.GetAsync(app, "/api/calendar?lang=en");

        var page = new HtmlParser().ParseDocument(text);
        Assert.Equal("en", page.DocumentElement.GetAttribute("lang"));
        Assert.Empty(page.QuerySelectorAll("script, [style], [onclick], [onchange], img, link, iframe"));
        var hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(page.QuerySelector("style")!.TextContent)));
        Assert.Equal(
            $"default-src 'none'; style-src 'sha256-{hash}'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
            Assert.Single(answer.Headers.GetValues("Content-Security-Policy")));
        Assert.All(
            page.QuerySelectorAll("select, input:not([type=hidden])"),
            field => Assert.NotNull(page.QuerySelector($"label[for='{field.Id}']")));
        Assert.Equal("get", ((IHtmlFormElement)page.QuerySelector("form")!).Method);
        Assert.StartsWith("https://adoption.sandbox.example/api/calendar.ics?t=", page.QuerySelector("footer a")!.GetAttribute("href"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("view=year")]
    [InlineData("date=2026-13")]
    [InlineData("date=9999-12")]
    [InlineData("lang=de")]
    public async Task What_is_no_view_is_said_so(string query)
    {
        await using var app = await StartAsync();

        Assert.Equal(400, (await app.CallAsync(HttpMethod.Get, $"/api/calendar?{query}")).Status);
        Assert.Equal(401, (await app.CallAsync(HttpMethod.Get, "/api/calendar", key: null)).Status);
    }

    [Fact]
    public async Task A_page_costs_the_same_requests_whatever_the_number_of_posts()
    {
        var requests = new List<long>();
        foreach (var rhythms in new[] { 1, 40 })
        {
            await using var app = await AppTest.StartAsync(azurite.NewAccount(), TenantHost.Calm, campaign: new() { Calendar = BoardScene.Busy(rhythms) });
            await BoardScene.GetAsync(app, "/api/calendar?date=2026-10");
            var before = app.Requests;
            var (answer, _) = await BoardScene.GetAsync(app, "/api/calendar?date=2026-10");
            Assert.Equal(200, (int)answer.StatusCode);
            requests.Add(app.Requests - before);
        }

        // The files' ETags, the groups, and the slots of three months.
        Assert.Equal([5, 5], requests);
    }

    [Fact]
    public async Task A_post_shows_each_of_its_deliveries_and_frames_that_may_do_nothing()
    {
        await using var app = await LiveAsync();
        var (answer, text) = await BoardScene.GetAsync(app, "/api/calendar/post?occurrence=interview.2026-09-14");

        var page = new HtmlParser().ParseDocument(text);
        Assert.Contains("frame-src 'self'", Assert.Single(answer.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.Equal(4, page.QuerySelectorAll("tbody tr").Length);
        Assert.Contains("404", page.QuerySelector("tbody tr.failed")!.TextContent, StringComparison.Ordinal);
        var frames = page.QuerySelectorAll("iframe");
        Assert.Equal(4, frames.Length);
        Assert.All(frames, frame => Assert.Equal("", frame.GetAttribute("sandbox")));
        Assert.Equal(4, frames.Select(frame => frame.GetAttribute("title")).Distinct().Count());

        var first = new HtmlParser().ParseDocument((await BoardScene.GetAsync(app, "/api/calendar/post?occurrence=interview.2026-09-07")).Text);
        Assert.Equal("https://teams.example/posts/1", first.QuerySelector("tbody a")!.GetAttribute("href"));
        Assert.Equal(404, (await app.CallAsync(HttpMethod.Get, "/api/calendar/post?occurrence=no.such")).Status);
    }

    private Task<AppTest> StartAsync() => AppTest.StartAsync(azurite.NewAccount(), TenantHost.Calm, campaign: BoardScene.Campaign);

    private async Task<AppTest> LiveAsync()
    {
        var app = await StartAsync();
        await BoardScene.LiveAsync(app);
        return app;
    }

    private static async Task<IHtmlDocument> PageAsync(AppTest app, string path)
    {
        var (answer, text) = await BoardScene.GetAsync(app, path);
        Assert.Equal(200, (int)answer.StatusCode);
        return await new HtmlParser().ParseDocumentAsync(text);
    }

    private static string StateOf(IHtmlDocument page, string title) => page.QuerySelectorAll(".post")
        .First(post => post.QuerySelector("a")!.TextContent.Replace('\u00a0', ' ') == title).QuerySelector(".state")!.TextContent.Replace('\u00a0', ' ');
}
