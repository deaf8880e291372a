using System.Security.Cryptography;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace AdoptionAutomation.Calendar.Feeds;

/// <summary>What a feed's bytes say (pure): RSS 2.0, RSS 1.0 and Atom.</summary>
internal static class FeedReader
{
    public const int LongestTitle = 150;
    public const int LongestSummary = 200;

    private const int LongestLink = 600;
    private const int MostItems = 1_000;

    /// <summary>Feeds go four or five deep, with xhtml in them some more. A tree of elements takes time by the square of its depth.</summary>
    private const int DeepestElement = 64;

    private static readonly XmlReaderSettings Safe = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, CheckCharacters = false };

    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";
    private static readonly XNamespace DublinCore = "http://purl.org/dc/elements/1.1/";
    private static readonly XNamespace Content = "http://purl.org/rss/1.0/modules/content/";

    /// <param name="bytes">The feed.</param>
    /// <param name="charset">As the answer's headers name it.</param>
    /// <param name="address">What relative links are relative to.</param>
    public static FeedReading Read(byte[] bytes, string? charset, Uri address)
    {
        var text = FeedEncoding.Decode(bytes, charset).TrimStart('\ufeff', ' ', '\n', '\r', '\t');
        if (text.StartsWith("<html", StringComparison.OrdinalIgnoreCase) || text.StartsWith("<!doctype html", StringComparison.OrdinalIgnoreCase))
        {
            return new(null, "it is a web page, not a feed");
        }

        try
        {
            if (NestsTooDeep(text))
            {
                return new(null, $"its elements nest deeper than {DeepestElement}");
            }

            using var reader = XmlReader.Create(new StringReader(text), Safe);
            return Read(XElement.Load(reader), address) is { } content ? new(content, null) : new(null, "it is XML, but neither RSS nor Atom");
        }
        catch (XmlException broken)
        {
            return new(null, text.Contains("<!DOCTYPE", StringComparison.OrdinalIgnoreCase)
                ? "it has a document type, which is never read"
                : $"it is not well-formed XML (line {broken.LineNumber}, column {broken.LinePosition})");
        }
    }

    private static bool NestsTooDeep(string text)
    {
        using var reader = XmlReader.Create(new StringReader(text), Safe);
        while (reader.Read())
        {
            if (reader.Depth > DeepestElement)
            {
                return true;
            }
        }

        return false;
    }

    private static FeedContent? Read(XElement root, Uri address)
    {
        if (root.Name == Atom + "feed")
        {
            return new(AtomText(root.Element(Atom + "title"), LongestTitle), [.. root.Elements(Atom + "entry").Take(MostItems).Select(entry => OfAtom(entry, address))]);
        }

        // RSS 1.0 has its items beside the channel, RSS 2.0 in it.
        var channel = root.Elements().FirstOrDefault(element => element.Name.LocalName == "channel");
        if (channel is null || root.Name.LocalName is not ("rss" or "RDF"))
        {
            return null;
        }

        var items = root.Elements(channel.Name.Namespace + "item").Concat(channel.Elements(channel.Name.Namespace + "item"));
        return new(Html(channel.Element(channel.Name.Namespace + "title"), LongestTitle), [.. items.Take(MostItems).Select(item => OfRss(item, address))]);
    }

    private static FeedItem OfRss(XElement item, Uri address)
    {
        var rss = item.Name.Namespace;
        var guid = item.Element(rss + "guid");
        var isLink = guid is not null && guid.Attribute("isPermaLink")?.Value != "false" && guid.Value.StartsWith("http", StringComparison.OrdinalIgnoreCase);
        var link = item.Element(rss + "link")?.Value is { Length: > 0 } written ? written : isLink ? guid!.Value : null;
        return ItemOf(
            guid?.Value,
            Html(item.Element(rss + "title"), LongestTitle),
            LinkOf(link, item, address),
            FeedDate.Of(item.Element(rss + "pubDate")?.Value ?? item.Element(DublinCore + "date")?.Value),
            Html(item.Element(rss + "description") ?? item.Element(Content + "encoded"), LongestSummary));
    }

    private static FeedItem OfAtom(XElement entry, Uri address)
    {
        var link = entry.Elements(Atom + "link").FirstOrDefault(link => link.Attribute("rel")?.Value is null or "alternate");
        return ItemOf(
            entry.Element(Atom + "id")?.Value,
            AtomText(entry.Element(Atom + "title"), LongestTitle),
            LinkOf(link?.Attribute("href")?.Value, link ?? entry, address),
            FeedDate.Of(entry.Element(Atom + "published")?.Value ?? entry.Element(Atom + "updated")?.Value),
            AtomText(entry.Element(Atom + "summary") ?? entry.Element(Atom + "content"), LongestSummary));
    }

    private static FeedItem ItemOf(string? id, string title, Uri? link, DateTimeOffset? at, string summary)
    {
        var name = title.Length > 0 ? title : FeedText.OfText(summary, LongestTitle);
        var identity = id?.Trim() is { Length: > 0 } own ? own : link?.AbsoluteUri ?? name;
        return new(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(identity)).AsSpan(0, 16)), name, link, at, summary == name ? "" : summary);
    }

    private static string Html(XElement? element, int longest) => element is null ? "" : FeedText.OfHtml(element.Value, longest);

    private static string AtomText(XElement? element, int longest) => element?.Attribute("type")?.Value switch
    {
        _ when element is null => "",
        "html" or "text/html" => FeedText.OfHtml(element.Value, longest),
        "xhtml" => FeedText.OfText(string.Join(' ', element.DescendantNodes().OfType<XText>().Select(text => text.Value)), longest),
        _ => FeedText.OfText(element.Value, longest),
    };

    /// <returns>https, absolute; null: there is no such link.</returns>
    private static Uri? LinkOf(string? written, XElement at, Uri address)
    {
        if (string.IsNullOrWhiteSpace(written) || !Uri.TryCreate(BaseOf(at, address), written.Trim(), out var link))
        {
            return null;
        }

        // Many sites that are https themselves still write http.
        if (link.Scheme == Uri.UriSchemeHttp && link.IsDefaultPort && link.Host == address.Host)
        {
            link = new UriBuilder(link) { Scheme = Uri.UriSchemeHttps, Port = -1 }.Uri;
        }

        return link.Scheme == Uri.UriSchemeHttps && link.UserInfo.Length == 0 && link.AbsoluteUri.Length <= LongestLink ? link : null;
    }

    private static Uri BaseOf(XElement at, Uri address) => at.AncestorsAndSelf().Reverse()
        .Select(element => element.Attribute(XNamespace.Xml + "base")?.Value)
        .Aggregate(address, (known, own) => own is not null && Uri.TryCreate(known, own, out var next) ? next : known);
}

/// <param name="Content">Null: it could not be read.</param>
/// <param name="Problem">Why not.</param>
internal sealed record FeedReading(FeedContent? Content, string? Problem);

/// <param name="Title">Of the site; may be empty.</param>
/// <param name="Items">As they stand in the feed.</param>
internal sealed record FeedContent(string Title, IReadOnlyList<FeedItem> Items);

/// <param name="Id">Hash of what the feed knows it by: its id, else its link, else its title.</param>
/// <param name="Title">Plain text; empty if there is nothing to show.</param>
/// <param name="Link">https; null: none.</param>
/// <param name="At">When it was published; null: the feed does not say.</param>
/// <param name="Summary">Plain text; may be empty.</param>
internal sealed record FeedItem(string Id, string Title, Uri? Link, DateTimeOffset? At, string Summary);
