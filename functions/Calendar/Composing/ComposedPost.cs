using AdoptionAutomation.Campaigns;

namespace AdoptionAutomation.Calendar.Composing;

/// <summary>A post ready to be shown in any channel.</summary>
/// <param name="Texts">The same in each language of the campaign, the first first.</param>
/// <param name="Picture">Null: none.</param>
/// <param name="Author">Who signs.</param>
/// <param name="Mentions">Who is named and told.</param>
internal sealed record ComposedPost(
    IReadOnlyList<ComposedText> Texts, PostPicture? Picture, Contact Author, IReadOnlyList<Contact> Mentions)
{
    public string Title => Texts[0].Title;

    /// <summary>A prepared post, as it stands in the calendar.</summary>
    public static ComposedPost Of(Campaign campaign, Publication publication, PostText post) => new(
        [.. campaign.Settings.Languages.Select(language => new ComposedText(
            language, post.Title.In(language), post.Text.In(language), [.. post.Links.Select(link => new ComposedLink(link.Label.In(language), link.Url))]))],
        post.Picture,
        publication.Author ?? campaign.Settings.CommunityManagers[0],
        post.Mentions);
}

/// <param name="Language">fr or en.</param>
/// <param name="Title">Plain text.</param>
/// <param name="Markdown">May hold anything: each channel makes it safe.</param>
/// <param name="Links">Buttons.</param>
internal sealed record ComposedText(string Language, string Title, string Markdown, IReadOnlyList<ComposedLink> Links);

/// <param name="Label">Plain text.</param>
/// <param name="Url">https.</param>
internal sealed record ComposedLink(string Label, string Url);
