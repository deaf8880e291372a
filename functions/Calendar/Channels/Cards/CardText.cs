using System.Text;
using System.Text.RegularExpressions;
using AdoptionAutomation.Mail.Posts;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace AdoptionAutomation.Calendar.Channels.Cards;

/// <summary>
/// Our Markdown as the subset that Adaptive Cards show in Teams: bold, italic, lists, links (pure). Headings become bold, code and quotes plain text,
/// pictures links; HTML is shown as it was written.
/// </summary>
internal static partial class CardText
{
    public static IReadOnlyList<CardBlock> Of(string markdown)
    {
        var blocks = new List<CardBlock>();
        AddAll(PostMarkdown.Parse(markdown), blocks);
        return blocks;
    }

    /// <summary>Plain text as a card's Markdown, so that it is shown as it is.</summary>
    public static string Plain(string text)
    {
        var escaped = new StringBuilder(text.Length + 16);
        Escape(text, escaped);
        return ListStart().Replace(escaped.ToString(), match => match.Value.Insert(match.Length - 1, "\\"));
    }

    private static void AddAll(IEnumerable<Block> some, List<CardBlock> blocks)
    {
        foreach (var block in some)
        {
            switch (block)
            {
                case ListBlock list:
                    var lines = new List<CardBlock>();
                    AddList(list, "", lines);
                    blocks.Add(new(string.Join('\n', lines.Select(line => line.Markdown)), string.Join('\n', lines.Select(line => line.Plain))));
                    break;
                case ContainerBlock inner and not LinkReferenceDefinitionGroup:
                    AddAll(inner, blocks);
                    break;
                case LeafBlock leaf when OfLeaf(leaf) is { Plain.Length: > 0 } text:
                    blocks.Add(text);
                    break;
            }
        }
    }

    /// <summary>A line for each item, indented below the item that it belongs to.</summary>
    private static void AddList(ListBlock list, string indent, List<CardBlock> lines)
    {
        var number = int.TryParse(list.OrderedStart, out var start) ? start : 1;
        foreach (var item in list.OfType<ListItemBlock>())
        {
            var bullet = list.IsOrdered ? $"{number++}. " : "- ";
            var own = new List<CardBlock>();
            AddAll(item.Where(block => block is not ListBlock), own);
            lines.Add(new(
                $"{indent}{bullet}{string.Join(' ', own.Select(block => block.Markdown.ReplaceLineEndings(" ")))}",
                $"{indent}{bullet}{string.Join(' ', own.Select(block => block.Plain.ReplaceLineEndings(" ")))}"));
            foreach (var inner in item.OfType<ListBlock>())
            {
                AddList(inner, indent + new string(' ', bullet.Length), lines);
            }
        }
    }

    private static CardBlock OfLeaf(LeafBlock leaf)
    {
        var (markdown, plain) = (new StringBuilder(), new StringBuilder());
        if (leaf.Inline is { } inline)
        {
            Write(inline, markdown, plain);
        }
        else if (leaf is CodeBlock)
        {
            plain.Append(leaf.Lines.ToString());
            markdown.Append(Plain(plain.ToString()).Replace("\n", "\n\n", StringComparison.Ordinal));
        }

        var text = ListStart().Replace(markdown.ToString().Trim(), match => match.Value.Insert(match.Length - 1, "\\"));
        return leaf is HeadingBlock ? new($"**{Plain(plain.ToString().Trim())}**", plain.ToString().Trim()) : new(text, plain.ToString().Trim());
    }

    private static void Write(ContainerInline container, StringBuilder markdown, StringBuilder plain)
    {
        foreach (var inline in container)
        {
            switch (inline)
            {
                case LinkInline link:
                    WriteLink(link, markdown, plain);
                    break;
                case EmphasisInline { FirstChild: not null } emphasis:
                    var mark = emphasis.DelimiterCount > 1 ? "**" : "_";
                    markdown.Append(mark);
                    Write(emphasis, markdown, plain);
                    markdown.Append(mark);
                    break;
                case ContainerInline inner:
                    Write(inner, markdown, plain);
                    break;
                case AutolinkInline auto when auto.IsEmail || PostMarkdown.MayLead(auto.Url):
                    markdown.Append('[').Append(Escaped(auto.Url)).Append("](").Append(Address(auto.IsEmail ? $"mailto:{auto.Url}" : auto.Url)).Append(')');
                    plain.Append(auto.Url);
                    break;
                case LineBreakInline line:
                    markdown.Append(line.IsHard ? "\n\n" : " ");
                    plain.Append(line.IsHard ? '\n' : ' ');
                    break;
                default:
                    var text = TextOf(inline);
                    Escape(text, markdown);
                    plain.Append(text);
                    break;
            }
        }
    }

    private static void WriteLink(LinkInline link, StringBuilder markdown, StringBuilder plain)
    {
        var (label, words) = (new StringBuilder(), new StringBuilder());
        Write(link, label, words);
        if (link.IsImage ? PostMarkdown.IsHttps(link.Url) && words.Length > 0 : PostMarkdown.MayLead(link.Url))
        {
            markdown.Append('[').Append(link.IsImage ? Escaped(words.ToString()) : label).Append("](").Append(Address(link.Url!)).Append(')');
        }
        else if (words.Length == 0 && link.IsImage)
        {
            // Nothing says what it shows: its address does, for the author to see.
            words.Append(link.Url);
            Escape(link.Url ?? "", markdown);
        }
        else
        {
            markdown.Append(label);
        }

        plain.Append(words);
    }

    private static string TextOf(Inline inline) => inline switch
    {
        LiteralInline literal => literal.Content.ToString(),
        CodeInline code => code.Content,
        HtmlEntityInline entity => entity.Transcoded.ToString(),
        AutolinkInline auto => auto.Url,
        _ => inline.ToString() ?? "",
    };

    /// <summary>Brackets and spaces would end the address.</summary>
    private static string Address(string url) => new Uri(url).AbsoluteUri
        .Replace("(", "%28", StringComparison.Ordinal).Replace(")", "%29", StringComparison.Ordinal).Replace("\\", "%5C", StringComparison.Ordinal);

    private static string Escaped(string text)
    {
        var escaped = new StringBuilder();
        Escape(text, escaped);
        return escaped.ToString();
    }

    private static void Escape(ReadOnlySpan<char> text, StringBuilder to)
    {
        for (var i = 0; i < text.Length; i++)
        {
            _ = text[i] switch
            {
                '\\' or '*' or '_' or '[' or ']' or '`' or '~' => to.Append('\\').Append(text[i]),

                // A tag would be Teams' own, such as a mention; an entity would become what it stands for.
                '<' => to.Append("&lt;"),
                '&' when i + 1 < text.Length && (text[i + 1] == '#' || char.IsAsciiLetter(text[i + 1])) => to.Append("&amp;"),
                var letter when char.IsControl(letter) && letter != '\n' => to.Append(' '),
                var letter => to.Append(letter),
            };
        }
    }

    /// <summary>What would make a list, a heading or a quote of a line.</summary>
    [GeneratedRegex(@"^(\d{1,9}[.)]|[-+#>=])(?=\s|$)", RegexOptions.ExplicitCapture | RegexOptions.Multiline)]
    private static partial Regex ListStart();
}

/// <summary>A paragraph or a list of a card.</summary>
/// <param name="Markdown">In the subset of cards.</param>
/// <param name="Plain">The same without any markup.</param>
internal sealed record CardBlock(string Markdown, string Plain);
