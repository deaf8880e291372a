using AdoptionAutomation.Mail.Posts;

namespace AdoptionAutomation.Calendar.Channels.Cards;

/// <summary>A card as Teams draws it. (Public because Razor's parameters are.)</summary>
/// <param name="Language">The card's first.</param>
/// <param name="Parts">Language, title, and its paragraphs as HTML that is safe as it is.</param>
/// <param name="Author">Who signs.</param>
public sealed record CardPageContent(string Language, IReadOnlyList<CardPagePart> Parts, string Author)
{
    public string? PictureUrl { get; init; }

    public string? PictureAlt { get; init; }

    public IReadOnlyList<string> Mentions { get; init; } = [];

    public IReadOnlyList<PostButton> Buttons { get; init; } = [];

    internal static CardPageContent Of(TeamsCard card) => new(
        card.Parts[0].Language,
        [.. card.Parts.Select(part => new CardPagePart(part.Language, part.Title, string.Concat(part.Blocks.Select(block => PostHtml.Of(block.Markdown)))))],
        card.Author)
    {
        PictureUrl = card.PictureUrl,
        PictureAlt = card.PictureAlt,
        Mentions = [.. card.Mentions.Select(mention => mention.Name)],
        Buttons = [.. card.Buttons().Select(button => new PostButton(button.Label, button.Url))],
    };
}

/// <param name="Language">fr or en.</param>
/// <param name="Title">Plain text.</param>
/// <param name="Html">Of <see cref="PostHtml"/>: safe as it is.</param>
public sealed record CardPagePart(string Language, string Title, string Html);
