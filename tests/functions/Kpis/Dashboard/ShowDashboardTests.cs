using System.Globalization;
using System.Text;
using System.Text.Json;
using AdoptionAutomation.Kpis.Book;
using AdoptionAutomation.Kpis.Dashboard;
using AdoptionAutomation.Kpis.Snapshots;
using AdoptionAutomation.Sandbox.App;
using AdoptionAutomation.Tests.Sandbox.Storage;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace AdoptionAutomation.Tests.Functions.Kpis.Dashboard;

public sealed class ShowDashboardTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private const string Path = "/api/dashboard";
    private const int FewDays = 99;

    [Fact]
    public async Task The_page_needs_nothing_but_itself_and_says_in_words_what_its_lines_say()
    {
        await using var app = await DashboardScene.StartAsync(azurite.NewAccount());
        await DashboardScene.KeepAsync(app, DashboardScene.Last.AddDays(-FewDays));

        var (status, html, headers) = await GetAsync(app, $"{Path}?from=2026-12-01", "text/html");

        Assert.Equal(200, status);
        Assert.Contains("default-src 'none'", headers["Content-Security-Policy"], StringComparison.Ordinal);
        var page = await ParseAsync(html);
        Assert.Equal("fr", page.DocumentElement.GetAttribute("lang"));
        Assert.Empty(page.QuerySelectorAll("script,link,img,[style],form"));
        Assert.Contains(DashboardScene.Mischief, page.Body!.TextContent, StringComparison.Ordinal);
        Assert.All(page.QuerySelectorAll("svg[role=img]"), svg => Assert.False(string.IsNullOrWhiteSpace(svg.GetAttribute("aria-label"))));
        Assert.All(page.QuerySelectorAll("svg[role=img]"), svg => Assert.NotNull(svg.Closest("section")!.QuerySelector("details table tbody tr")));
        Assert.Equal(2, SegmentsOf(page.QuerySelector(".curve .wide path.line.a")!));
        Assert.Contains("28 déc. – 29 déc. 2026 : aucun chiffre", page.Body.TextContent.Replace('\u00a0', ' '), StringComparison.Ordinal);
        Assert.Contains("5 janv. 2027 : compté à nouveau", page.Body.TextContent.Replace('\u00a0', ' '), StringComparison.Ordinal);
        Assert.NotNull(page.QuerySelector(".curve path.again"));
        Assert.Contains("moins de cinq personnes", RowOf(page, "Brest").TextContent, StringComparison.Ordinal);
        Assert.Contains("27 % moyenne, SWOOP", SectionOf(page, "kpi-participation")!.QuerySelector("svg[role=img]")!.TextContent.Replace('\u00a0', ' '), StringComparison.Ordinal);
        Assert.Contains("Quiz de l’Avent", page.QuerySelector(".curve svg[role=img]")!.TextContent, StringComparison.Ordinal);

        var english = await ParseAsync((await GetAsync(app, $"{Path}?lang=en", "text/html")).Text);
        Assert.Equal("en", english.DocumentElement.GetAttribute("lang"));
        Assert.Contains("Connection rate", english.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_chosen_scope_is_drawn_over_the_organisation_and_a_hidden_one_says_why_it_is_not()
    {
        await using var app = await DashboardScene.StartAsync(azurite.NewAccount());
        await DashboardScene.KeepAsync(app, DashboardScene.Last.AddDays(-FewDays));

        var lyon = await ParseAsync((await GetAsync(app, $"{Path}?scope=site:site-lyon&lang=en", "text/html")).Text);
        Assert.StartsWith("Lyon", lyon.QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(lyon.QuerySelector(".curve .wide path.line.o"));
        Assert.NotNull(lyon.QuerySelector(".curve .wide path.line.a"));
        Assert.Contains(lyon.QuerySelectorAll("nav a"), link => link.GetAttribute("href") == "/api/dashboard?lang=en");
        Assert.Null(lyon.QuerySelector("#kpi-mails"));

        var tiny = await ParseAsync((await GetAsync(app, $"{Path}?scope=site:site-brest", "text/html")).Text);
        Assert.Contains("moins de cinq", tiny.QuerySelector(".hint")!.TextContent, StringComparison.Ordinal);
        Assert.Null(tiny.QuerySelector("path.line.a"));

        var group = await ParseAsync((await GetAsync(app, $"{Path}?scope=group:group-4", "text/html")).Text);
        Assert.Contains(DashboardScene.Formula, group.QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(SectionOf(group, "kpi-groupActivity")!.QuerySelector("path.line.a"));
    }

    [Fact]
    public async Task The_exports_hold_what_the_page_shows_with_nothing_where_nothing_is_known()
    {
        await using var app = await DashboardScene.StartAsync(azurite.NewAccount());
        await DashboardScene.KeepAsync(app, new(2026, 11, 1));

        var (status, text, headers) = await GetAsync(app, $"{Path}?scope=site:site-lyon&from=2026-11-01&to=2026-11-30&format=csv");
        Assert.Equal((200, "text/csv; charset=utf-8"), (status, headers["Content-Type"]));
        var lines = text.Trim('\uFEFF').Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("scope,name,day,version,kpi,unit,value", lines[0]);
        Assert.Contains("site:site-lyon,Lyon,2026-11-06,1,active7,percent,", lines);
        Assert.Single(lines, line => line.StartsWith("site:site-lyon,Lyon,2026-11-30,1,active7,percent,", StringComparison.Ordinal) && line[^1] != ',');
        Assert.Contains(lines, line => line.StartsWith("group:group-4,\"'=HYPERLINK", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => line.Split(',')[^1] is var value && value.Length > 0 && !double.TryParse(value, CultureInfo.InvariantCulture, out _) && value != "value");

        var body = JsonDocument.Parse((await GetAsync(app, $"{Path}?scope=site:site-lyon&from=2026-11-01&to=2027-01-10&lang=en")).Text).RootElement;
        Assert.Equal("small", body.GetProperty("campaign").GetString());
        Assert.Equal("Connection rate", body.GetProperty("kpis").EnumerateArray().Single(kpi => kpi.GetProperty("id").GetString() == "connection").GetProperty("name").GetString());
        Assert.Equal("organisation", body.GetProperty("scopes")[0].GetProperty("scope").GetString());
        var days = body.GetProperty("scopes")[1].GetProperty("days").EnumerateArray().ToDictionary(day => day.GetProperty("day").GetString()!);
        Assert.Equal(JsonValueKind.Null, days["2026-11-06"].GetProperty("values").GetProperty("active7").ValueKind);
        Assert.Equal("Users", days["2026-11-06"].GetProperty("gaps")[0].GetString(), ignoreCase: true);
        Assert.Equal(2, days["2027-01-05"].GetProperty("version").GetInt32());
        Assert.False(days.ContainsKey("2026-12-28"));
        Assert.True(body.GetProperty("scopes").EnumerateArray().Single(scope => scope.GetProperty("scope").GetString() == "site:site-brest").GetProperty("hidden").GetBoolean());
        Assert.Contains(body.GetProperty("events").EnumerateArray(), one => one.GetProperty("name").GetString() == "Quiz de l’Avent");
        Assert.Equal("2027-03-08", body.GetProperty("latest").GetProperty("day").GetString());
    }

    [Fact]
    public async Task A_year_of_five_hundred_scopes_takes_three_requests_and_less_than_400_KB()
    {
        await using var app = await DashboardScene.StartAsync(azurite.NewAccount());
        var groups = Enumerable.Range(0, 488).Select(i => new ScopeCounts(new(ScopeKind.Group, $"many-{i:000}"), new($"Groupe des métiers {i}", $"Crafts {i}"), DashboardScene.Of(DashboardScene.Last).Scopes[^1].Counts)).ToList();
        var last = DashboardScene.Of(DashboardScene.Last);
        Assert.True(await app.Get<SnapshotStore>().TryKeepAsync("small", last with { Scopes = [.. last.Scopes, .. groups] }, null, default));

        // The others' rows of the year lie beside: what a range does not touch costs nothing.
        await Parallel.ForEachAsync(Enumerable.Range(1, KpiReader.MostDays - 1), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (back, token) =>
            await app.Get<KpisTable>().WriteAsync("small", DashboardScene.Of(DashboardScene.Last.AddDays(-back)), token));
        await GetAsync(app, Path);

        foreach (var (query, most) in new[] { ("", 2), ("?scope=site:site-lyon", 3), ("?scope=site:site-lyon&format=csv", 3), ("?scope=group:many-007&from=2025-03-10", 3), ("?scope=site:site-lyon&from=2025-03-11", 3) })
        {
            var before = app.Requests;
            var (status, text, _) = await GetAsync(app, Path + query, "text/html");
            Assert.Equal((200, most), (status, (int)(app.Requests - before)));
            Assert.InRange(query.Contains("csv", StringComparison.Ordinal) ? 0 : Encoding.UTF8.GetByteCount(text), 0, 400 * 1024);
        }
    }

    [Theory]
    [InlineData("?scope=town:lyon&from=2026-02-31&to=soon&lang=de&format=xml", "scope is", "from is a day", "to is a day", "lang is", "format is")]
    [InlineData("?scope=site:&from=05/10/2026", "scope is", "from is a day")]
    [InlineData("?from=2027-01-02&to=2027-01-01", "from (2027-01-02) comes after to (2027-01-01)")]
    [InlineData("?from=2020-01-01&to=2027-01-01", "at most 731 days apart: take from=2025-01-01")]
    [InlineData("?from=0001-01-01", "from is a day")]
    [InlineData("?to=9999-12-31", "to is a day")]
    public async Task What_cannot_be_understood_is_named_all_of_it(string query, params string[] says)
    {
        await using var app = await DashboardScene.StartAsync(azurite.NewAccount());

        var (status, text, _) = await GetAsync(app, Path + query, "text/html");

        Assert.Equal(400, status);
        var detail = JsonDocument.Parse(text).RootElement.GetProperty("detail").GetString()!;
        Assert.All(says, one => Assert.Contains(one, detail, StringComparison.Ordinal));
        Assert.Equal(says.Length, detail.Split(". ").Length);
    }

    [Fact]
    public async Task Before_the_first_figures_and_for_scopes_that_there_are_not_it_says_so()
    {
        await using var app = await DashboardScene.StartAsync(azurite.NewAccount());
        Assert.Equal(404, (await GetAsync(app, Path)).Status);
        var (status, html, _) = await GetAsync(app, Path, "text/html");
        Assert.Equal(404, status);
        Assert.Contains("Pas encore de chiffres", html, StringComparison.Ordinal);

        await DashboardScene.KeepAsync(app, DashboardScene.Last);
        var (missing, text, _) = await GetAsync(app, $"{Path}?scope=site:site-rome");
        Assert.Equal(404, missing);
        Assert.Contains("site:site-lyon", JsonDocument.Parse(text).RootElement.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal(404, (await GetAsync(app, $"{Path}?campaign=nowhere")).Status);
        Assert.Equal(200, (await GetAsync(app, $"{Path}?from=2026-01-01&to=2026-06-01")).Status);
        Assert.Equal(200, (await GetAsync(app, $"{Path}?from=2026-01-01&to=2026-06-01", "text/html")).Status);
    }

    [Theory]
    [InlineData("it", 200)]
    [InlineData("community", 200)]
    [InlineData("leadership", 200)]
    [InlineData("cook", 403)]
    [InlineData(null, 401)]
    public async Task Only_a_role_lets_in(string? role, int status)
    {
        await using var app = await DashboardScene.StartAsync(azurite.NewAccount());
        await DashboardScene.KeepAsync(app, DashboardScene.Last);

        Assert.Equal(status, (await GetAsync(app, Path, role: role, key: null)).Status);
    }

    [Fact]
    public async Task Or_the_link_of_a_digest_for_its_campaign_and_two_months()
    {
        await using var app = await DashboardScene.StartAsync(azurite.NewAccount());
        await DashboardScene.KeepAsync(app, DashboardScene.Last);
        var link = app.Get<DashboardLinks>().For("small", app.World.Clock.GetUtcNow())!;
        Assert.StartsWith("https://adoption.example/api/dashboard?t=", link, StringComparison.Ordinal);
        var path = new Uri(link).PathAndQuery;

        var (status, html, _) = await GetAsync(app, $"{path}&campaign=other", "text/html", key: null);
        Assert.Equal(200, status);
        var page = await ParseAsync(html);
        Assert.All(page.QuerySelectorAll("a[href^='/api/dashboard']"), one => Assert.Contains("t=", one.GetAttribute("href"), StringComparison.Ordinal));
        Assert.Equal(200, (await GetAsync(app, page.QuerySelector("a[href*=csv]")!.GetAttribute("href")!, key: null)).Status);

        var (wrong, note, _) = await GetAsync(app, path[..^1] + (path[^1] == 'A' ? 'B' : 'A'), "text/html", key: null);
        Assert.Equal(404, wrong);
        Assert.Contains("n’est plus valable", (await ParseAsync(note)).Body!.TextContent, StringComparison.Ordinal);
        var old = app.Get<DashboardLinks>().For("small", app.World.Clock.GetUtcNow().AddDays(-1 - DashboardLinks.DaysGood))!;
        Assert.Equal(404, (await GetAsync(app, new Uri(old).PathAndQuery, key: null)).Status);
        var lastDay = app.Get<DashboardLinks>().For("small", app.World.Clock.GetUtcNow().AddDays(-DashboardLinks.DaysGood))!;
        Assert.Equal(200, (await GetAsync(app, new Uri(lastDay).PathAndQuery, key: null)).Status);
    }

    private static int SegmentsOf(IElement path) => path.GetAttribute("d")!.Count(letter => letter == 'M');

    private static IElement? SectionOf(IHtmlDocument page, string id) => page.GetElementById(id)?.Closest("section");

    private static IElement RowOf(IHtmlDocument page, string name) =>
        page.QuerySelectorAll("tbody tr").First(row => row.QuerySelector("th")?.TextContent.Trim() == name);

    private static Task<IHtmlDocument> ParseAsync(string html) => new HtmlParser().ParseDocumentAsync(html);

    private static async Task<(int Status, string Text, Dictionary<string, string> Headers)> GetAsync(
        AppTest app, string path, string accept = "application/json", string? role = null, string? key = SandboxApp.FunctionKey)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(new("http://sandbox"), path));
        request.Headers.Add("Accept", accept);
        if (role is not null)
        {
            request.Headers.Add("X-MS-CLIENT-PRINCIPAL", Convert.ToBase64String(Encoding.UTF8.GetBytes(
                $$"""{ "claims": [ { "typ": "oid", "val": "7" }, { "typ": "roles", "val": "{{role}}" } ] }""")));
        }
        else if (key is not null)
        {
            request.Headers.Add("x-functions-key", key);
        }

        using var answer = await app.World.Host.SendAsync(request, default);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(), answer.Headers.Concat(answer.Content.Headers)
            .ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase));
    }
}
