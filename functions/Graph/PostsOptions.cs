using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace AdoptionAutomation.Graph;

/// <summary>Settings <c>Posts:*</c>.</summary>
internal sealed class PostsOptions : IValidatableObject
{
    public const string Section = "Posts";

    /// <summary>Object id of the mailbox that posts are sent from; absent: nothing is posted, and the groups say so.</summary>
    public string? MailboxId { get; set; }

    /// <summary>
    /// Address of a test group that gets every post of the calendar, while it is published in a scope of its own. Absent: posts go to their groups.
    /// </summary>
    [EmailAddress(ErrorMessage = "Posts:RedirectAllTo is not a mail address.")]
    public string? RedirectAllTo { get => field; set => field = string.IsNullOrWhiteSpace(value) ? null : value.Trim(); }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (MailboxId is { Length: > 0 } id && !Guid.TryParse(id, out _))
        {
            yield return new("Posts:MailboxId is not an object id: in Entra, it stands on the page of the mailbox's user.");
        }
    }
}

[OptionsValidator]
internal sealed partial class PostsOptionsValidator : IValidateOptions<PostsOptions>;
