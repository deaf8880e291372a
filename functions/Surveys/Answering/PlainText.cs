using System.Globalization;
using System.Text;

namespace AdoptionAutomation.Surveys.Answering;

/// <summary>Free text as it is kept (pure): letters, spaces and line feeds, and nothing that acts on whoever reads it.</summary>
internal static class PlainText
{
    public static string Of(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var rune in text.ReplaceLineEndings("\n").Replace('\t', ' ').EnumerateRunes())
        {
            if (rune.Value == '\n' || !(Rune.GetUnicodeCategory(rune) == UnicodeCategory.Control || TurnsDirection(rune.Value)))
            {
                plain.Append(rune.ToString());
            }
        }

        return plain.ToString().Trim();
    }

    /// <summary>Embeddings, overrides and isolates: they make what follows them read otherwise than it is.</summary>
    private static bool TurnsDirection(int code) => code is (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069);
}
