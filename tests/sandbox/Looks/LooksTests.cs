using System.Text.Json.Nodes;
using AdoptionAutomation.Calendar.Channels.Cards;
using AdoptionAutomation.Calendar.Composing;
using AdoptionAutomation.Mail;
using AdoptionAutomation.Sandbox.Looks;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace AdoptionAutomation.Tests.Sandbox.Looks;

public sealed class LooksTests
{
    private static readonly Func<string, string?> Ours = address => address.StartsWith("https://ours.example/", StringComparison.Ordinal) ? "data:image/png;base64,AAAA" : null;

    [Fact]
    public async Task A_card_of_the_app_shows_its_titles_text_people_and_buttons_in_every_language()
    {
        var card = await DrawAsync(new TeamsCard(
            [
                new("fr", "Bonjour *à* tous", CardText.Of("Un **mot** et\n\n- un\n- [deux](https://example.com/a)\n\n<b>pas</b> # plus"), [new("Lire", "https://example.com/lire")]),
                new("en", "Hello", CardText.Of("A word"), [new("Read", "https://example.com/lire")]),
            ],
            "https://ours.example/p.png",
            "Une équipe",
            "Zoé Martin, sponsor",
            [new("Ana Lopez", "ana@example.com")]));

        Assert.Equal("fr", card.GetAttribute("lang"));
        Assert.Equal("Bonjour *à* tous", card.QuerySelector(".look-size-large")!.TextContent.Trim());
        Assert.Equal("mot", card.QuerySelector("strong")!.TextContent);
        Assert.Equal(["un", "deux"], card.QuerySelectorAll("li").Select(item => item.TextContent.Trim()));
        Assert.Contains("<b>pas</b> # plus", card.TextContent, StringComparison.Ordinal);
        Assert.Equal("Une équipe", card.QuerySelector("img[src^='data:']")!.GetAttribute("alt"));
        Assert.Equal("Ana Lopez", card.QuerySelector(".look-mention")!.TextContent);
        Assert.Contains("A word", card.QuerySelector("[lang=en]")!.TextContent, StringComparison.Ordinal);
        var button = card.QuerySelector(".look-actions a")!;
        Assert.Equal(("Lire / Read", "https://example.com/lire"), (button.TextContent, button.GetAttribute("href")));
        Assert.Empty(card.QuerySelectorAll(".look-unknown"));
    }

