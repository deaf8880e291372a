using System.Security.Cryptography;
using System.Text;
using AdoptionAutomation.Sandbox.App;
using AdoptionAutomation.Tests.Sandbox.Storage;
using AngleSharp.Html.Parser;

namespace AdoptionAutomation.Tests.Functions.Groups.Readiness;

public sealed class ShowReadinessTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    /// <summary>The site of Nantes has a group; its ambassador comes with a wave, by a CSV file.</summary>
    private const string Site = """
        , "membersFrom": { "attributes": [ { "attribute": "city", "in": ["SITE"] } ] }
        """;

    [Fact]
    public async Task Findings_score_and_practices_are_told_as_json()
    {
        await using var app = await AppTest.StartAsync(azurite.NewAccount());

        var (status, body) = await app.CallAsync(HttpMethod.Get, "/api/readiness?wave=second");

        Assert.Equal((200, "second"), (status, body.GetProperty("wave").GetString()));
        var first = body.GetProperty("findings")[0];
        Assert.Equal(("error", "groupMissing"), (first.GetProperty("severity").GetString(), first.GetProperty("code").GetString()));
        Assert.InRange(body.GetProperty("score").GetInt32(), 1, 99);
        Assert.DoesNotContain("@", body.GetRawText(), StringComparison.Ordinal);
        Assert.Equal(404, (await app.CallAsync(HttpMethod.Get, "/api/readiness?wave=third")).Status);
        Assert.Equal(401, (await app.CallAsync(HttpMethod.Get, "/api/readiness", key: null)).Status);
    }

    [Fact]
    public async Task A_browser_gets_a_page_that_runs_nothing_and_says_in_words_what_colours_say()
    {
        await using var app = await AppTest.StartAsync(azurite.NewAccount());
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("http://sandbox/api/readiness"));
        request.Headers.Add("x-functions-key", SandboxApp.FunctionKey);
        request.Headers.Add("Accept", "text/html");

        using var answer = await app.World.Host.SendAsync(request, default);

        var page = await new HtmlParser().ParseDocumentAsync(await answer.Content.ReadAsStringAsync());
        Assert.Equal("text/html", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("fr", page.DocumentElement.GetAttribute("lang"));
        Assert.Empty(page.QuerySelectorAll("script, [style], [onclick], img, link"));
        var hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(page.QuerySelector("style")!.TextContent)));
        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.StartsWith($"default-src 'none'; style-src 'sha256-{hash}'", policy, StringComparison.Ordinal);
        Assert.All(page.QuerySelectorAll("li.error strong"), item => Assert.Contains("Bloquant", item.TextContent, StringComparison.Ordinal));
        Assert.NotEmpty(page.QuerySelectorAll("li.error"));
        Assert.Contains("P1", page.QuerySelector("tbody th")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_audience_that_was_deleted_in_Entra_is_a_gap_and_no_failure()
    {
        var campaign = new SmallCampaign
        {
            Groups = """
                {
                  "templates": [ { "id": "site", "kind": "place", "visibility": "public" }, { "id": "friends", "kind": "ambassadors", "visibility": "private" } ],
                  "groups": [
                    { "id": "everybody", "template": "site", "name": "Here", "objective": "The site.", "owners": ["paul.lefevre@lumen.example"],
                      "membersFrom": { "attributes": [ { "attribute": "city", "in": ["Nowhere"] } ] } },
                    { "id": "few", "template": "friends", "name": "Friends", "objective": "Know each other.", "owners": ["paul.lefevre@lumen.example"],
                      "membersFrom": { "entraGroup": "6c3f1a9e-0000-4000-8000-000000000001" } }
                  ]
                }
                """,
        };
        await using var app = await AppTest.StartAsync(azurite.NewAccount(), campaign: campaign);

        var (status, body) = await app.CallAsync(HttpMethod.Get, "/api/readiness");

        Assert.Equal(200, status);
        Assert.Contains("404", body.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sites_without_an_ambassador_are_found_through_the_directory()
    {
        var campaign = new SmallCampaign
        {
            Groups = """
                {
                  "templates": [ { "id": "site", "kind": "place", "visibility": "public" }, { "id": "friends", "kind": "ambassadors", "visibility": "private" } ],
                  "groups": [
                    { "id": "everybody", "template": "site", "name": "Here", "objective": "The site.", "owners": ["paul.lefevre@lumen.example"] SITE },
                    { "id": "few", "template": "friends", "name": "Friends", "objective": "Know each other.", "owners": ["paul.lefevre@lumen.example"] }
                  ]
                }
                """,
            Csv = "mail\nclaire.fontaine@lumen.example\n",
        };
        string city;
        await using (var probe = await AppTest.StartAsync(azurite.NewAccount(), campaign: campaign with { Groups = campaign.Groups.Replace("SITE", "", StringComparison.Ordinal) }))
        {
            var users = probe.Get<AdoptionAutomation.Graph.DirectoryUsers>();
            city = (await users.FindAsync(["claire.fontaine@lumen.example"], default)).Values.Single().City!;
        }

        Assert.DoesNotContain("siteWithoutAmbassador", await FindingsAsync(city), StringComparison.Ordinal);
        Assert.Contains("siteWithoutAmbassador", await FindingsAsync("Nowhere"), StringComparison.Ordinal);

        async Task<string> FindingsAsync(string site)
        {
            var rule = Site.Replace("SITE", site, StringComparison.Ordinal);
            await using var app = await AppTest.StartAsync(
                azurite.NewAccount(), campaign: campaign with { Groups = campaign.Groups.Replace("SITE", rule, StringComparison.Ordinal) });
            var (status, body) = await app.CallAsync(HttpMethod.Get, "/api/readiness");
            Assert.Equal(200, status);
            return body.GetProperty("findings").GetRawText();
        }
    }
}
