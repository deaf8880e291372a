using System.Globalization;

namespace AdoptionAutomation.Calendar.Channels.Cards;

/// <summary>
/// Makes a card fit (pure). What goes first: the end of the last language's text, then of those before it, and last of all that of the first
/// language; whole paragraphs where they fit, between words where not. Titles, picture, mentions and buttons stay: a card for which they alone are too much is refused.
/// </summary>
internal static class CardFit
{
    /// <summary>Of a paragraph that is cut, no less than this is shown.</summary>
    private const int LeastCut = 40;

    /// <returns>The request, or null and how large it would be at the least.</returns>
    public static (byte[]? Request, int Bytes) Of(TeamsCard card) => Shorten(card) is var (fitting, bytes) && fitting is not null
        ? (fitting.Write(), bytes)
        : (null, bytes);

    /// <returns>The card that fits, or null and how large it would be at the least.</returns>
    public static (TeamsCard? Card, int Bytes) Shorten(TeamsCard card)
    {
        var whole = card.Write().Length;
        if (whole <= TeamsCard.MostBytes)
        {
            return (card, whole);
        }

        for (var i = card.Parts.Count - 1; i >= 0; i--)
        {
            var (part, more) = (card.Parts[i], ReadOn(card.Parts[i]));
            card = With(card, i, [more]);
            var least = card.Write().Length;
            if (least <= TeamsCard.MostBytes)
            {
                card = With(card, i, [.. Fill(part.Blocks, TeamsCard.MostBytes - least), more]);
                return (card, card.Write().Length);
            }
        }

        return (null, card.Write().Length);
    }

    private static IEnumerable<CardBlock> Fill(IReadOnlyList<CardBlock> blocks, int room)
    {
        foreach (var block in blocks)
        {
            var cost = CostOf(block.Markdown);
            if (cost > room)
            {
                if (Cut(block.Plain, room) is { } cut)
                {
                    yield return cut;
                }

                yield break;
            }

            room -= cost;
            yield return block;
        }
    }

    /// <summary>The longest start that fits, never within a letter or a word; null if that is hardly anything.</summary>
    private static CardBlock? Cut(string plain, int room)
    {
        // Escapes make it longer at most; as many letters as there is room for are enough to look at.
        var text = new StringInfo(plain[..Math.Min(plain.Length, room)]);
        var (low, high) = (0, text.LengthInTextElements);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            (low, high) = CostOf(Ended(text.SubstringByTextElements(0, middle))) <= room ? (middle, high) : (low, middle - 1);
        }

        var start = low == 0 ? "" : text.SubstringByTextElements(0, low);
        var word = start.LastIndexOf(' ');
        start = word > start.Length / 2 ? start[..word] : start;
        return start.Length < LeastCut ? null : new(Ended(start), $"{start}…");
    }

    private static string Ended(string start) => CardText.Plain($"{start}…");

    /// <summary>With the comma before it.</summary>
    private static int CostOf(string markdown) => TeamsCard.Write(TeamsCard.Paragraph(markdown)).Length + 1;

    private static CardBlock ReadOn(CardPart part)
    {
        var words = (part.Language == "fr", part.Links.Count > 0) switch
        {
            (true, true) => "Texte raccourci pour Teams\u00a0: la suite est derrière le bouton ci-dessous",
            (true, false) => "Texte raccourci pour Teams",
            (false, true) => "Shortened for Teams: the button below leads on",
            (false, false) => "Shortened for Teams",
        };
        return new($"_{words}_", words);
    }

    private static TeamsCard With(TeamsCard card, int index, IReadOnlyList<CardBlock> blocks) =>
        card with { Parts = [.. card.Parts.Select((part, i) => i == index ? part with { Blocks = blocks } : part)] };
}
