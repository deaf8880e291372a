using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace AdoptionAutomation.Operations;

/// <summary>Text that goes out in a link and comes back as it was (pure): base64url, and HMAC-SHA256 over it.</summary>
internal static class SignedText
{
    private const int Longest = 400;

    /// <param name="key">The signing key.</param>
    /// <param name="domain">Keeps these signatures from being taken for others of the same key, such as <c>person-page:</c>.</param>
    /// <param name="text">What is signed; it can be read by whoever has the link.</param>
    public static string Write(string key, string domain, string text)
    {
        var body = Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));
        return $"{body}.{Sign(key, domain, body)}";
    }

    /// <returns>Null for whatever was not written here with one of the keys, or was altered.</returns>
    public static string? Read(IReadOnlyList<string> keys, string domain, string? token)
    {
        if (token is not { Length: > 0 and <= Longest } || token.Split('.') is not [var body, var signature])
        {
            return null;
        }

        var known = false;
        foreach (var key in keys)
        {
            known |= CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Sign(key, domain, body)), Encoding.UTF8.GetBytes(signature));
        }

        return known ? Encoding.UTF8.GetString(Base64Url.DecodeFromChars(body)) : null;
    }

    private static string Sign(string key, string domain, string body) =>
        Base64Url.EncodeToString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(domain + body)));
}
