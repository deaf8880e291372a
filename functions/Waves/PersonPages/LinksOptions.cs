using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace AdoptionAutomation.Waves.PersonPages;

/// <summary>Settings <c>Links:*</c>: the pages that mails lead people to. Without both, mails have no such links.</summary>
internal sealed class LinksOptions : IValidatableObject
{
    public const string Section = "Links";

    private const int ShortestKey = 32;

    /// <summary>Public https address of the app, such as <c>https://adoption.contoso.example</c>.</summary>
    public string? BaseUrl { get; set; }

    /// <summary>Signs the links; at least 32 random characters. To change it: <c>new;old</c>, and the old one goes when its last mail is forgotten.</summary>
    public string? SigningKey { get; set; }

    /// <summary>The first signs, each is believed.</summary>
    public IReadOnlyList<string> Keys => (SigningKey ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>Whether mails can have links at all.</summary>
    public bool IsOn => BaseUrl is { Length: > 0 } && Keys.Count > 0;

    /// <summary>Where the app's functions are reached; null: not set.</summary>
    public string? Api => BaseUrl is { Length: > 0 } address ? $"{address.TrimEnd('/')}/api" : null;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (string.IsNullOrEmpty(BaseUrl) != (Keys.Count == 0))
        {
            yield return new("Links:BaseUrl and Links:SigningKey go together: set both, or neither and mails have no links to people's own pages.");
        }

        if (Keys.Any(key => key.Length < ShortestKey))
        {
            yield return new($"Links:SigningKey is too short: take at least {ShortestKey} random characters, for each of its keys.");
        }

        if (!string.IsNullOrEmpty(BaseUrl) && !IsAddress(BaseUrl))
        {
            yield return new("Links:BaseUrl is not an https address without query (http only on this machine).");
        }
    }

    private static bool IsAddress(string text) => Uri.TryCreate(text, UriKind.Absolute, out var address)
        && address is { Query: "", Fragment: "", UserInfo: "" }
        && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback));
}

[OptionsValidator]
internal sealed partial class LinksOptionsValidator : IValidateOptions<LinksOptions>;
