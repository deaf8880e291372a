using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace AdoptionAutomation.Surveys;

/// <summary>Settings <c>Surveys:*</c>. Surveys also need the links of <c>Links:*</c>.</summary>
internal sealed class SurveysOptions : IValidatableObject
{
    public const string Section = "Surveys";

    private const int ShortestKey = 32;

    /// <summary>
    /// Encrypts answers while they wait; at least 32 random characters, other than Links:SigningKey. To change it: <c>new;old</c>, and the old one
    /// goes when the last round that was open then has closed. Without it no survey is sent.
    /// </summary>
    public string? EncryptionKey { get; set; }

    /// <summary>Requests a minute that one link may make of the survey page; more are answered 429.</summary>
    [Range(1, 10_000)]
    public int MostPerLink { get; set; } = 20;

    /// <summary>The same of one address, which may stand for a whole office.</summary>
    [Range(1, 1_000_000)]
    public int MostPerAddress { get; set; } = 600;

    /// <summary>The first encrypts, each decrypts.</summary>
    public IReadOnlyList<string> Keys => (EncryptionKey ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Keys.Any(key => key.Length < ShortestKey))
        {
            yield return new($"Surveys:EncryptionKey is too short: take at least {ShortestKey} random characters, for each of its keys.");
        }
    }
}

[OptionsValidator]
internal sealed partial class SurveysOptionsValidator : IValidateOptions<SurveysOptions>;
