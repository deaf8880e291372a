using AdoptionAutomation.Calendar.Channels.Cards;

namespace AdoptionAutomation.Tests.Functions.Calendar.Channels.Cards;

public sealed class CardTextTests
{
    [Theory]
    [InlineData("Bonjour à **tous** et *toutes*.", "Bonjour à **tous** et _toutes_.")]
    [InlineData("one\ntwo", "one two")]
    [InlineData("one  \ntwo", "one\n\ntwo")]
    [InlineData("- one\n- two", "- one\n- two")]
    [InlineData("3. one\n4. two", "3. one\n4. two")]
    [InlineData("- one\n  - inner\n- two", "- one\n  - inner\n- two")]
    [InlineData("# A *big* title", "**A big title**")]
    [InlineData("> said so", "said so")]
    [InlineData("`a * b`", "a \\* b")]
    [InlineData("```\nx = 1\ny = 2\n```", "x = 1\n\ny = 2")]
    [InlineData("[our **charter**](https://lumen.example/a_(b)?c=1&d=2)", "[our **charter**](https://lumen.example/a_%28b%29?c=1&d=2)")]
    [InlineData("![a cat](https://lumen.example/cat.png)", "[a cat](https://lumen.example/cat.png)")]
    [InlineData("<https://lumen.example/>", "[https://lumen.example/](https://lumen.example/)")]
    [InlineData("<hugo@lumen.example>", "[hugo@lumen.example](mailto:hugo@lumen.example)")]
    [InlineData("1986\\. A good year", "1986\\. A good year")]
    [InlineData("R&D and fish & chips", "R&D and fish & chips")]
    public void What_cards_show_keeps_its_form_and_the_rest_becomes_what_they_show(string markdown, string card) =>
        Assert.Equal(card.Replace("R&D", "R&amp;D", StringComparison.Ordinal), string.Join("|", CardText.Of(markdown).Select(block => block.Markdown)));

    [Theory]
    [InlineData("<script>alert(1)</script>", "&lt;script>alert(1)&lt;/script>")]
    [InlineData("<at>Everybody</at>", "&lt;at>Everybody&lt;/at>")]
    [InlineData("&lt;at&gt;Everybody", "&lt;at>Everybody")]
    [InlineData("&amp;lt;b>", "&amp;lt;b>")]
    [InlineData("[run](javascript:alert(1))", "run")]
    [InlineData("[run](data:text/html;base64,PHN2Zz4=)", "run")]
    [InlineData("[plain](http://lumen.example)", "plain")]
    [InlineData("![a cat](http://lumen.example/cat.png)", "a cat")]
    [InlineData("![](https://lumen.example/cat.png)", "https://lumen.example/cat.png")]
    [InlineData("<javascript:alert(1)>", "javascript:alert(1)")]
    [InlineData("\\[x](y) \\*not bold\\*", "\\[x\\](y) \\*not bold\\*")]
    public void What_is_not_allowed_is_shown_as_text(string markdown, string card) =>
        Assert.Equal(card, string.Join("|", CardText.Of(markdown).Select(block => block.Markdown)));

    [Theory]
    [InlineData("- not a list", "\\- not a list")]
    [InlineData("1. not a list", "1\\. not a list")]
    [InlineData("# no heading", "\\# no heading")]
    [InlineData("*plain* [text](https://x.example)", "\\*plain\\* \\[text\\](https://x.example)")]
    [InlineData("10:30 – 5 < 6", "10:30 – 5 &lt; 6")]
    public void Plain_text_stays_plain(string text, string card) => Assert.Equal(card, CardText.Plain(text));

    [Theory]
    [InlineData('>')]
    [InlineData('[')]
    [InlineData('*')]
    [InlineData('-')]
    public void Text_that_is_nested_without_end_is_still_text(char sign) =>
        Assert.NotEmpty(CardText.Of(string.Join(' ', Enumerable.Repeat(sign, 20_000)) + " x"));
}
