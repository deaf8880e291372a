using System.Net;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Mail;
using AdoptionAutomation.Surveys.Answering;
using AdoptionAutomation.Surveys.Rounds;
using AdoptionAutomation.Waves.Mails;

namespace AdoptionAutomation.Surveys.Mails;

/// <summary>Makes the mails of some people of a round: one batch for all who read the same language.</summary>
internal sealed class SurveyMailTexts(Pages pages, SurveyLinks links)
{
    /// <summary>An address of a page holds nothing that HTML would have encoded.</summary>
    private const string Link = "-surveyLink-";

    public async Task<IReadOnlyList<MailBatch>> ComposeAsync(Campaign campaign, SurveyRound round, string purpose, IEnumerable<SurveyLink> people)
    {
        var batches = new List<MailBatch>();
        foreach (var alike in people.GroupBy(LanguageOf, StringComparer.Ordinal).OrderBy(alike => alike.Key, StringComparer.Ordinal))
        {
            var content = SurveyMailContent.For(campaign, round, alike.Key, SurveyPurpose.Read(purpose)?.Reminder is not null);
            var html = await pages.RenderAsync<SurveyMail>(
                (nameof(SurveyMail.Content), content), (nameof(SurveyMail.FirstName), MailMarks.FirstName), (nameof(SurveyMail.Link), Link));
            var text = content.TextFor(MailMarks.PlainFirstName, Link);
            batches.Add(new(campaign.Id, purpose, content.Subject, html, text, [.. alike.Select(person => RecipientOf(campaign.Id, round, person))]));
        }

        return batches;

        string LanguageOf(SurveyLink person) => round.Languages.FirstOrDefault(known => known == person.Language) ?? round.Languages[0];
    }

    private MailRecipient RecipientOf(string scope, SurveyRound round, SurveyLink person) => new(
        person.Person,
        person.Mail,
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [MailMarks.FirstName] = WebUtility.HtmlEncode(person.FirstName),
            [MailMarks.PlainFirstName] = person.FirstName,
            [Link] = links.To(scope, round, person.Person),
        });
}
