using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace AdoptionAutomation.Mail;

/// <summary>Settings <c>Mail:*</c>.</summary>
internal sealed class MailOptions : IValidatableObject
{
    public const string Section = "Mail";

    [Required(ErrorMessage = "Mail:SendGridApiKey is missing: an API key with the permission Mail Send (a Key Vault reference in Azure).")]
    public string SendGridApiKey { get; set; } = "";

    /// <summary><c>https://api.eu.sendgrid.com</c> keeps mails in the EU.</summary>
    [Required(ErrorMessage = "Mail:SendGridHost is missing: https://api.sendgrid.com, or https://api.eu.sendgrid.com for EU residency.")]
    [Url(ErrorMessage = "Mail:SendGridHost is not a URL.")]
    public string SendGridHost { get; set; } = "https://api.sendgrid.com";

    [Required(ErrorMessage = "Mail:FromAddress is missing: the verified sender of the campaign's mails.")]
    [EmailAddress(ErrorMessage = "Mail:FromAddress is not a mail address.")]
    public string FromAddress { get; set; } = "";

    [Required(ErrorMessage = "Mail:FromName is missing: the sender's name as people read it.")]
    public string FromName { get; set; } = "";

    /// <summary>
    /// A test address that gets every mail, while waves run in a scope of their own in which nobody joins a group. Absent: mails go to people.
    /// </summary>
    [EmailAddress(ErrorMessage = "Mail:RedirectAllTo is not a mail address.")]
    public string? RedirectAllTo { get => field; set => field = string.IsNullOrWhiteSpace(value) ? null : value.Trim(); }

    /// <summary>
    /// SendGrid's verification key of the signed event webhook (base64). Absent: no events are taken in, and mails whose outcome is
    /// unknown stay uncertain until a person decides.
    /// </summary>
    public string? EventWebhookPublicKey { get; set; }

    /// <summary>How long an event may take before a mail of unknown outcome counts as not taken, while events of others arrive.</summary>
    public TimeSpan UncertainAfter { get; set; } = TimeSpan.FromHours(6);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (UncertainAfter < TimeSpan.FromMinutes(10) || UncertainAfter > TimeSpan.FromDays(3))
        {
            yield return new("Mail:UncertainAfter must lie between 00:10:00 and 3.00:00:00.");
        }

        if (EventWebhookPublicKey is { Length: > 0 } key && !EventSignature.IsKey(key))
        {
            yield return new("Mail:EventWebhookPublicKey is not a verification key: copy it from SendGrid's signed event webhook settings.");
        }
    }
}

[OptionsValidator]
internal sealed partial class MailOptionsValidator : IValidateOptions<MailOptions>;
