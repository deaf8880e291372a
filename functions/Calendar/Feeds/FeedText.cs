using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace AdoptionAutomation.Calendar.Feeds;

/// <summary>HTML of strangers as plain text on one line (pure).</summary>
internal static class FeedText
{
    /// <summary>Enough for what is kept of it; it bounds how deep anything can nest.</summary>
    private const int LongestHtml = 4_000;

    private const string Unseen = "script, style, noscript, template, iframe, object, svg, title";
    private const string Blocks = "p, br, div, li, tr, td, th, h1, h2, h3, h4, h5, h6, blockquote, pre, figcaption";

    public static string OfHtml(string html, int longest)
    {
        var document = new HtmlParser().ParseDocument(html.Length > LongestHtml ? html[..LongestHtml] : html);
        foreach (var unseen in document.QuerySelectorAll(Unseen).ToList())
        {
            unseen.Remove();
        }

        foreach (var block in document.QuerySelectorAll(Blocks).ToList())
        {
            block.Before(document.CreateTextNode(" "));
            block.Append(document.CreateTextNode(" "));
        }

        return OfText(document.Body?.TextContent ?? "", longest);
    }

    public static string OfText(string text, int longest)
    {
        var plain = new StringBuilder();
        foreach (var letter in text.Length > LongestHtml ? text[..LongestHtml] : text)
        {
            // Without what turns the direction of writing, or has no shape.
            plain.Append(char.IsControl(letter) || letter is (>= '\u200b' and <= '\u200f') or (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069') or '\ufeff'
                ? (letter is '\n' or '\r' or '\t' ? " " : "") : letter);
        }

        var words = string.Join(' ', plain.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return words.Length <= longest ? words : Cut(words, longest);
    }

    private static string Cut(string words, int longest)
    {
        var end = words.LastIndexOf(' ', longest - 1);
        end = end > longest / 2 ? end : longest - 1;
        return $"{words[..(char.IsHighSurrogate(words[end - 1]) ? end - 1 : end)].TrimEnd(' ', ',', ';', ':', '.')}…";
    }
}
