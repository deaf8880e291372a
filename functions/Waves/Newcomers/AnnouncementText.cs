using System.Net;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Graph;
using AdoptionAutomation.Mail.Posts;

namespace AdoptionAutomation.Waves.Newcomers;

/// <summary>What the post says that announces newcomers: first name, and department or city; nothing more (pure).</summary>
internal static class AnnouncementText
{
    public static PostContent Of(Campaign campaign, IReadOnlyList<DirectoryUser> newcomers) => new(
        [.. campaign.Settings.Languages.Select(language => PartOf(language, newcomers))], null, null, campaign.Settings.CommunityManagers[0].Name);

    private static PostPart PartOf(string language, IReadOnlyList<DirectoryUser> newcomers)
    {
        var fr = language == "fr";
        var lines = newcomers.OrderBy(user => user.FirstName, StringComparer.OrdinalIgnoreCase).ThenBy(user => user.Id, StringComparer.Ordinal)
            .Select(user => $"<li>{WebUtility.HtmlEncode(LineOf(user))}</li>");
        return new(
            language,
            (fr, newcomers.Count) switch
            {
                (true, 1) => "Une nouvelle arrivée parmi nous",
                (true, _) => "De nouvelles arrivées parmi nous",
                (_, 1) => "A new colleague has joined us",
                _ => "New colleagues have joined us",
            },
            $"<p>{(fr ? "Souhaitons la bienvenue à :" : "Please welcome:")}</p><ul>{string.Concat(lines)}</ul>",
            fr ? "animation de la communauté" : "community manager");
    }

    private static string LineOf(DirectoryUser user) =>
        (user.Attributes.Department ?? user.Attributes.City) is { Length: > 0 } place ? $"{user.FirstName} ({place})" : user.FirstName;
}
