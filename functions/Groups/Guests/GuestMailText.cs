using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Mail;

namespace AdoptionAutomation.Groups.Guests;

/// <summary>The mail to the guests of the same groups, with a mark where each one's link goes.</summary>
internal sealed class GuestMailText(Pages pages)
{
    /// <summary>In HTML; filled with an encoded link.</summary>
    public const string LinkMark = "-redeemLink-";

    /// <summary>In plain text; filled with the link as it is.</summary>
    public const string PlainLinkMark = "-plainRedeemLink-";

    public Task<(string Subject, string Html, string Text)> RenderAsync(Campaign campaign, IEnumerable<string> groups) =>
        RenderAsync(GuestMailContent.For(campaign, groups, LinkMark));

    public async Task<(string Subject, string Html, string Text)> RenderAsync(GuestMailContent content) =>
        (content.Subject, await pages.RenderAsync<GuestMail>((nameof(GuestMail.Content), content)), content.TextFor(PlainLinkMark));
}
