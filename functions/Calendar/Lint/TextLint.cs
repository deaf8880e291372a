using System.Text.RegularExpressions;
using AdoptionAutomation.Campaigns.Reading;
using AdoptionAutomation.Mail.Posts;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace AdoptionAutomation.Calendar.Lint;

/// <summary>What posts say, read as Markdown: links that will be none, pictures that say nothing, the same words twice.</summary>
internal sealed partial class TextLint(LintScene scene, Findings findings)
{
    private readonly Dictionary<string, JsonPart> titles = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, JsonPart> texts = new(StringComparer.OrdinalIgnoreCase);

    public void Run()
    {
        foreach (var post in scene.Written.SelectMany(one => PostsOf(one.Part)))
        {
            foreach (var title in post.Find("title")?.Parts ?? [])
            {
                CheckTwice(title, titles, CalendarWarningCodes.SameTitle, line => [title.Text, line]);
            }

            foreach (var text in post.Find("text")?.Parts ?? [])
            {
                CheckTwice(text, texts, CalendarWarningCodes.SameText, line => [line]);
                CheckMarkdown(text);
            }
        }
    }

    private static IEnumerable<JsonPart> PostsOf(JsonPart publication)
    {
        JsonPart?[] posts =
        [
            publication.Find("post"), publication.Find("question"), .. publication.ItemsOf("posts"),
            .. publication.ItemsOf("overrides").Select(one => one.Find("replace")),
        ];
        return posts.OfType<JsonPart>();
    }

    /// <summary>In two posts: a title may well be the same in two languages of one.</summary>
    private void CheckTwice(JsonPart written, Dictionary<string, JsonPart> seen, ProblemCode code, Func<int, object[]> arguments)
    {
        var words = Spaces().Replace(written.Text.Trim(), " ");
        if (words.Length > 0 && !seen.TryAdd(words, written) && seen[words].Parent != written.Parent)
        {
            findings.Add(written, code, arguments(seen[words].Line));
        }
    }

    private void CheckMarkdown(JsonPart text)
    {
        var document = PostMarkdown.Parse(text.Text);
        foreach (var link in document.Descendants<LinkInline>())
        {
            CheckLink(text, link);
        }

        foreach (var link in document.Descendants<AutolinkInline>().Where(link => !link.IsEmail && !IsOf(link.Url, Uri.UriSchemeHttps, Uri.UriSchemeMailto)))
        {
            Report(text, link.Span.Start, CalendarWarningCodes.WeakLink, link.Url);
        }

        // What Markdown left as letters, and so not what is shown as code
        var letters = document.Descendants<LiteralInline>().Select(literal => literal.Span).ToList();
        foreach (var almost in AlmostALink().Matches(text.Text).Select(match => match.Index))
        {
            if (letters.Exists(span => almost >= span.Start && almost <= span.End))
            {
                Report(text, almost, CalendarWarningCodes.BrokenLink);
            }
        }
    }

    private void CheckLink(JsonPart text, LinkInline link)
    {
        var url = link.Url ?? "";
        if (link.IsImage && link.FirstChild is null)
        {
            Report(text, link.Span.Start, CalendarWarningCodes.NoAltText);
        }

        if (url.Length == 0)
        {
            Report(text, link.Span.Start, CalendarWarningCodes.BrokenLink);
        }
        else if (!(link.IsImage ? IsOf(url, Uri.UriSchemeHttps) : IsOf(url, Uri.UriSchemeHttps, Uri.UriSchemeMailto)))
        {
            Report(text, link.Span.Start, CalendarWarningCodes.WeakLink, url);
        }
    }

    private void Report(JsonPart text, int index, ProblemCode code, params object[] arguments) =>
        findings.Add(text.File, text.OffsetOf(index), text.Path, code, arguments);

    private static bool IsOf(string? url, params ReadOnlySpan<string> schemes) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) && schemes.Contains(uri.Scheme);

    /// <summary>A label in brackets, then an address after a space, or in round brackets that hold a space or never close.</summary>
    [GeneratedRegex(@"\[[^\[\]\n]*\]([ \t]+\((https?:|www\.|mailto:)|\([^)\s]*(\n|\z)|\([^)\n]*[ \t][^)\n]*(\)|\n|\z))", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex AlmostALink();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
