using System.Text;
using System.Text.RegularExpressions;

namespace AdoptionAutomation.Calendar.Feeds;

/// <summary>A feed's bytes as text (pure): by its byte order mark, else by its headers, else by its XML declaration, else UTF-8.</summary>
internal static partial class FeedEncoding
{
    private const int DeclarationLength = 200;
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>What UTF-8 that is none was meant to be, nearly always.</summary>
    private static readonly Encoding Western = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    public static string Decode(byte[] bytes, string? charset)
    {
        var (marked, length) = MarkOf(bytes);
        var encoding = marked ?? Named(charset?.Trim('"', '\'')) ?? Named(Declared(bytes)) ?? StrictUtf8;
        try
        {
            return encoding.GetString(bytes, length, bytes.Length - length);
        }
        catch (DecoderFallbackException)
        {
            return Western.GetString(bytes, length, bytes.Length - length);
        }
    }

    private static (Encoding? Encoding, int Length) MarkOf(byte[] bytes) => bytes switch
    {
        [0xEF, 0xBB, 0xBF, ..] => (StrictUtf8, 3),
        [0xFF, 0xFE, ..] => (Encoding.Unicode, 2),
        [0xFE, 0xFF, ..] => (Encoding.BigEndianUnicode, 2),
        [(byte)'<', 0, ..] => (Encoding.Unicode, 0),
        [0, (byte)'<', ..] => (Encoding.BigEndianUnicode, 0),
        _ => (null, 0),
    };

    private static Encoding? Named(string? name)
    {
        if (string.IsNullOrEmpty(name))
        {
            return null;
        }

        if (name.Equals("utf-8", StringComparison.OrdinalIgnoreCase) || name.Equals("utf8", StringComparison.OrdinalIgnoreCase))
        {
            return StrictUtf8;
        }

        try
        {
            // What calls itself Latin-1 or ASCII is the superset that browsers take it for.
            return name.ToLowerInvariant() is "iso-8859-1" or "latin1" or "us-ascii" ? Western
                : CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static string? Declared(byte[] bytes) =>
        Declaration().Match(Encoding.Latin1.GetString(bytes, 0, Math.Min(bytes.Length, DeclarationLength))) is { Success: true } match
            ? match.Groups["name"].Value
            : null;

    [GeneratedRegex("""^\s*<\?xml[^>]*encoding\s*=\s*["'](?<name>[A-Za-z0-9._:-]+)["']""", RegexOptions.ExplicitCapture)]
    private static partial Regex Declaration();
}
