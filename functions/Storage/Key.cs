using System.Buffers;

namespace AdoptionAutomation.Storage;

/// <summary>Builds table keys from ids. Every partition key starts with the campaign's id, but for what all campaigns share.</summary>
internal static class Key
{
    private const char Separator = '|';

    // The Table service refuses / \ # ? and control characters; % is trouble in some clients.
    private static readonly SearchValues<char> Forbidden = SearchValues.Create(
        [.. "/\\#?%|", .. Enumerable.Range(0, 0x20).Select(c => (char)c), .. Enumerable.Range(0x7F, 0x21).Select(c => (char)c)]);

    /// <exception cref="ArgumentException">A part is empty or has a character that keys cannot hold.</exception>
    public static string Of(params ReadOnlySpan<string> parts)
    {
        foreach (var part in parts)
        {
            if (!Allows(part))
            {
                throw new ArgumentException($"'{part}' cannot be part of a table key: empty, or with / \\ # ? % | or a control character.", nameof(parts));
            }
        }

        return string.Join(Separator, parts);
    }

    /// <summary>Whether a text can be part of a key.</summary>
    public static bool Allows(string part) => part.Length > 0 && !part.AsSpan().ContainsAny(Forbidden);

    /// <summary>The least key after all keys that start with <paramref name="prefix"/> and the separator.</summary>
    public static string After(string prefix) => prefix + (char)(Separator + 1);
}
