using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Sandbox.Looks;
using AdoptionAutomation.Sandbox.Serve.Pages;
using AdoptionAutomation.Sandbox.Tenant;
using Microsoft.AspNetCore.Http;

namespace AdoptionAutomation.Sandbox.Serve;

/// <summary>What groups got to see: cards in Teams, conversations, and published news.</summary>
/// <param name="campaign">Names the groups that cards went to.</param>
/// <param name="tenant">Names the others. To be asked in turn.</param>
/// <param name="moment">An instant in words.</param>
/// <param name="picture">Where a picture is shown from.</param>
internal sealed class ChannelsView(Campaign campaign, SimulatedTenant tenant, Func<DateTimeOffset, string> moment, Func<string, string?> picture)
{
    public const int APage = 10;

    public ChannelsShown Board(HttpRequest request)
    {
        var group = ServeQuery.TextOf(request, "group");
        var all = All().ToList();
        var found = all.Where(item => group is null || item.Item.Group == group).OrderByDescending(item => item.At).ToList();
        var (page, last) = ServeQuery.PageOf(request, found.Count, APage);
        return new(
            [.. found.Skip((page - 1) * APage).Take(APage).Select(item => item.Item)],
            page,
            last,
            group,
            [.. all.GroupBy(item => item.Item.Group, StringComparer.Ordinal).OrderBy(alike => alike.Key, StringComparer.CurrentCulture).Select(alike => (alike.Key, alike.Count()))],
            picture,
            number => ServeQuery.Link("/channels", new("group", group), new("p", $"{number}")));
    }

    /// <summary>A conversation's message for a frame; null: there is none of this number.</summary>
    public string? BodyOf(int number, string policy) =>
        tenant.Log.Posts is var posts && number >= 1 && number <= posts.Count ? SafeHtml.Document(posts[number - 1].Html, picture, policy) : null;

    private IEnumerable<(DateTimeOffset At, ChannelItem Item)> All() =>
    [
        .. tenant.Log.Cards.Select(card => (card.At, new ChannelItem(
            "card", 0, moment(card.At), campaign.FindGroup(card.Group)?.Name ?? card.Group, card.Title, card.Card, card.Why))),
        .. tenant.Log.Pages.Where(page => page.IsPublished).Select(page => (page.At, new ChannelItem(
            "news", 0, moment(page.At), NameOf(page.Group), page.Title, page.Json, null))),
        .. tenant.Log.Posts.Select((post, i) => (post.At, new ChannelItem(
            "mail", i + 1, moment(post.At), post.Group is { } group ? NameOf(group) : post.To, post.Subject, "", post.Why))),
    ];

    private string NameOf(Guid group) => tenant.Directory.Group(group)?.DisplayName ?? group.ToString();
}
