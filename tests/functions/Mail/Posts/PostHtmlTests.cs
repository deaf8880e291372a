using AdoptionAutomation.Mail.Posts;
using AngleSharp.Html.Parser;

namespace AdoptionAutomation.Tests.Functions.Mail.Posts;

public sealed class PostHtmlTests
{
    [Theory]
    [InlineData("<script>alert(1)</script>", "<script>alert(1)</script>")]
    [InlineData("<img src=x onerror=alert(1)>", "<img src=x onerror=alert(1)>")]
    [InlineData("a <b onclick=x>bold</b> word", "a <b onclick=x>bold</b> word")]
    [InlineData("[run](javascript:alert(1))", "run")]
    [InlineData("[run](JaVaScRiPt:alert(1))", "run")]
    [InlineData("[run](&#106;avascript:alert(1))", "run")]
    [InlineData("[run](  javascript:alert(1))", "run")]
    [InlineData("[run](data:text/html;base64,PHN2Zz4=)", "run")]
    [InlineData("[plain](http://lumen.example)", "plain")]
    [InlineData("[beside](page.html)", "beside")]
    [InlineData("[beside](//lumen.example)", "beside")]
    [InlineData("[named][here]\n\n[here]: javascript:alert(1)", "named")]
    [InlineData("<javascript:alert(1)>", "javascript:alert(1)")]
    [InlineData("![a cat](http://lumen.example/cat.png)", "a cat")]
    [InlineData("![a cat](data:image/svg+xml;base64,PHN2Zz4=)", "a cat")]
    [InlineData("![](https://lumen.example/cat.png)", "https://lumen.example/cat.png")]
    [InlineData("[![a cat](javascript:alert(1))](javascript:alert(2))", "a cat")]
    public void What_is_not_allowed_is_shown_as_text(string markdown, string text)
    {
        var body = new HtmlParser().ParseDocument(PostHtml.Of(markdown)).Body!;

        Assert.Equal(text, body.TextContent.Trim());
        Assert.Empty(body.QuerySelectorAll("a, img, script, [onerror], [onclick], b"));
    }

    [Theory]
    [InlineData("[**our** charter](https://lumen.example/charte?a=1&b=2 \"read it\")", "a[href='https://lumen.example/charte?a=1&b=2'][title='read it'] strong")]
    [InlineData("[write](mailto:hugo@lumen.example)", "a[href='mailto:hugo@lumen.example']")]
    [InlineData("<https://lumen.example>", "a[href='https://lumen.example']")]
    [InlineData("<hugo@lumen.example>", "a[href='mailto:hugo@lumen.example']")]
    [InlineData("![a cat](https://lumen.example/cat.png)", "img[src='https://lumen.example/cat.png'][alt='a cat']")]
    [InlineData("- one\n- two", "ul > li + li")]
    [InlineData("# Heading", "h3")]
    [InlineData("##### Heading", "h6")]
    [InlineData("> quoted", "blockquote")]
    public void What_is_allowed_keeps_its_form(string markdown, string selector) =>
        Assert.NotNull(new HtmlParser().ParseDocument(PostHtml.Of(markdown)).Body!.QuerySelector(selector));

    [Fact]
    public void A_text_that_cannot_be_written_spoils_none_after_it()
    {
        var nested = $"![a {string.Concat(Enumerable.Repeat("*b _c ", 200))}{string.Concat(Enumerable.Repeat("_*", 200))}](https://lumen.example/cat.png)";
        _ = PostHtml.Of(nested);

        Assert.Equal("<p><strong>bold</strong></p>", PostHtml.Of("**bold**").Trim());
    }
}
