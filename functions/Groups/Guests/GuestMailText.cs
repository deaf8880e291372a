using AdoptionAutomation.Campaigns;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace AdoptionAutomation.Groups.Guests;

/// <summary>The mail to the guests of the same groups, with a mark where each one's link goes.</summary>
internal sealed class GuestMailText(HtmlRenderer renderer)
{
    /// <summary>In HTML; filled with an encoded link.</summary>
    public const string LinkMark = "-redeemLink-";

    /// <summary>In plain text; filled with the link as it is.</summary>
    public const string PlainLinkMark = "-plainRedeemLink-";

    public Task<(string Subject, string Html, string Text)> RenderAsync(Campaign campaign, IEnumerable<string> groups) =>
        RenderAsync(GuestMailContent.For(campaign, groups, LinkMark));

    public Task<(string Subject, string Html, string Text)> RenderAsync(GuestMailContent content) => renderer.Dispatcher.InvokeAsync(async () =>
    {
        var parameters = ParameterView.FromDictionary(new Dictionary<string, object?>(StringComparer.Ordinal) { [nameof(GuestMail.Content)] = content });
        var html = await renderer.RenderComponentAsync<GuestMail>(parameters);
        return (content.Subject, html.ToHtmlString(), content.TextFor(PlainLinkMark));
    });
}
