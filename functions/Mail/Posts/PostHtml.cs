using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace AdoptionAutomation.Mail.Posts;

/// <summary>
/// Markdown of the campaign's files as HTML that is safe to send (pure): HTML in it is shown as text; links lead to https and mailto only;
/// pictures come from https and say what they show. What is not allowed becomes the text it was written with.
/// </summary>
internal static class PostHtml
{
    /// <summary>A post's own headings come below its title.</summary>
    private const int TitleLevel = 2;

    private const int LowestLevel = 6;

    public static string Of(string markdown)
    {
        var document = PostMarkdown.Parse(markdown);
        foreach (var heading in document.Descendants<HeadingBlock>())
        {
            heading.Level = Math.Min(heading.Level + TitleLevel, LowestLevel);
        }

        foreach (var link in document.Descendants<LinkInline>().ToList())
        {
            Disarm(link);
        }

        foreach (var link in document.Descendants<AutolinkInline>().Where(link => !link.IsEmail && !PostMarkdown.MayLead(link.Url)).ToList())
        {
            link.ReplaceBy(new LiteralInline(link.Url));
        }

        return PostMarkdown.Html(document);
    }

    private static void Disarm(LinkInline link)
    {
        if (link.IsImage ? MayShow(link) : PostMarkdown.MayLead(link.Url))
        {
            return;
        }

        if (link.IsImage && link.FirstChild is null)
        {
            // Nothing says what it shows: its address does, for the author to see.
            link.ReplaceBy(new LiteralInline(link.Url ?? ""));
            return;
        }

        link.ReplaceBy(new ContainerInline());
    }

    private static bool MayShow(LinkInline picture) => picture.FirstChild is not null && PostMarkdown.IsHttps(picture.Url);
}
