using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace AdoptionAutomation.Operations;

/// <summary>Settings <c>Access:*</c>: who may call the HTTP functions.</summary>
internal sealed class AccessOptions : IValidatableObject
{
    public const string Section = "Access";

    /// <summary>The key that scripts send (<c>x-functions-key</c> or <c>?code=</c>); at least 32 characters. Absent: no key is accepted.</summary>
    public string? FunctionKey { get; set; }

    /// <summary>
    /// Whether App Service authentication stands before the app, so that <c>X-MS-CLIENT-PRINCIPAL</c> can be believed. Anyone could send
    /// that header otherwise.
    /// </summary>
    public bool TrustClientPrincipal { get; set; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (FunctionKey is { Length: > 0 and < 32 })
        {
            yield return new("Access:FunctionKey is too short: take at least 32 random characters.");
        }

        if (string.IsNullOrEmpty(FunctionKey) && !TrustClientPrincipal)
        {
            yield return new("Nobody could call the app: set Access:FunctionKey, or Access:TrustClientPrincipal=true behind App Service authentication.");
        }
    }
}

[OptionsValidator]
internal sealed partial class AccessOptionsValidator : IValidateOptions<AccessOptions>;
