using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Effects;
using AdoptionAutomation.Storage;

namespace AdoptionAutomation.Mail.Notices;

/// <summary>Mails notices to the contacts of campaign.json; the audience of a message is the notice's id, or that of a day whose rest is told.</summary>
internal sealed class NoticeMailing(CampaignStore campaigns, NoticesTable notices, NoticeMailText text, ContactMails mails, DueTable due) : IMailing
{
    public const string Purpose = "notice";

    private const string First = "first";

    public static SendMailMessage MessageOf(string scope, string id, DateTimeOffset due) => new(scope, Purpose, id, First, First, due);

    public async Task<MailPause?> SendAsync(SendMailMessage message, CancellationToken cancellationToken)
    {
        var (scope, id) = (message.Campaign, message.Audience);
        var campaign = await campaigns.GetAsync(scope, cancellationToken);
        if (NoticeDay.Parse(id) is { } day)
        {
            var held = await notices.HeldAsync(scope, day, cancellationToken);
            return held.Count == 0 ? null : await SendAsync(campaign, message, NoticeMailText.RestOf(campaign, day, held), cancellationToken);
        }

        if (await notices.FindAsync(scope, id, cancellationToken) is not { } row)
        {
            return null;
        }

        if (row.Held is { } full)
        {
            await due.AddAsync(MessageOf(scope, full.Key, full.RestAt(campaign.Settings)).ToDue()!, cancellationToken);
            return null;
        }

        return await SendAsync(campaign, message, row, cancellationToken);
    }

    /// <summary>Nothing is kept of a notice's mails but what the ledger knows.</summary>
    public Task SettleAsync(string campaign, IReadOnlyDictionary<string, Outcome> outcomes, CancellationToken cancellationToken) => Task.CompletedTask;

    private Task<MailPause?> SendAsync(Campaign campaign, SendMailMessage message, NoticeRow row, CancellationToken cancellationToken) => mails.SendAsync(
        message,
        ContactsOf(campaign, row.Notice.To),
        contact => $"{row.Notice.Id}.{ContactMails.HashOf(row.Notice.Id, contact)}",
        DateTimeOffset.MaxValue,
        async people => [await ComposeAsync(campaign, row, [.. people.Select(one => one.Recipient)])],
        cancellationToken);

    private async Task<MailBatch> ComposeAsync(Campaign campaign, NoticeRow row, IReadOnlyList<MailRecipient> recipients)
    {
        var mail = await text.RenderAsync(campaign, row);
        return new(campaign.Id, Purpose, row.Notice.Subject, mail.Html, mail.Text, recipients);
    }

    private static IEnumerable<Contact> ContactsOf(Campaign campaign, NoticeTo to) =>
        (to == NoticeTo.ItContacts ? campaign.Settings.ItContacts : campaign.Settings.CommunityManagers).DistinctBy(contact => contact.Mail, StringComparer.OrdinalIgnoreCase);
}
