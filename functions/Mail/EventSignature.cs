using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace AdoptionAutomation.Mail;

/// <summary>SendGrid's signature of an event webhook call: ECDSA P-256 with SHA-256 over timestamp and raw body.</summary>
internal static class EventSignature
{
    public const string SignatureHeader = "X-Twilio-Email-Event-Webhook-Signature";
    public const string TimestampHeader = "X-Twilio-Email-Event-Webhook-Timestamp";

    /// <summary>SendGrid repeats a call for up to 24 hours.</summary>
    private static readonly TimeSpan Oldest = TimeSpan.FromHours(25);
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(10);

    /// <summary>Whether this is a public key as SendGrid shows it: base64 of its SubjectPublicKeyInfo.</summary>
    public static bool IsKey(string publicKey)
    {
        try
        {
            using var key = ECDsa.Create();
            key.ImportSubjectPublicKeyInfo(Convert.FromBase64String(publicKey), out _);
            return true;
        }
        catch (Exception wrong) when (wrong is FormatException or CryptographicException)
        {
            return false;
        }
    }

    /// <param name="publicKey">Base64 SubjectPublicKeyInfo, as SendGrid shows it.</param>
    /// <param name="signature">The header: base64 DER.</param>
    /// <param name="timestamp">The header: unix seconds.</param>
    /// <param name="body">The body's bytes as received.</param>
    /// <param name="now">The present.</param>
    public static bool IsValid(string publicKey, string? signature, string? timestamp, ReadOnlySpan<byte> body, DateTimeOffset now)
    {
        if (!long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) || seconds > DateTimeOffset.MaxValue.ToUnixTimeSeconds())
        {
            return false;
        }

        var age = now - DateTimeOffset.FromUnixTimeSeconds(seconds);
        var der = new byte[256];
        if (age > Oldest || age < -ClockSkew || !Convert.TryFromBase64String(signature ?? "", der, out var length))
        {
            return false;
        }

        using var key = ECDsa.Create();
        key.ImportSubjectPublicKeyInfo(Convert.FromBase64String(publicKey), out _);
        byte[] signed = [.. Encoding.UTF8.GetBytes(timestamp), .. body];
        return key.VerifyData(signed, der.AsSpan(0, length), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
    }
}