    [Fact]
    public async Task Facts_columns_and_nested_cards_are_drawn()
    {
        var card = await DrawAsync("""
            {"type":"AdaptiveCard","body":[
              {"type":"FactSet","facts":[{"title":"Lieu","value":"**Lyon**"}]},
              {"type":"ColumnSet","columns":[{"width":"auto","items":[{"type":"TextBlock","text":"a"}]},{"width":3,"items":[{"type":"TextBlock","text":"b"}]},{"width":"50","items":[]}]},
              {"type":"RichTextBlock","inlines":["plain ",{"type":"TextRun","text":"bold","weight":"Bolder"}]},
              {"type":"TextBlock","text":"hidden","isVisible":false}],
             "actions":[{"type":"Action.ShowCard","title":"More","card":{"type":"AdaptiveCard","body":[{"type":"TextBlock","text":"inside"}]}}]}
            """);

        Assert.Equal("Lyon", card.QuerySelector("dd strong")!.TextContent);
        Assert.Equal(["look-width-auto", "look-width-3", "look-width-6"], card.QuerySelectorAll(".look-column").Select(column => column.ClassList[1]));
        Assert.Equal("bold", card.QuerySelector(".look-weight-bolder")!.TextContent);
        Assert.Equal("inside", card.QuerySelector("details .look-text")!.TextContent.Trim());
        Assert.DoesNotContain("hidden", card.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"body":[{"type":"Input.Toggle","title":"x"}]}""", "Input.Toggle")]
    [InlineData("""{"body":[{"type":"Container","items":[{"type":"Table"}]}]}""", "Table")]
    [InlineData("""{"body":[{"text":"no type"}]}""", "?")]
    [InlineData("""{"body":["text"]}""", "?")]
    [InlineData("""{"body":[],"actions":[{"type":"Action.Toggle","title":"Go"}]}""", "Action.Toggle Go")]
    [InlineData("""{"body":[],"actions":[{"type":"Action.OpenUrl","title":"Go","url":"javascript:alert(1)"}]}""", "Action.OpenUrl Go")]
    public async Task What_is_not_known_is_named_in_its_place(string json, string named) =>
        Assert.Equal($"Card element not drawn: {named}", (await DrawAsync(json)).QuerySelector(".look-unknown")!.TextContent);

    [Theory]
    [InlineData("[go](javascript:alert(1))")]
    [InlineData("![x](https://elsewhere.example/p.png)")]
    [InlineData("<img src=x onerror=alert(1)>")]
    [InlineData("<at>Nobody</at>")]
    public async Task A_cards_text_brings_nothing_that_runs_or_is_fetched(string text)
    {
        var card = await DrawAsync(new JsonObject { ["body"] = new JsonArray(new JsonObject { ["type"] = "TextBlock", ["text"] = text }) }.ToJsonString());

        Assert.Empty(card.QuerySelectorAll("a, img, script, .look-mention"));
    }

    [Fact]
    public async Task A_picture_from_elsewhere_is_said_rather_than_fetched()
    {
        var card = await DrawAsync("""{"body":[{"type":"Image","url":"https://elsewhere.example/p.png","altText":"Two people"}]}""");

        Assert.Empty(card.QuerySelectorAll("img"));
        Assert.Equal("Two people", card.QuerySelector("[role=img]")!.GetAttribute("aria-label"));
    }

    [Fact]
    public async Task A_news_page_shows_its_text_and_pictures_and_names_other_parts()
    {
        var news = await RenderAsync<NewsLook>(
            """
            {"title":"Ouverture","canvasLayout":{"horizontalSections":[{"columns":[{"webparts":[
              {"webPartType":"d1d91016-032f-456d-98a4-721247c305e8","data":{"properties":{"altText":"Le site"},"serverProcessedContent":{"imageSources":[{"value":"https://ours.example/p.png"}]}}},
              {"innerHtml":"<h2 onclick=\"x()\">Bonjour</h2><script>x()</script><p style=\"color:red\">Un <strong>mot</strong> <a href=\"https://example.com\">là</a> <a href=\"javascript:x()\">ici</a></p><form><input></form>"},
              {"webPartType":"544dd15b-cf3c-441b-96da-004d5a8cea1d"}]}]}]}}
            """);

        Assert.Equal("Ouverture", news.QuerySelector("h3")!.TextContent);
        Assert.Equal("Le site", news.QuerySelector("img")!.GetAttribute("alt"));
        Assert.Equal("<h2>Bonjour</h2><p>Un <strong>mot</strong> <a href=\"https://example.com\" target=\"_blank\" rel=\"noopener noreferrer\">là</a> <a>ici</a></p>", news.QuerySelector(".look-part")!.InnerHtml);
        Assert.Equal("Web part not drawn: 544dd15b-cf3c-441b-96da-004d5a8cea1d", news.QuerySelector(".look-unknown")!.TextContent);
    }

    [Fact]
    public async Task A_mail_in_a_frame_keeps_its_looks_and_fetches_nothing()
    {
        var pages = new Pages(new ServiceCollection().BuildServiceProvider(), NullLoggerFactory.Instance);
        var html = await pages.RenderAsync<HtmlFrame>(
            ("Html", "<!DOCTYPE html><html><head><meta http-equiv=\"refresh\" content=\"0;url=https://elsewhere.example\"><style>p{color:red}</style></head><body style=\"margin:0\"><p>Hi \"you\"</p>"
                + "<img src=\"https://elsewhere.example/p.png\" srcset=\"https://elsewhere.example/q.png\" alt=\"A team\"><script>x()</script></body></html>"),
            ("Title", "A mail"),
            ("Picture", Ours));
        var frame = new HtmlParser().ParseDocument(html).QuerySelector("iframe")!;
        var inside = new HtmlParser().ParseDocument(frame.GetAttribute("srcdoc")!);

        Assert.DoesNotContain("allow-scripts", frame.GetAttribute("sandbox"), StringComparison.Ordinal);
        Assert.DoesNotContain("allow-same-origin", frame.GetAttribute("sandbox"), StringComparison.Ordinal);
        Assert.Equal(["meta", "base", "style"], inside.Head!.Children.Select(child => child.LocalName));
        Assert.StartsWith("default-src 'none'", inside.QuerySelector("meta")!.GetAttribute("content"), StringComparison.Ordinal);
        Assert.Equal("▨ A team", inside.QuerySelector(".look-alt")!.TextContent);
        Assert.Empty(inside.QuerySelectorAll("img, script"));
        Assert.Equal("margin:0", inside.Body!.GetAttribute("style"));
    }

    private static Task<IElement> DrawAsync(TeamsCard card) => DrawAsync(JsonNode.Parse(card.Write())!["attachments"]![0]!["content"]!.ToJsonString());

    private static Task<IElement> DrawAsync(string json) => RenderAsync<CardLook>(json);

    private static async Task<IElement> RenderAsync<TLook>(string json)
        where TLook : IComponent
    {
        var pages = new Pages(new ServiceCollection().BuildServiceProvider(), NullLoggerFactory.Instance);
        return new HtmlParser().ParseDocument(await pages.RenderAsync<TLook>(("Json", json), ("Picture", Ours))).Body!.FirstElementChild!;
    }
}
