using System.Globalization;
using System.Text;
using AdoptionAutomation.Digests.Editions;
using AdoptionAutomation.Digests.Mails;
using AdoptionAutomation.Digests.Writing;
using AdoptionAutomation.Mail;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace AdoptionAutomation.Tests.Functions.Digests.Mails;

public sealed class DigestMailTests
{
    /// <summary>Gmail cuts off what is longer than 102 KB.</summary>
    private const int Longest = 90 * 1024;

    public static TheoryData<int, DigestAudience, string> Digests
    {
        get
        {
            var all = new TheoryData<int, DigestAudience, string>();
            foreach (var (week, i) in new[] { 2, 8, 14, 24, 26 }.Select((week, i) => (week, i)))
            {
                foreach (var audience in DigestAudiences.All)
                {
                    all.Add(week, audience, (i + (int)audience) % 2 == 0 ? "fr" : "en");
                }
            }

            return all;
        }
    }

    [Theory]
    [MemberData(nameof(Digests))]
    public async Task It_survives_what_mail_programs_do(int week, DigestAudience audience, string language)
    {
        var letter = await WriteAsync(week, audience, language);
        var page = new HtmlParser().ParseDocument(letter.Html);

        Assert.True(Encoding.UTF8.GetByteCount(letter.Html) < Longest);
        Assert.Equal(language, page.DocumentElement.GetAttribute("lang"));
        Assert.Empty(page.QuerySelectorAll("img, script, svg, div[style*=flex], form"));
        Assert.Single(page.QuerySelectorAll("h1"));
        Assert.All(page.QuerySelectorAll("table"), table => Assert.True(table.GetAttribute("role") == "presentation" || table.QuerySelector("th") is not null));
        Assert.DoesNotContain(page.QuerySelectorAll("[style*='position:'], [style*='grid'], [style*='var(']"), _ => true);
    }

    [Theory]
    [MemberData(nameof(Digests))]
    public async Task Nobody_is_in_it(int week, DigestAudience audience, string language)
    {
        var letter = await WriteAsync(week, audience, language);
        var settings = (await DigestScene.CampaignAsync()).Settings;

        foreach (var contact in settings.DigestRecipients.Concat(settings.CommunityManagers).Concat(settings.ItContacts).Append(settings.Sponsor))
        {
            Assert.DoesNotContain(contact.Name, letter.Html + letter.Text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(contact.Mail, letter.Html + letter.Text, StringComparison.OrdinalIgnoreCase);
        }

        Assert.DoesNotContain("@lumen.example", letter.Html, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Digests))]
    public async Task The_text_says_all_that_the_html_says(int week, DigestAudience audience, string language)
    {
        var facts = await DigestScene.FactsAsync(week);
        var content = DigestContent.Of(facts, audience, language);
        var text = (await WriteAsync(week, audience, language)).Text;

        Assert.All(
            [
                content.Headline, content.Title, content.Advice.Decision, content.Why, .. content.Notes, .. content.Method, .. content.References,
                .. content.Changes.Select(one => one.Text), .. content.Objectives.Select(one => one.Detail), .. content.Sites.Select(one => one.Text),
                .. content.Rising.Concat(content.Falling).Select(one => one.Text), .. content.Numbers.Select(one => one.Value),
                .. content.Trend?.Marks ?? [], .. content.Advice.Drafts.Select(one => one.Worry),
            ],
            part => Assert.Contains(part, text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_the_columns_show_stands_under_them_as_numbers()
    {
        var trend = DigestTrend.Of(await DigestScene.FactsAsync(14), new("en"))!;
        var page = await PageAsync(14, DigestAudience.Leadership, "en");

        var numbers = page.QuerySelectorAll("caption").Single().Closest("table")!.QuerySelector("tr")!.Children.Select(cell => cell.TextContent);

        Assert.Equal(trend.Weeks.Select(week => Math.Round(week.Value!.Value).ToString(CultureInfo.InvariantCulture)), numbers);
    }

    [Fact]
    public async Task Community_managers_paste_a_post_as_it_stands()
    {
        var entry = (await PageAsync(14, DigestAudience.Community, "fr")).QuerySelector("pre")!.TextContent;

        Assert.Equal("concours-du-creux", System.Text.Json.JsonDocument.Parse(entry).RootElement.GetProperty("id").GetString());
    }

    [Theory]
    [InlineData(DigestAudience.Leadership, "One worry")]
    [InlineData(DigestAudience.Sponsor, "One decision")]
    public async Task The_sponsor_reads_the_decision_first(DigestAudience audience, string first)
    {
        var page = await PageAsync(14, audience, "en");

        Assert.Equal(first, page.QuerySelector(".d-worry strong, .d-decision strong")!.TextContent);
    }

    [Fact]
    public async Task Leadership_reads_no_drafts_and_no_jargon()
    {
        var text = (await WriteAsync(14, DigestAudience.Leadership, "en")).Text;

        Assert.DoesNotContain("NPS", text, StringComparison.Ordinal);
        Assert.DoesNotContain("KPI", text, StringComparison.Ordinal);
        Assert.DoesNotContain("content-calendar.json", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Its_colours_can_be_read_by_day_and_by_night(bool night)
    {
        var palette = night ? DigestColours.Night : DigestColours.Day;

        string[] grounds = [palette.Card, palette.WorryBack, palette.DecisionBack];
        Assert.All(grounds, ground => Assert.True(Contrast(palette.Text, ground) >= 7, $"text on {ground}"));
        Assert.All(grounds, ground => Assert.True(Contrast(palette.Muted, ground) >= 4.5, $"muted on {ground}"));
        Assert.All((string[])[palette.Good, palette.Bad, palette.Bar], word => Assert.True(Contrast(word, palette.Card) >= 4.5, $"{word} on the card"));
        Assert.All((string[])[palette.Bar, palette.Inside, palette.Edge, palette.Good, palette.Bad], bar => Assert.True(Contrast(bar, palette.Card) >= 3, $"{bar} on the card"));
        Assert.All((string[])[palette.Bar, palette.Good, palette.Bad], bar => Assert.True(Contrast(bar, palette.Track) >= 3, $"{bar} on the track"));
        Assert.True(Contrast(palette.Text, palette.Track) >= 7);
    }

    /// <summary>WCAG 2: relative luminance of sRGB.</summary>
    private static double Contrast(string one, string other)
    {
        var (first, second) = (Luminance(one), Luminance(other));
        return (Math.Max(first, second) + 0.05) / (Math.Min(first, second) + 0.05);

        static double Luminance(string colour)
        {
            var parts = Enumerable.Range(0, 3).Select(i => int.Parse(colour.AsSpan(1 + (2 * i), 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255d)
                .Select(part => part <= 0.04045 ? part / 12.92 : Math.Pow((part + 0.055) / 1.055, 2.4)).ToList();
            return (0.2126 * parts[0]) + (0.7152 * parts[1]) + (0.0722 * parts[2]);
        }
    }

    private static async Task<IHtmlDocument> PageAsync(int week, DigestAudience audience, string language) =>
        new HtmlParser().ParseDocument((await WriteAsync(week, audience, language)).Html);

    private static async Task<DigestLetter> WriteAsync(int week, DigestAudience audience, string language)
    {
        await using var services = new ServiceCollection().AddLogging().BuildServiceProvider();
        return await new DigestTexts(new Pages(services, NullLoggerFactory.Instance)).WriteAsync(await DigestScene.FactsAsync(week), audience, language);
    }
}
