using AdoptionAutomation.Graph;
using AdoptionAutomation.Mail;
using Microsoft.Extensions.Options;

namespace AdoptionAutomation.Calendar.Publishing;

/// <summary>
/// Dress before going out: while <c>Posts:RedirectAllTo</c> is set, calendars are planned and published in a scope of their own, whose rows and
/// effects are not those of the real run, and every post goes to the test group.
/// </summary>
internal sealed class PostRedirect(IOptions<PostsOptions> options)
{
    /// <summary>Where every post goes; null: to its group.</summary>
    public string? Address => options.Value.RedirectAllTo is { Length: > 0 } address ? address : null;

    /// <summary>The scope in which a campaign's calendar is published now.</summary>
    /// <param name="campaign">The campaign's id, or a scope of it.</param>
    public string ScopeOf(string campaign) => Address is null ? MailRedirect.CampaignOf(campaign) : MailRedirect.CampaignOf(campaign) + MailRedirect.Suffix;

    /// <summary>Whether the dress rehearsal that a message belongs to is over: it is let go.</summary>
    public bool IsOver(string scope) => MailRedirect.IsDress(scope) && Address is null;

    /// <summary>Whether a message is of the real run, which waits while posts are redirected.</summary>
    public bool MustWait(string scope) => !MailRedirect.IsDress(scope) && Address is not null;
}
