using System.Text;
using System.Text.Json;
using AdoptionAutomation.Sandbox.App;
using AdoptionAutomation.Surveys.Rounds;
using AdoptionAutomation.Tests.Functions.Browsing;
using AdoptionAutomation.Tests.Functions.Waves.Activation;
using AdoptionAutomation.Tests.Sandbox.Storage;
using AdoptionAutomation.Tests.Sandbox.Tenant;
using AngleSharp.Html.Parser;

namespace AdoptionAutomation.Tests.Functions.Surveys.Figures;

public sealed class ShowSurveyResultsTests(AzuriteFixture azurite, Browser browser) : IClassFixture<AzuriteFixture>, IClassFixture<Browser>
{
    private const string Path = "/api/surveys/pulse/results";

    [Fact]
    public async Task Results_are_JSON_a_page_or_CSV_of_one_read_for_all_who_may_see_them()
    {
        await using var app = await StartAsync();
        Assert.Equal(404, (await GetAsync(app, Path)).Status);
        await ResultsScene.ReleaseAsync(app.World.Host.Services);

        var before = app.Requests;
        var (status, text, _) = await GetAsync(app, Path, role: "leadership");
        Assert.Equal((200, 1), (status, app.Requests - before));
        var figures = JsonDocument.Parse(text).RootElement;
        Assert.Equal(["2026-06", "2026-07", "2026-08", "2026-09"], figures.GetProperty("rounds").EnumerateArray().Select(round => round.GetProperty("round").GetString()));
        var cells = figures.GetProperty("rounds")[1].GetProperty("cells").EnumerateArray().ToList();
        Assert.All(cells, cell => Assert.False(cell.TryGetProperty("respondents", out _)));
        Assert.Equal("fewerThan5", cells[0].GetProperty("hidden").GetString());
        Assert.Equal("fewerThan5", Cell(figures.GetProperty("rounds")[3], "site", "Brest").GetProperty("hidden").GetString());

        before = app.Requests;
        var (_, html, headers) = await GetAsync(app, Path, "text/html", "leadership");
        Assert.Equal(1, app.Requests - before);
        Assert.Contains("default-src 'none'", headers["Content-Security-Policy"], StringComparison.Ordinal);
        var page = await new HtmlParser().ParseDocumentAsync(html);
        Assert.Equal("fr", page.DocumentElement.GetAttribute("lang"));
        Assert.Empty(page.QuerySelectorAll("script,link,img,[style],form"));
        Assert.Contains(ResultsScene.Script, page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("moins de cinq", page.QuerySelectorAll(".heat tr").Single(row => row.TextContent.Contains("Brest", StringComparison.Ordinal)).TextContent, StringComparison.Ordinal);
        Assert.NotNull(page.QuerySelector(".trend .gap"));
        Assert.Contains("Première", page.Body.TextContent, StringComparison.Ordinal);

        var (_, english, _) = await GetAsync(app, $"{Path}?lang=en&round=2026-07", "text/html");
        Assert.Contains("fewer than 5", english, StringComparison.Ordinal);
        Assert.Equal(404, (await GetAsync(app, $"{Path}?round=2020-01")).Status);
        Assert.Equal(404, (await GetAsync(app, "/api/surveys/..%2Fother/results")).Status);
        Assert.Equal(403, (await GetAsync(app, "/api/surveys/pulse/candidates", role: "leadership")).Status);
        Assert.Equal(403, (await GetAsync(app, "/api/surveys/pulse/candidates", role: "community")).Status);
    }

    [Fact]
    public async Task The_CSV_has_every_text_and_nothing_that_a_spreadsheet_would_run()
    {
        await using var app = await StartAsync();
        await ResultsScene.ReleaseAsync(app.World.Host.Services);

        var (status, csv, headers) = await GetAsync(app, $"{Path}?format=csv&round=2026-09");
        var lines = csv.Trim('\uFEFF').Split("\r\n", StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal((200, "text/csv; charset=utf-8"), (status, headers["Content-Type"]));
        Assert.StartsWith("survey,round,closed,scope,site,wave,group,question,about,measure,choice,value,hidden", lines[0], StringComparison.Ordinal);
        var texts = lines.Where(line => line.Contains(",text,", StringComparison.Ordinal)).ToList();
        Assert.InRange(texts.Count, 201, 400);
        Assert.Contains(texts, line => line.Contains("'=HYPERLINK", StringComparison.Ordinal));
        Assert.DoesNotContain(lines.SelectMany(line => line.Split(',')), field => field.TrimStart('"').Length > 0 && "=+@\t".Contains(field.TrimStart('"')[0], StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains(",nps,,-", StringComparison.Ordinal) || line.Contains(",nps,,", StringComparison.Ordinal));
        Assert.Contains("pulse,2026-09,", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Candidates_are_those_who_said_so_with_their_name_and_are_still_there()
    {
        await using var app = await StartAsync();
        var person = ActivityWorld.Staff(app).First();
        var survey = SurveyWorld.Survey with
        {
            Id = "before",
            Questions =
            [
                SurveyWorld.Survey.Questions[0] with { Id = "help", Required = false, Named = SurveyWorld.Text("Votre nom est gardé.", "Your name is kept.") },
                .. SurveyWorld.Survey.Questions,
            ],
        };
        var round = SurveyWorld.Round(survey: survey);
        await app.Get<RoundsTable>().TryWriteAsync(SurveyWorld.Campaign, round, default);
        var (links, left) = (app.Get<LinksTable>(), Guid.NewGuid().ToString());
        foreach (var (id, site) in new[] { (person.Id.ToString(), "=Lyon"), (left, "Nantes") })
        {
            await links.AddAsync(SurveyWorld.Campaign, round.Id, [new(id, "", "", "fr") { Place = new(site, "first", []) }], default);
            var link = await links.FindAsync(SurveyWorld.Campaign, round.Id, id, default);
            await links.SpendAsync(SurveyWorld.Campaign, round.Id, link!, [1], new Dictionary<string, string>(StringComparer.Ordinal) { ["help"] = "daily" }, default);
        }

        var (_, json, _) = await GetAsync(app, "/api/surveys/before/candidates", role: "it");
        var candidate = Assert.Single(JsonDocument.Parse(json).RootElement.GetProperty("candidates").EnumerateArray());
        Assert.Equal((person.Id.ToString(), person.Mail, "Chaque jour"), (Of("person"), Of("mail"), Of("answer")));
        Assert.Contains(' ', Of("name")!);

        var (_, csv, _) = await GetAsync(app, "/api/surveys/before/candidates?format=csv", role: "it");
        Assert.Contains($"{person.Mail},\"'=Lyon\",help,Chaque jour", csv, StringComparison.Ordinal);

        string? Of(string name) => candidate.GetProperty(name).GetString();
    }

    /// <summary>With the environment variable <c>ADOPTION_PICTURES</c> it also takes the picture of the docs.</summary>
    [BrowserTheory]
    [InlineData("", 1100)]
    [InlineData("&lang=en", 390)]
    public async Task The_page_fits_its_width(string query, int width)
    {
        await using var app = await StartAsync();
        await ResultsScene.ReleaseAsync(app.World.Host.Services, withMischief: false);

        var page = await browser.OpenAsync(app, $"{Path}?round=2026-09{query}", width);

        Assert.True(await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth") <= width, "It scrolls sideways.");
        Assert.Equal(0, await page.EvaluateAsync<int>("() => [...document.querySelectorAll('svg.meter')].filter(e => e.closest('details') === null && e.getBoundingClientRect().width < 40).length"));
        if (Environment.GetEnvironmentVariable("ADOPTION_PICTURES") is { Length: > 0 } folder)
        {
            await page.ScreenshotAsync(new() { Path = System.IO.Path.Combine(folder, $"survey-results-{width}.png"), FullPage = true });
        }

        await page.CloseAsync();
    }

    private Task<AppTest> StartAsync() => AppTest.StartAsync(
        azurite.NewAccount(), TenantHost.Calm, settings: new Dictionary<string, string?>(StringComparer.Ordinal) { ["Access:TrustClientPrincipal"] = "true" });

    private static JsonElement Cell(JsonElement round, string scope, string site) => round.GetProperty("cells").EnumerateArray()
        .Single(cell => cell.GetProperty("scope").GetString() == scope && cell.TryGetProperty("site", out var name) && name.GetString() == site);

    private static async Task<(int Status, string Text, Dictionary<string, string> Headers)> GetAsync(AppTest app, string path, string accept = "application/json", string? role = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(new("http://sandbox"), path));
        request.Headers.Add("Accept", accept);
        if (role is null)
        {
            request.Headers.Add("x-functions-key", SandboxApp.FunctionKey);
        }
        else
        {
            var principal = JsonSerializer.Serialize(new { claims = new[] { new { typ = "oid", val = "someone" }, new { typ = "roles", val = role } } });
            request.Headers.Add("X-MS-CLIENT-PRINCIPAL", Convert.ToBase64String(Encoding.UTF8.GetBytes(principal)));
        }

        using var answer = await app.World.Host.SendAsync(request, default);
        var headers = answer.Headers.Concat(answer.Content.Headers).ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(), headers);
    }
}
