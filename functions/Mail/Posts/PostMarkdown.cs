using System.Globalization;
using Markdig;
using Markdig.Renderers;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace AdoptionAutomation.Mail.Posts;

/// <summary>Markdown of the campaign's files, and of feeds, as a tree: HTML in it is text (pure).</summary>
internal static class PostMarkdown
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().DisableHtml().UsePreciseSourceLocation().Build();

    /// <summary>Text that is nested too deeply to be read as Markdown is read as one paragraph of plain text.</summary>
    public static MarkdownDocument Parse(string markdown)
    {
        try
        {
            var document = Markdown.Parse(markdown, Pipeline);

            // Writing checks the depth too: whoever walks the tree afterwards may rely on it.
            _ = Html(document);
            return document;
        }
        catch (ArgumentException)
        {
            var paragraph = new ParagraphBlock { Inline = new ContainerInline() };
            paragraph.Inline.AppendChild(new LiteralInline(markdown));
            return [paragraph];
        }
    }

    /// <summary>
    /// With a renderer of its own: one of Markdig's pool that gave up in the middle of a picture's text comes back without its tags, for
    /// whoever is next.
    /// </summary>
    public static string Html(MarkdownDocument document)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        var renderer = new HtmlRenderer(text);
        Pipeline.Setup(renderer);
        renderer.Render(document);
        return text.ToString();
    }

    /// <summary>Whether a link may lead there.</summary>
    public static bool MayLead(string? url) => IsHttps(url) || IsOf(url, Uri.UriSchemeMailto);

    public static bool IsHttps(string? url) => IsOf(url, Uri.UriSchemeHttps);

    private static bool IsOf(string? url, string scheme) => Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme == scheme;
}
