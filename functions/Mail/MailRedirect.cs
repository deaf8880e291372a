using Microsoft.Extensions.Options;

namespace AdoptionAutomation.Mail;

/// <summary>
/// Dress before going out: while <c>Mail:RedirectAllTo</c> is set, waves run in a scope of their own, whose rows, effects and messages are
/// not those of the real run, and every mail goes to the test address.
/// </summary>
internal sealed class MailRedirect(IOptions<MailOptions> options)
{
    /// <summary>A campaign's id cannot hold the sign.</summary>
    public const string Suffix = "~dress";

    /// <summary>Where every mail goes; null: to the people.</summary>
    public string? Address => options.Value.RedirectAllTo is { Length: > 0 } address ? address : null;

    /// <summary>The scope in which a campaign's waves run now.</summary>
    /// <param name="campaign">The campaign's id.</param>
    public string ScopeOf(string campaign) => Address is null ? campaign : CampaignOf(campaign) + Suffix;

    /// <summary>The campaign itself, and its dress rehearsal if there is one: what holds for the one holds for both.</summary>
    /// <param name="campaign">The campaign's id.</param>
    public IReadOnlyList<string> ScopesOf(string campaign) => Address is null ? [campaign] : [campaign, ScopeOf(campaign)];

    /// <summary>The campaign itself and its dress rehearsal, whether or not one goes on: wherever something of it may be kept.</summary>
    /// <param name="campaign">The campaign's own id.</param>
    public static IReadOnlyList<string> BothOf(string campaign) => [campaign, campaign + Suffix];

    /// <summary>The campaign's own id, of a scope or of itself.</summary>
    public static string CampaignOf(string scope) => IsDress(scope) ? scope[..^Suffix.Length] : scope;

    public static bool IsDress(string scope) => scope.EndsWith(Suffix, StringComparison.Ordinal);

    /// <summary>Whether the dress rehearsal that a message belongs to is over: it is let go.</summary>
    public bool IsOver(string scope) => IsDress(scope) && Address is null;

    /// <summary>Whether a message is of the real run, which waits while mails are redirected: nobody is ever marked as mailed who was not.</summary>
    public bool MustWait(string scope) => !IsDress(scope) && Address is not null;
}
