using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Graph;

namespace AdoptionAutomation.Mail.Posts;

/// <summary>A post as it is shown. (Public because Razor's parameters are.)</summary>
/// <param name="Parts">The same in each language of the campaign, the first first.</param>
/// <param name="PictureUrl">Where its picture comes from: https, or cid for one that goes along; null: none.</param>
/// <param name="PictureAlt">What the picture shows, in the first language.</param>
/// <param name="Author">Who signs.</param>
public sealed record PostContent(IReadOnlyList<PostPart> Parts, string? PictureUrl, string? PictureAlt, string Author)
{
    public string Subject => Parts[0].Title;

    internal static PostContent Of(Campaign campaign, WelcomePost post) => new(
        [.. campaign.Settings.Languages.Select(language => PartOf(post, language))],
        post.Picture is { } picture ? picture.Url ?? $"cid:{InlinePicture.ContentId}" : null,
        post.Picture?.Alt.In(campaign.FirstLanguage),
        post.By == PostAuthor.Sponsor ? campaign.Settings.Sponsor.Name : campaign.Settings.CommunityManagers[0].Name);

    private static PostPart PartOf(WelcomePost post, string language) =>
        new(language, post.Title.In(language), PostHtml.Of(post.Text.In(language)), RoleOf(post.By, language == "fr"));

    internal static string RoleOf(PostAuthor author, bool fr) => author switch
    {
        PostAuthor.Sponsor => fr ? "pour la direction" : "for the management",
        _ => fr ? "animation de la communauté" : "community manager",
    };
}

/// <param name="Language">fr or en.</param>
/// <param name="Title">Plain text.</param>
/// <param name="Html">Of <see cref="PostHtml"/>: safe as it is.</param>
/// <param name="Role">In what role the author signs; null: none to name.</param>
public sealed record PostPart(string Language, string Title, string Html, string? Role)
{
    public IReadOnlyList<PostButton> Buttons { get; init; } = [];

    /// <summary>A line with the names of those who are meant; null: nobody is.</summary>
    public string? Mentions { get; init; }
}

/// <param name="Label">Plain text.</param>
/// <param name="Url">https.</param>
public sealed record PostButton(string Label, string Url);
