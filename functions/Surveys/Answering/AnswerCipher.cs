using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using AdoptionAutomation.Storage;
using Microsoft.Extensions.Options;

namespace AdoptionAutomation.Surveys.Answering;

/// <summary>Encrypts answers for the time in the spool: AES-256-GCM, bound to the round; whoever reads storage without the key reads nothing.</summary>
internal sealed class AnswerCipher(IOptions<SurveysOptions> options)
{
    private const int KeyBytes = 32;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static int NonceBytes => AesGcm.NonceByteSizes.MaxSize;

    private static int TagBytes => AesGcm.TagByteSizes.MaxSize;

    /// <summary>Without a key no survey is sent.</summary>
    public bool IsOn => options.Value.Keys.Count > 0;

    public byte[] Encrypt(string campaign, string round, AnswerPaper paper)
    {
        // Packed, for JSON writes an emoji in twelve bytes.
        var plain = PackedJson.Pack(paper, Json);
        var sealedBytes = new byte[NonceBytes + TagBytes + plain.Length];
        var (nonce, tag, cipher) = PartsOf(sealedBytes);
        RandomNumberGenerator.Fill(nonce.Span);
        using var aes = new AesGcm(KeyOf(options.Value.Keys[0]), TagBytes);
        aes.Encrypt(nonce.Span, plain, cipher.Span, tag.Span, BoundTo(campaign, round));
        return sealedBytes;
    }

    /// <exception cref="AnswerKeyException">None of the keys opens it.</exception>
    public AnswerPaper Decrypt(string campaign, string round, byte[] answer)
    {
        var (nonce, tag, cipher) = PartsOf(answer);
        var plain = new byte[cipher.Length];
        foreach (var key in options.Value.Keys)
        {
            try
            {
                using var aes = new AesGcm(KeyOf(key), TagBytes);
                aes.Decrypt(nonce.Span, cipher.Span, tag.Span, plain, BoundTo(campaign, round));
                return PackedJson.Unpack<AnswerPaper>(plain, Json);
            }
            catch (AuthenticationTagMismatchException)
            {
                // Another of the keys may open it.
            }
        }

        throw new AnswerKeyException(round);
    }

    private static (Memory<byte> Nonce, Memory<byte> Tag, Memory<byte> Cipher) PartsOf(byte[] bytes) =>
        (bytes.AsMemory(0, NonceBytes), bytes.AsMemory(NonceBytes, TagBytes), bytes.AsMemory(NonceBytes + TagBytes));

    private static byte[] BoundTo(string campaign, string round) => Encoding.UTF8.GetBytes($"{campaign}|{round}");

    private static byte[] KeyOf(string key) => HKDF.DeriveKey(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(key), KeyBytes, info: "survey-spool"u8.ToArray());
}

/// <summary>An answer in the spool that no key opens: a key was taken away too early.</summary>
internal sealed class AnswerKeyException(string round) : Exception(
    $"An answer to survey {round} waits in the spool, and none of the keys of Surveys:EncryptionKey opens it: put the former key back, behind the new one.");
