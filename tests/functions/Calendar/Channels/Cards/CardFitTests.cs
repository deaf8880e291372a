using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using AdoptionAutomation.Calendar.Channels.Cards;
using AdoptionAutomation.Calendar.Composing;

namespace AdoptionAutomation.Tests.Functions.Calendar.Channels.Cards;

public sealed class CardFitTests
{
    [Fact]
    public void A_card_is_the_request_that_the_documentation_shows()
    {
        var request = JsonNode.Parse(CardFit.Of(Card("Bonjour.", "Hello.")).Request!)!;

        Assert.Equal("message", request["type"]!.ToString());
        var attachment = Assert.Single(request["attachments"]!.AsArray())!.AsObject();
        Assert.Equal("application/vnd.microsoft.card.adaptive", attachment["contentType"]!.ToString());
        Assert.True(attachment.ContainsKey("contentUrl"));
        Assert.Null(attachment["contentUrl"]);
        var card = attachment["content"]!;
        Assert.Equal(("AdaptiveCard", "1.4", "fr", "L’été"), (card["type"]!.ToString(), card["version"]!.ToString(), card["lang"]!.ToString(), card["fallbackText"]!.ToString()));
        var picture = card["body"]![1]!;
        Assert.Equal(("Image", "https://x.example/a.png", "Une image"), (picture["type"]!.ToString(), picture["url"]!.ToString(), picture["altText"]!.ToString()));
        Assert.Equal("<at>Inès Benali</at>, <at>Inès Benali (2)</at>", card["body"]![3]!["text"]!.ToString());
        Assert.Equal(["<at>Inès Benali</at>", "<at>Inès Benali (2)</at>"], card["msteams"]!["entities"]!.AsArray().Select(entity => entity!["text"]!.ToString()));
        Assert.Equal(["ines@x.example", "ines2@x.example"], card["msteams"]!["entities"]!.AsArray().Select(entity => entity!["mentioned"]!["id"]!.ToString()));
        Assert.Equal("en", card["body"]!.AsArray()[^1]!["lang"]!.ToString());
        Assert.Equal(("Action.OpenUrl", "Lire / Read"), (card["actions"]![0]!["type"]!.ToString(), card["actions"]![0]!["title"]!.ToString()));
    }

    [Theory]
    [InlineData("é", 8_000)]
    [InlineData("漢", 8_000)]
    [InlineData("👩‍👩‍👧‍👦", 900)]
    [InlineData("word ", 1_600)]
    [InlineData("a*b_c ", 1_300)]
    [InlineData("é", 1_000_000)]
    [InlineData("Un mot.\n\n", 100_000)]
    public void Whatever_the_text_the_request_fits_and_no_letter_is_broken(string letters, int count)
    {
        var text = string.Concat(Enumerable.Repeat(letters, count));
        var watch = Stopwatch.StartNew();

        var (request, bytes) = CardFit.Of(Card(text, text));

        Assert.NotNull(request);
        Assert.Equal(request.Length, bytes);
        Assert.InRange(bytes, TeamsCard.MostBytes / 2, TeamsCard.MostBytes);
        Assert.DoesNotContain('\uFFFD', Encoding.UTF8.GetString(request));
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(20));
    }

    [Fact]
    public void The_second_language_is_shortened_before_the_first()
    {
        var (french, english) = (new string('é', 6_000), string.Concat(Enumerable.Repeat("A paragraph of it.\n\n", 1_500)));

        var body = JsonNode.Parse(CardFit.Of(Card(french, english)).Request!)!["attachments"]![0]!["content"]!["body"]!.AsArray();

        Assert.Equal(french, body[2]!["text"]!.ToString());
        var items = body[^1]!["items"]!.AsArray().Select(item => item!["text"]!.ToString()).ToList();
        Assert.Equal("Summer", items[0]);
        Assert.All(items[1..^1], item => Assert.Equal("A paragraph of it.", item));
        Assert.Equal("_Shortened for Teams: the button below leads on_", items[^1]);
        Assert.InRange(items.Count, 50, 1_400);
    }

    [Fact]
    public void A_card_whose_frame_alone_is_too_large_is_refused_with_its_size()
    {
        var links = Enumerable.Range(0, 5).Select(i => new ComposedLink($"{i}", $"https://x.example/{new string('a', 7_000)}")).ToList();
        var card = Card("Bonjour.", "Hello.");

        var (request, bytes) = CardFit.Of(card with { Parts = [.. card.Parts.Select(part => part with { Links = links })] });

        Assert.Null(request);
        Assert.InRange(bytes, TeamsCard.MostBytes + 1, 40_000);
    }

    private static TeamsCard Card(string french, string english) => new(
        [
            new("fr", "L’été", CardText.Of(french), [new("Lire", "https://x.example/lire")]),
            new("en", "Summer", CardText.Of(english), [new("Read", "https://x.example/lire")]),
        ],
        "https://x.example/a.png",
        "Une image",
        "Hugo Marchand",
        CardMention.Of([
            new() { Name = "Inès <Benali>", Mail = "ines@x.example" },
            new() { Name = "Inès Benali", Mail = "ines2@x.example" },
            new() { Name = "Inès Benali", Mail = "INES@x.example" },
        ]));
}
