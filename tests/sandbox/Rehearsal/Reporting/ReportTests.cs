using System.Security.Cryptography;
using System.Text;
using AngleSharp.Dom;

namespace AdoptionAutomation.Tests.Sandbox.Rehearsal.Reporting;

public class ReportTests
{
    [Theory]
    [InlineData("fr", "Rien n’est perdu", "Ce qu’il faut changer")]
    [InlineData("en", "Nothing lost", "What to change")]
    public async Task It_says_the_verdict_in_the_campaigns_language(string language, string verdict, string findings)
    {
        await using var scene = await ReportScene.StartAsync(language);
        using var page = await scene.ParseAsync();

        Assert.Equal(language, page.DocumentElement.GetAttribute("lang"));
        Assert.Contains(verdict, page.QuerySelector(".verdict.holds")!.TextContent, StringComparison.Ordinal);
        Assert.Contains(findings, page.QuerySelector("#findings h2")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("--employees 1000 --weeks 10 --seed 42 --faults mild", page.QuerySelector(".command")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_proof_that_does_not_hold_is_said_first_and_its_findings_are_listed()
    {
        await using var scene = await ReportScene.StartAsync("en", ["Lost: person 1 of wave pilote: no welcome."]);
        using var page = await scene.ParseAsync();

        Assert.Contains("The proof does not hold", page.QuerySelector(".verdict.fails")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Lost: person 1 of wave pilote", page.QuerySelector("#proof .list")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_number_of_the_proof_leads_to_its_list()
    {
        await using var scene = await ReportScene.StartAsync();
        using var page = await scene.ParseAsync();
        var links = page.QuerySelectorAll("table.proof a").Select(link => link.GetAttribute("href")!).ToList();

        Assert.NotEmpty(links);
        Assert.All(links, link => Assert.NotNull(page.QuerySelector(link)));
        Assert.Contains("la boîte n’existe pas", page.QuerySelector("#mails-2")!.NextElementSibling!.TextContent, StringComparison.Ordinal);
        Assert.Contains("reminder-1", page.QuerySelector("#mails-3")!.NextElementSibling!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_held_wave_is_in_its_week_and_among_the_findings_with_the_field_to_change()
    {
        await using var scene = await ReportScene.StartAsync();
        using var page = await scene.ParseAsync();

        Assert.Contains("est retenue", page.QuerySelector("#weeks .hold")!.TextContent, StringComparison.Ordinal);
        Assert.Matches(@"waves\.json:\d+:\d+ waves\[2\]\.gate\.activation", page.QuerySelector("#findings")!.TextContent);
    }

    [Fact]
    public async Task It_needs_nothing_but_itself_and_its_policy_allows_nothing_else()
    {
        await using var scene = await ReportScene.StartAsync();
        using var page = await scene.ParseAsync();
        var policy = page.QuerySelector("meta[http-equiv]")!.GetAttribute("content")!;

        Assert.Empty(page.QuerySelectorAll("link, img, script[src], iframe[src], [onclick], [style]"));
        Assert.StartsWith("default-src 'none'; ", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe-inline", policy.Replace("style-src-attr 'unsafe-inline'", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains(HashOf(page.QuerySelector("script:not([type])")!.TextContent), policy, StringComparison.Ordinal);
        Assert.Contains(HashOf(page.QuerySelector("style")!.TextContent), policy, StringComparison.Ordinal);
        Assert.Contains(HashOf("p{color:rgb(1, 2, 3)}"), policy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mails_of_one_content_are_kept_once_with_what_is_each_recipients_own()
    {
        await using var scene = await ReportScene.StartAsync();
        var archive = await scene.ArchiveAsync();

        Assert.Equal(2, archive["contents"]!.AsArray().Count);
        var items = archive["items"]!.AsArray();
        Assert.Equal(41, items.Count);
        Assert.Equal(scene.Host.Tenant.Log.Mails.Select(mail => mail.To), items.Take(40).Select(item => item![6]!.ToString()));
        Assert.Equal(scene.Host.Tenant.Log.Mails[0].Html, archive["contents"]![0]![1]!.ToString().Replace("-name-", items[0]![9]!["-name-"]!.ToString(), StringComparison.Ordinal));
        Assert.Contains("<strong>mardi</strong>", archive["contents"]![1]![1]!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_timeline_is_the_same_byte_for_byte_and_tells_when_waves_opened()
    {
        await using var one = await ReportScene.StartAsync();
        await using var other = await ReportScene.StartAsync();
        var text = await File.ReadAllTextAsync(Path.Combine(one.Folder.FullName, "timeline.json"));

        Assert.Equal(text, await File.ReadAllTextAsync(Path.Combine(other.Folder.FullName, "timeline.json")));
        var timeline = AdoptionAutomation.Sandbox.Rehearsal.Reporting.Timeline.Parse(text);
        Assert.Equal([(14, 0), (21, 0), (null, 1)], timeline.Waves.Select(wave => (wave.Opened?.Day, wave.DaysHeld)));
        Assert.Equal([0, 40, 40], timeline.Weeks.Take(3).Select(week => week.Invited));
    }

    private static string HashOf(string text) => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}'";
}
