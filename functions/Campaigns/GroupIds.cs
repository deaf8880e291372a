using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace AdoptionAutomation.Campaigns;

/// <summary>
/// Ids of expanded groups: the expansion and the value, accents folded. A value that loses anything on the way (an accent, a space, every
/// letter of an emoji) gets a short hash of itself, so that two values never share an id, whichever of them comes first or alone.
/// </summary>
internal static class GroupIds
{
    private const int LongestValue = 30;
    private const int HashDigits = 5;

    public static string Of(string expansion, string value)
    {
        var plain = value.Trim().ToLowerInvariant();
        var folded = Fold(plain);
        if (folded == plain)
        {
            return $"{expansion}-{plain}";
        }

        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(plain.Normalize())))[..HashDigits];
        return folded.Length > 0 ? $"{expansion}-{folded}-{hash}" : $"{expansion}-{hash}";
    }

    /// <summary>a-z, 0-9 and single hyphens inside; up to 30 characters.</summary>
    private static string Fold(string text)
    {
        var folded = new StringBuilder();
        foreach (var letter in Expand(text).Normalize(NormalizationForm.FormD))
        {
            if (char.IsAsciiLetterOrDigit(letter))
            {
                folded.Append(char.ToLowerInvariant(letter));
            }
            else if (CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark && folded.Length > 0 && folded[^1] != '-')
            {
                folded.Append('-');
            }
        }

        return folded.ToString()[..Math.Min(folded.Length, LongestValue)].Trim('-');
    }

    /// <summary>Letters that Unicode does not take apart.</summary>
    private static string Expand(string text) => text
        .Replace("œ", "oe", StringComparison.Ordinal)
        .Replace("æ", "ae", StringComparison.Ordinal)
        .Replace("ß", "ss", StringComparison.Ordinal)
        .Replace("ø", "o", StringComparison.Ordinal)
        .Replace("ł", "l", StringComparison.Ordinal)
        .Replace("đ", "d", StringComparison.Ordinal);
}
