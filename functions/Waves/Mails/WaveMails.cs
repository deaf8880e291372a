using System.Net;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Mail;
using AdoptionAutomation.Waves.People;
using AdoptionAutomation.Waves.PersonPages;

namespace AdoptionAutomation.Waves.Mails;

/// <summary>Makes the mails of some people of a wave: one batch for all who read the same text.</summary>
internal sealed class WaveMails(WaveMailTexts texts, PersonLinks links)
{
    public async Task<IReadOnlyList<MailBatch>> ComposeAsync(Campaign campaign, string purpose, IEnumerable<PersonRow> people)
    {
        var batches = new List<MailBatch>();
        foreach (var alike in people.GroupBy(person => new WaveMail(person.Wave, purpose, person.Language, person.FirstDay is not null)).OrderBy(KeyOf, StringComparer.Ordinal))
        {
            var text = await texts.RenderAsync(campaign, alike.Key);
            var has = texts.LinksIn(campaign, alike.Key);
            batches.Add(new(campaign.Id, purpose, text.Subject, text.Html, text.Text, [.. alike.Select(person => RecipientOf(campaign.Id, person, has))]));
        }

        return batches;
    }

    public MailRecipient RecipientOf(string scope, PersonRow person, IReadOnlyList<LinkPurpose> has)
    {
        var to = has.ToDictionary(purpose => purpose, purpose => links.To(scope, person.Id, purpose));
        var fill = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [MailMarks.FirstName] = WebUtility.HtmlEncode(person.FirstName),
            [MailMarks.PlainFirstName] = person.FirstName,
        };
        foreach (var (purpose, link) in to)
        {
            fill[MarkOf(purpose)] = link;
        }

        return new(person.Id, person.Mail, fill) { Headers = to.TryGetValue(LinkPurpose.Stop, out var stop) ? UnsubscribeBy(stop) : null };
    }

    private static string KeyOf(IGrouping<WaveMail, PersonRow> alike) => $"{alike.Key.Language} {alike.Key.IsNewcomer}";

    private static string MarkOf(LinkPurpose purpose) => purpose switch
    {
        LinkPurpose.Charter => MailMarks.Charter,
        LinkPurpose.Here => MailMarks.Here,
        LinkPurpose.Stop => MailMarks.Stop,
        _ => MailMarks.Announce,
    };

    /// <summary>RFC 8058: the mail program's own button, which POSTs.</summary>
    private static Dictionary<string, string> UnsubscribeBy(string link) => new(StringComparer.Ordinal)
    {
        ["List-Unsubscribe"] = $"<{link}>",
        ["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click",
    };
}
