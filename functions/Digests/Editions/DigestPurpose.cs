using AdoptionAutomation.Mail;

namespace AdoptionAutomation.Digests.Editions;

/// <summary>Purposes of digests: <c>digest-AUDIENCE.PERIOD</c>, such as <c>digest-sponsor.2026-W41</c> (pure).</summary>
internal sealed record DigestPurpose(DigestAudience Audience, string Period)
{
    public const string Family = "digest";

    private const string All = "all";

    public string Name => $"{Family}-{Audience.Word()}.{Period}";

    /// <summary>Null for what is none.</summary>
    public static DigestPurpose? Read(string purpose) =>
        purpose.Split('-', 2) is [Family, var name] && name.Split('.') is [var word, var period] && DigestAudiences.Parse(word) is { } audience
            ? new(audience, period)
            : null;

    public static SendMailMessage MessageOf(string scope, DigestAudience audience, DigestEdition edition) =>
        new(scope, new DigestPurpose(audience, edition.Period).Name, audience.Word(), All, All, edition.At);
}
