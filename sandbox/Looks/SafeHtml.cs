using AngleSharp;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace AdoptionAutomation.Sandbox.Looks;

/// <summary>HTML that others wrote, made safe to show (pure).</summary>
internal static class SafeHtml
{
    /// <summary>Of a document in a frame: inline styles, and pictures that the page brings along.</summary>
    private const string Policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

    private static readonly HashSet<string> Tags = new(StringComparer.OrdinalIgnoreCase)
    {
        "a", "b", "blockquote", "br", "code", "div", "em", "h2", "h3", "h4", "h5", "h6", "hr", "i", "li", "ol", "p", "pre", "s", "span", "strong",
        "sub", "sup", "table", "tbody", "td", "th", "thead", "tr", "u", "ul",
    };

    /// <summary>What is better left out with all that is in it.</summary>
    private static readonly HashSet<string> Dropped = new(StringComparer.OrdinalIgnoreCase) { "script", "style", "iframe", "object", "embed", "template", "svg", "math", "noscript" };

    /// <summary>A piece of it for a page: text and its structure, links to elsewhere, pictures as <paramref name="picture"/> has them.</summary>
    public static string Of(string html, Func<string, string?> picture)
    {
        var body = new HtmlParser().ParseDocument(html).Body!;
        foreach (var element in body.QuerySelectorAll("*").ToList())
        {
            if (Dropped.Contains(element.LocalName))
            {
                element.Remove();
            }
            else if (element.LocalName is "img")
            {
                Show(element, picture, keep: ["alt"]);
            }
            else if (Tags.Contains(element.LocalName))
            {
                Strip(element);
            }
            else
            {
                element.Replace([.. element.ChildNodes]);
            }
        }

        return body.InnerHtml;
    }

    /// <summary>A whole document for a frame that is shut in: it looks as it does, links open elsewhere, pictures are as <paramref name="picture"/> has them.</summary>
    /// <param name="html">The document, or a part of one.</param>
    /// <param name="picture">Where a picture's address is shown from; null: what it shows is said.</param>
    /// <param name="policy">The frame's; null: what the page brings along, and nothing else.</param>
    public static string Document(string html, Func<string, string?> picture, string? policy = null)
    {
        var document = new HtmlParser().ParseDocument(html);
        foreach (var element in document.QuerySelectorAll("script, base, meta[http-equiv], link").ToList())
        {
            element.Remove();
        }

        foreach (var element in document.QuerySelectorAll("img").ToList())
        {
            Show(element, picture, keep: ["alt", "style", "width", "height", "class"]);
        }

        var (rule, target) = (document.CreateElement("meta"), document.CreateElement("base"));
        rule.SetAttribute("http-equiv", "Content-Security-Policy");
        rule.SetAttribute("content", policy ?? Policy);
        target.SetAttribute("target", "_blank");
        document.Head!.Prepend(rule, target);
        return document.ToHtml();
    }

    private static void Show(IElement image, Func<string, string?> picture, string[] keep)
    {
        if (image.GetAttribute("src") is { } address && picture(address) is { } source)
        {
            foreach (var attribute in image.Attributes.Where(attribute => !keep.Contains(attribute.Name, StringComparer.Ordinal)).ToList())
            {
                image.RemoveAttribute(attribute.Name);
            }

            image.SetAttribute("src", source);
            return;
        }

        var said = image.Owner!.CreateElement("span");
        said.ClassName = "look-alt";
        said.TextContent = $"▨ {(image.GetAttribute("alt") is { Length: > 0 } alt ? alt : "…")}";
        image.Replace(said);
    }

    private static void Strip(IElement element)
    {
        var link = element.LocalName is "a" && CardMarkdown.MayLead(element.GetAttribute("href")) ? element.GetAttribute("href") : null;
        foreach (var attribute in element.Attributes.ToList())
        {
            element.RemoveAttribute(attribute.Name);
        }

        if (link is not null)
        {
            element.SetAttribute("href", link);
            element.SetAttribute("target", "_blank");
            element.SetAttribute("rel", "noopener noreferrer");
        }
    }
}
