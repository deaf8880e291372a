using System.Security.Cryptography;
using System.Text;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Effects;
using AdoptionAutomation.Storage;

namespace AdoptionAutomation.Mail.Notices;

/// <summary>Mails notices to the contacts of campaign.json; the audience of a message is the notice's id, or that of a day whose rest is told.</summary>
internal sealed class NoticeMailing(CampaignStore campaigns, NoticesTable notices, NoticeMailText text, MailRounds rounds, DueTable due) : IMailing
{
    public const string Purpose = "notice";

    private const string First = "first";

    /// <summary>Marks a message that looks for evidence about mails of unknown outcome.</summary>
    private const string Again = "again";

    private const int RoundSize = 100;
    private const int HashBytes = 10;

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

    private async Task<MailPause?> SendAsync(Campaign campaign, SendMailMessage message, NoticeRow row, CancellationToken cancellationToken)
    {
        MailPause? pause = null;
        foreach (var some in ContactsOf(campaign, row.Notice.To).Chunk(RoundSize))
        {
            var people = some.ToDictionary(contact => SubjectOf(row.Notice.Id, contact), StringComparer.Ordinal);
            var round = await rounds.SendAsync(
                campaign.Id, Purpose, people.Keys, message.After == Again, async ours => [await ComposeAsync(campaign, row, people, ours)], cancellationToken);
            if (round.LookAgainAt is { } at)
            {
                await due.AddAsync((message with { Due = at, After = Again }).ToDue()!, cancellationToken);
            }

            if (round.Wait is { } wait && !(pause?.Wait > wait))
            {
                pause = new(wait);
            }
        }

        return pause;
    }

    private async Task<MailBatch> ComposeAsync(Campaign campaign, NoticeRow row, Dictionary<string, Contact> people, IReadOnlySet<string> ours)
    {
        var mail = await text.RenderAsync(campaign, row);
        return new(
            campaign.Id,
            Purpose,
            row.Notice.Subject,
            mail.Html,
            mail.Text,
            [.. people.Where(one => ours.Contains(one.Key)).Select(one => new MailRecipient(one.Key, one.Value.Mail, new Dictionary<string, string>(StringComparer.Ordinal)))]);
    }

    private static IEnumerable<Contact> ContactsOf(Campaign campaign, NoticeTo to) =>
        (to == NoticeTo.ItContacts ? campaign.Settings.ItContacts : campaign.Settings.CommunityManagers).DistinctBy(contact => contact.Mail, StringComparer.OrdinalIgnoreCase);

    /// <summary>The ledger knows people of notices by this: their addresses stand in no key.</summary>
    private static string SubjectOf(string id, Contact contact)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{id}|{contact.Mail.ToLowerInvariant()}"));
        return $"{id}.{Convert.ToHexStringLower(hash.AsSpan(0, HashBytes))}";
    }
}
