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

    /// <summary>
    /// By group id, the address of the workflow that posts into its channel (docs/channels.md): a secret, a Key Vault reference in Azure. Names of
    /// settings hold no hyphens on Linux, so <c>_</c> stands for one: <c>Posts__Workflows__paris_office</c>.
    /// </summary>
    public IDictionary<string, string?> Workflows { get; } = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);

    /// <summary>The address of a group's workflow; null: none is set.</summary>
    public Uri? WorkflowOf(string group)
    {
        var url = Workflows.FirstOrDefault(pair => pair.Key.Replace('_', '-').Equals(group, StringComparison.OrdinalIgnoreCase)).Value;
        return string.IsNullOrWhiteSpace(url) ? null : new(url);
    }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        // The address is never quoted: whoever has it can post.
        foreach (var (group, _) in Workflows.Where(pair => !string.IsNullOrWhiteSpace(pair.Value) && !IsWorkflow(pair.Value)))
        {
            yield return new($"Posts:Workflows:{group} is not the https address of a workflow: copy it whole from Teams (docs/channels.md).");
        }

        if (MailboxId is { Length: > 0 } id && !Guid.TryParse(id, out _))
        {
            yield return new("Posts:MailboxId is not an object id: in Entra, it stands on the page of the mailbox's user.");
        }
    }

    /// <summary>Plain http on this machine only.</summary>
    private static bool IsWorkflow(string url) => Uri.TryCreate(url, UriKind.Absolute, out var address)
        && address is { UserInfo: "", Fragment: "", Host.Length: > 0 }
        && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback));
}

[OptionsValidator]
internal sealed partial class PostsOptionsValidator : IValidateOptions<PostsOptions>;
