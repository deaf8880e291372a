using AdoptionAutomation.Calendar.Channels.Cards;
using AdoptionAutomation.Calendar.Composing;
using AdoptionAutomation.Calendar.Pictures;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Mail;
using AdoptionAutomation.Waves.Mails;
using AdoptionAutomation.Waves.People;
using AdoptionAutomation.Waves.PersonPages;

namespace AdoptionAutomation.Calendar.Channels.Letters;

/// <summary>Posts as mails: one batch for all who read the same language.</summary>
internal sealed class LetterTexts(Pages pages, PersonLinks links, PostPictures pictures, WaveMails mails)
{
    public async Task<IReadOnlyList<MailBatch>> ComposeAsync(Campaign campaign, ComposedPost post, string purpose, IEnumerable<PersonRow> people)
    {
        var batches = new List<MailBatch>();
        foreach (var alike in people.GroupBy(person => (person.Wave, person.Language)).OrderBy(alike => alike.Key.Language, StringComparer.Ordinal))
        {
            var text = await RenderAsync(campaign, post, alike.Key.Wave, alike.Key.Language);
            batches.Add(new(campaign.Id, purpose, text.Subject, text.Html, text.Text, [.. alike.Select(person => mails.RecipientOf(campaign.Id, person, Has))]));
        }

        return batches;
    }

    public async Task<WaveMailText> RenderAsync(Campaign campaign, ComposedPost post, string wave, string language)
    {
        var text = post.Texts.FirstOrDefault(text => text.Language == language) ?? post.Texts[0];
        var facts = MailFacts.For(campaign, wave, text.Language, MailMarks.FirstName, new() { Stop = links.IsOn ? MailMarks.Stop : null });
        var content = new LetterContent(facts, PostParts.PartOf(campaign, post, text), post.Author.Name)
        {
            PictureUrl = pictures.UrlOf(campaign, post),
            PictureAlt = post.Picture?.Alt.In(text.Language),
        };
        return new(text.Title, await pages.RenderAsync<LetterMail>((nameof(LetterMail.Content), content)), PlainOf(content, text));
    }

    private IReadOnlyList<LinkPurpose> Has => links.IsOn ? [LinkPurpose.Stop] : [];

    private static string PlainOf(LetterContent content, ComposedText text) => string.Join('\n',
    [
        content.Part.Title,
        "",
        .. CardText.Of(text.Markdown).SelectMany(block => (string[])[block.Plain, ""]),
        .. text.Links.Select(link => $"{link.Label}: {link.Url}"),
        .. content.Part.Mentions is { } mentions ? (string[])[mentions] : [],
        content.Author,
        .. content.PlainFoot(),
    ]);
}
