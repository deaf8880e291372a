using AdoptionAutomation.Calendar.Composing;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Mail.Posts;

namespace AdoptionAutomation.Calendar.Channels;

/// <summary>A composed post as the pages of conversations, news and mails show it (pure).</summary>
internal static class PostParts
{
    /// <param name="campaign">The campaign.</param>
    /// <param name="post">What it says.</param>
    /// <param name="pictureUrl">Where its picture comes from; null: none is shown.</param>
    public static PostContent ContentOf(Campaign campaign, ComposedPost post, string? pictureUrl) => new(
        [.. post.Texts.Select(text => PartOf(campaign, post, text))],
        pictureUrl,
        post.Picture?.Alt.In(campaign.FirstLanguage),
        post.Author.Name);

    public static PostPart PartOf(Campaign campaign, ComposedPost post, ComposedText text) =>
        new(text.Language, text.Title, PostHtml.Of(text.Markdown), RoleOf(campaign, post.Author, text.Language))
        {
            Buttons = [.. text.Links.Select(link => new PostButton(link.Label, link.Url))],
            Mentions = post.Mentions.Count > 0
                ? $"{(text.Language == "fr" ? "Avec" : "With")} {string.Join(", ", post.Mentions.Select(person => person.Name))}"
                : null,
        };

    /// <summary>In what role somebody signs; null: as a colleague.</summary>
    public static string? RoleOf(Campaign campaign, Contact author, string language) =>
        campaign.Settings.CommunityManagers.Any(author.Is) ? PostContent.RoleOf(PostAuthor.CommunityManager, language == "fr")
        : author.Is(campaign.Settings.Sponsor) ? PostContent.RoleOf(PostAuthor.Sponsor, language == "fr")
        : null;

    private static bool Is(this Contact one, Contact other) => one.Mail.Equals(other.Mail, StringComparison.OrdinalIgnoreCase);
}
