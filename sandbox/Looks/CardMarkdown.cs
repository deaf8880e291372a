using System.Net;
using System.Text.RegularExpressions;
using AdoptionAutomation.Mail.Posts;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace AdoptionAutomation.Sandbox.Looks;

/// <summary>A card's text as HTML (pure): bold, italic, lists, links and mentions; whatever else Markdown has, Teams shows as it was written.</summary>
internal static partial class CardMarkdown
{
    /// <param name="text">As the card has it.</param>
    /// <param name="mentions">Texts that stand for people, such as <c>&lt;at&gt;Zoé&lt;/at&gt;</c>.</param>
    public static string Html(string text, IReadOnlyList<string> mentions)
    {
        var document = PostMarkdown.Parse(Heading().Replace(text, "$0\\"));
        foreach (var link in document.Descendants<LinkInline>().ToList())
        {
            if (link.IsImage || !MayLead(link.Url))
            {
                link.ReplaceBy(new ContainerInline());
                continue;
            }

            Outwards(link.GetAttributes());
        }

        foreach (var link in document.Descendants<AutolinkInline>())
        {
            Outwards(link.GetAttributes());
        }

        return mentions.Aggregate(PostMarkdown.Html(document), (html, mention) => html.Replace(
            AsMarkdigDoes(mention), $"<span class=\"look-mention\">{WebUtility.HtmlEncode(Tag().Replace(mention, ""))}</span>", StringComparison.Ordinal));
    }

    private static string AsMarkdigDoes(string text) => text
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal)
        .Replace("\"", "&quot;", StringComparison.Ordinal);

    /// <summary>Links of a simulated world may lead to this machine.</summary>
    public static bool MayLead(string? url) => Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http" or "mailto";

    private static void Outwards(HtmlAttributes attributes)
    {
        attributes.AddPropertyIfNotExist("target", "_blank");
        attributes.AddPropertyIfNotExist("rel", "noopener noreferrer");
    }

    [GeneratedRegex(@"^ {0,3}(?=#{1,6}(\s|$))", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Heading();

    [GeneratedRegex("</?at>", RegexOptions.IgnoreCase)]
    private static partial Regex Tag();
}
