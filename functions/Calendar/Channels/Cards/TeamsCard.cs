using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using AdoptionAutomation.Calendar.Composing;
using AdoptionAutomation.Campaigns;

namespace AdoptionAutomation.Calendar.Channels.Cards;

/// <summary>A post as an Adaptive Card, and the request that brings it to a workflow (pure).</summary>
/// <param name="Parts">The same in each language, the first first.</param>
/// <param name="PictureUrl">Null: none.</param>
/// <param name="PictureAlt">What it shows.</param>
/// <param name="Author">Name and role.</param>
/// <param name="Mentions">Who is told.</param>
internal sealed record TeamsCard(
    IReadOnlyList<CardPart> Parts, string? PictureUrl, string? PictureAlt, string Author, IReadOnlyList<CardMention> Mentions)
{
    /// <summary>What Teams takes of a card (limits and specifications: some 28 KB), of the whole request in UTF-8.</summary>
    public const int MostBytes = 28 * 1024;

    /// <summary>Teams renders up to 1.5; nothing here needs more than this.</summary>
    private const string Version = "1.4";

    /// <summary>The body is JSON and nothing else, so letters stay letters: an é of two bytes, not of six.</summary>
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static TeamsCard Of(Campaign campaign, ComposedPost post, string? pictureUrl) => new(
        [.. post.Texts.Select(text => new CardPart(text.Language, text.Title, CardText.Of(text.Markdown), text.Links))],
        pictureUrl,
        post.Picture?.Alt.In(campaign.FirstLanguage),
        PostParts.RoleOf(campaign, post.Author, post.Texts[0].Language) is { } role ? $"{post.Author.Name}, {role}" : post.Author.Name,
        CardMention.Of(post.Mentions));

    /// <summary>The body of the request.</summary>
    public byte[] Write() => Write(new JsonObject
    {
        ["type"] = "message",
        ["attachments"] = new JsonArray(new JsonObject
        {
            ["contentType"] = "application/vnd.microsoft.card.adaptive",
            ["contentUrl"] = null,
            ["content"] = Card(),
        }),
    });

    public static byte[] Write(JsonNode json) => JsonSerializer.SerializeToUtf8Bytes(json, Plain);

    public static JsonObject Paragraph(string markdown) => new() { ["type"] = "TextBlock", ["text"] = markdown, ["wrap"] = true };

    private JsonObject Card()
    {
        var card = new JsonObject
        {
            ["$schema"] = "http://adaptivecards.io/schemas/adaptive-card.json",
            ["type"] = "AdaptiveCard",
            ["version"] = Version,
            ["lang"] = Parts[0].Language,
            ["fallbackText"] = Parts[0].Title,
            ["body"] = new JsonArray([.. Body()]),
            ["msteams"] = new JsonObject { ["width"] = "Full", ["entities"] = new JsonArray([.. Mentions.Select(mention => mention.Entity())]) },
        };
        if (Buttons() is { Count: > 0 } buttons)
        {
            card["actions"] = new JsonArray([.. buttons.Select(button => new JsonObject
            {
                ["type"] = "Action.OpenUrl", ["title"] = button.Label, ["url"] = button.Url,
            })]);
        }

        return card;
    }

    /// <summary>One for each address, labelled in each language.</summary>
    public IReadOnlyList<ComposedLink> Buttons() =>
    [
        .. Parts[0].Links.Select((link, i) => new ComposedLink(
            string.Join(" / ", Parts.Where(part => i < part.Links.Count).Select(part => part.Links[i].Label).Distinct(StringComparer.Ordinal)), link.Url)),
    ];

    private IEnumerable<JsonNode> Body()
    {
        yield return Title(Parts[0], "Large");
        if (PictureUrl is not null)
        {
            yield return new JsonObject { ["type"] = "Image", ["url"] = PictureUrl, ["altText"] = PictureAlt, ["size"] = "Stretch" };
        }

        foreach (var block in Parts[0].Blocks)
        {
            yield return Paragraph(block.Markdown);
        }

        if (Mentions.Count > 0)
        {
            yield return Paragraph(string.Join(", ", Mentions.Select(mention => mention.Text)));
        }

        yield return new JsonObject { ["type"] = "TextBlock", ["text"] = CardText.Plain(Author), ["wrap"] = true, ["isSubtle"] = true };
        foreach (var part in Parts.Skip(1))
        {
            yield return new JsonObject
            {
                ["type"] = "Container",
                ["separator"] = true,
                ["spacing"] = "Large",
                ["lang"] = part.Language,
                ["items"] = new JsonArray([Title(part, "Medium"), .. part.Blocks.Select(block => Paragraph(block.Markdown))]),
            };
        }
    }

    private static JsonObject Title(CardPart part, string size) => new()
    {
        ["type"] = "TextBlock",
        ["text"] = CardText.Plain(part.Title),
        ["size"] = size,
        ["weight"] = "Bolder",
        ["wrap"] = true,
    };
}

/// <param name="Language">fr or en.</param>
/// <param name="Title">Plain text.</param>
/// <param name="Blocks">The text.</param>
/// <param name="Links">Buttons.</param>
internal sealed record CardPart(string Language, string Title, IReadOnlyList<CardBlock> Blocks, IReadOnlyList<ComposedLink> Links);

/// <summary>Somebody whom the card tells.</summary>
/// <param name="Name">As it is shown.</param>
/// <param name="Mail">The user principal name: of a campaign's people, their address.</param>
internal sealed record CardMention(string Name, string Mail)
{
    /// <summary>Stands in the card's text, and word for word in the entity.</summary>
    public string Text => $"<at>{Name}</at>";

    /// <summary>Each person once, and of the same name each by another text: Teams tells them apart by nothing else.</summary>
    public static IReadOnlyList<CardMention> Of(IEnumerable<Contact> people) =>
    [
        .. people.DistinctBy(person => person.Mail, StringComparer.OrdinalIgnoreCase).GroupBy(person => Safe(person.Name), StringComparer.OrdinalIgnoreCase)
            .SelectMany(same => same.Select((person, i) => new CardMention(i == 0 ? same.Key : $"{same.Key} ({i + 1})", person.Mail))),
    ];

    public JsonObject Entity() => new()
    {
        ["type"] = "mention",
        ["text"] = Text,
        ["mentioned"] = new JsonObject { ["id"] = Mail, ["name"] = Name },
    };

    private static string Safe(string name) => string.Concat(name.Where(letter => letter is not ('<' or '>' or '&' or '[' or ']' or '*' or '_' or '\\' or '`' or '~')));
}
