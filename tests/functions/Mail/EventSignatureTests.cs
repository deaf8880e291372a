using System.Security.Cryptography;
using System.Text;
using AdoptionAutomation.Mail;

namespace AdoptionAutomation.Tests.Functions.Mail;

public sealed class EventSignatureTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 9, 7, 8, 0, 0, TimeSpan.Zero);
    private static readonly byte[] Body = "[]"u8.ToArray();

    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public void Dispose() => key.Dispose();

    [Theory]
    [InlineData(0, true)]
    [InlineData(-24, true)]
    [InlineData(-26, false)]
    [InlineData(0.1, true)]
    [InlineData(0.5, false)]
    public void A_call_is_believed_if_signed_within_a_day(double hours, bool valid)
    {
        var timestamp = $"{Now.AddHours(hours).ToUnixTimeSeconds()}";

        Assert.Equal(valid, IsValid(Sign(timestamp, Body), timestamp, Body));
    }

    [Fact]
    public void Another_key_body_or_timestamp_is_not_believed()
    {
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var timestamp = $"{Now.ToUnixTimeSeconds()}";
        var signature = Sign(timestamp, Body);

        Assert.False(EventSignature.IsValid(PublicKey(other), signature, timestamp, Body, Now));
        Assert.False(IsValid(signature, timestamp, "[{}]"u8.ToArray()));
        Assert.False(IsValid(signature, $"{Now.ToUnixTimeSeconds() + 1}", Body));
        Assert.False(IsValid(signature, timestamp, []));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("not base64!")]
    [InlineData("AAAA")]
    [InlineData("MAYCAQECAQE=")]
    public void A_signature_that_is_none_is_not_believed(string? signature)
    {
        Assert.False(IsValid(signature, $"{Now.ToUnixTimeSeconds()}", Body));
    }

    [Fact]
    public void A_signature_longer_than_any_is_not_believed()
    {
        Assert.False(IsValid(Convert.ToBase64String(new byte[4000]), $"{Now.ToUnixTimeSeconds()}", Body));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("yesterday")]
    [InlineData("-1")]
    [InlineData("9223372036854775807")]
    [InlineData("99999999999999999999999")]
    public void A_timestamp_that_is_none_is_not_believed(string? timestamp)
    {
        Assert.False(IsValid(Sign(timestamp ?? "", Body), timestamp, Body));
    }

    private static string PublicKey(ECDsa key) => Convert.ToBase64String(key.ExportSubjectPublicKeyInfo());

    private bool IsValid(string? signature, string? timestamp, byte[] body) => EventSignature.IsValid(PublicKey(key), signature, timestamp, body, Now);

    private string Sign(string timestamp, byte[] body) => Convert.ToBase64String(key.SignData(
        (byte[])[.. Encoding.UTF8.GetBytes(timestamp), .. body], HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence));
}
