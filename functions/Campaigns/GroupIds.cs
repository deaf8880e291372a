using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace AdoptionAutomation.Campaigns;

/// <summary>
/// Ids of expanded groups: the expansion and the value, accents folded. A value that loses anything on the way (an accent, a space, every
/// letter of an emoji) gets a short hash of itself, so that two values never share an id, whichever of them comes first or alone.
/// </summary>
internal static partial class GroupIds
{
    /// <summary>With an expansion's 20 characters and a hyphen, 53: the nickname adds 11, and takes 64.</summary>
    private const int LongestValue = 32;

    /// <summary>Enough where the letters that are left tell nearly all: Orléans from Orleans.</summary>
    private const int HashDigits = 5;

    /// <summary>Where letters are lost, it is the hash that tells the values apart: 東京 from 大阪.</summary>
    private const int LongHashDigits = 12;

    public static string Of(string expansion, string value)
    {
        var plain = Canonical(value);
        var (folded, lossy) = Fold(plain);
        if (folded == plain && plain.Length is > 0 and <= LongestValue && !LooksHashed().IsMatch(plain))
        {
            return $"{expansion}-{plain}";
        }

        var digits = lossy || folded.Length is 0 or > LongestValue - 1 - HashDigits ? LongHashDigits : HashDigits;
        var kept = folded[..Math.Min(folded.Length, LongestValue - 1 - digits)].TrimEnd('-');
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(plain)))[..digits];
        return kept.Length > 0 ? $"{expansion}-{kept}-{hash}" : $"{expansion}-{hash}";
    }

    /// <summary>Values that differ in nothing but case, outer spaces or the way an accent is encoded are one value.</summary>
    public static string Canonical(string value) => value.Normalize().Trim().ToLowerInvariant().Normalize();

    /// <summary>a-z, 0-9 and single hyphens inside; lossy if a letter, digit or symbol left no trace.</summary>
    private static (string Folded, bool Lossy) Fold(string text)
    {
        var folded = new StringBuilder();
        var lossy = false;
        foreach (var rune in Expand(text).Normalize(NormalizationForm.FormD).EnumerateRunes())
        {
            if (rune.IsAscii && Rune.IsLetterOrDigit(rune))
            {
                folded.Append((char)rune.Value);
            }
            else if (!IsAccent(rune))
            {
                lossy |= !Rune.IsWhiteSpace(rune) && !Rune.IsPunctuation(rune);
                folded.Append(folded is [.., '-'] or [] ? "" : "-");
            }
        }

        return (folded.ToString().TrimEnd('-'), lossy);
    }

    private static bool IsAccent(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark;

    /// <summary>Letters that Unicode does not take apart.</summary>
    private static string Expand(string text) => text
        .Replace("œ", "oe", StringComparison.Ordinal)
        .Replace("æ", "ae", StringComparison.Ordinal)
        .Replace("ß", "ss", StringComparison.Ordinal)
        .Replace("ø", "o", StringComparison.Ordinal)
        .Replace("ł", "l", StringComparison.Ordinal)
        .Replace("đ", "d", StringComparison.Ordinal);

    /// <summary>A value that ends as another's hash might is hashed too.</summary>
    [GeneratedRegex("(^|-)([0-9a-f]{5}|[0-9a-f]{12})$")]
    private static partial Regex LooksHashed();
}
