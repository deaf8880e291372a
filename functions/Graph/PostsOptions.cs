using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace AdoptionAutomation.Graph;

/// <summary>Settings <c>Posts:*</c>.</summary>
internal sealed class PostsOptions : IValidatableObject
{
    public const string Section = "Posts";

    /// <summary>Object id of the mailbox that posts are sent from; absent: nothing is posted, and the groups say so.</summary>
    public string? MailboxId { get; set; }

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
