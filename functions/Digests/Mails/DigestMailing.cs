using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Digests.Editions;
using AdoptionAutomation.Digests.Writing;
using AdoptionAutomation.Effects;
using AdoptionAutomation.Mail;
using Microsoft.Extensions.Logging;

namespace AdoptionAutomation.Digests.Mails;

/// <summary>
/// One edition for one audience, once per address. It waits for the figures of its last day, for open hours, and never beyond the next edition. A paused
/// campaign has its digests: they go to those who run it, and say so. Registered for the whole family of purposes.
/// </summary>
internal sealed partial class DigestMailing(
    CampaignStore campaigns,
    DigestReader reader,
    DigestTexts texts,
    DigestsTable digests,
    ContactMails mails,
    TimeProvider time,
    ILogger<DigestMailing> logger) : IMailing
{
    /// <summary>How long an edition waits for the figures of its last day.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromHours(24);

    private static readonly TimeSpan Step = TimeSpan.FromHours(1);

    public async Task<MailPause?> SendAsync(SendMailMessage message, CancellationToken cancellationToken)
    {
        var campaign = await campaigns.GetAsync(message.Campaign, cancellationToken);
        if (DigestPurpose.Read(message.Purpose) is not { } purpose
            || DigestEdition.Find(campaign.Settings, purpose.Period) is not { } edition
            || DigestRecipients.Of(campaign.Settings, purpose.Audience, edition) is not { Count: > 0 } contacts
            || (message.After != ContactMails.Again && await digests.IsClosedAsync(campaign.Id, purpose, cancellationToken)))
        {
            return null;
        }

        var now = time.GetUtcNow();
        if (now >= edition.UntilFor(campaign.Settings, purpose.Audience))
        {
            Log.TooLate(logger, campaign.Id, message.Purpose);
            return null;
        }

        if (NextTime(campaign.Settings, edition, now) is var next && next > now)
        {
            return MailPause.Until(next, now);
        }

        var facts = await reader.FindAsync(campaign, edition, cancellationToken);
        if (facts is null or { IsShort: true } && await digests.BeginAsync(campaign.Id, purpose, WholeSecond(now), cancellationToken) + Patience is var latest && now < latest)
        {
            return MailPause.Until(NextStep(edition, now, latest), now);
        }

        var pause = facts is null ? null : await SendAsync(message, facts, contacts, cancellationToken);
        return pause ?? await CloseAsync(campaign.Id, purpose, facts, cancellationToken);
    }

    /// <summary>Nothing is kept of a digest's mails but what the ledger knows.</summary>
    public Task SettleAsync(string campaign, IReadOnlyDictionary<string, Outcome> outcomes, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Its own time, which may have been put off since it was planned; after that any that is open.</summary>
    private static DateTimeOffset NextTime(CampaignFile settings, DigestEdition edition, DateTimeOffset now) =>
        now < edition.At ? edition.At : new OpenHours(settings).NextOpen(now, null);

    /// <summary>As due rows are: what is waited for until then has come by then.</summary>
    private static DateTimeOffset WholeSecond(DateTimeOffset time) => time.AddTicks(-(time.UtcTicks % TimeSpan.TicksPerSecond));

    /// <summary>Whole steps after its time, so that two copies of a message leave one due row.</summary>
    private static DateTimeOffset NextStep(DigestEdition edition, DateTimeOffset now, DateTimeOffset latest)
    {
        var next = edition.At + (Step * (Math.Floor((now - edition.At) / Step) + 1));
        return next < latest ? next : latest;
    }

    private Task<MailPause?> SendAsync(SendMailMessage message, DigestFacts facts, IReadOnlyList<Contact> contacts, CancellationToken cancellationToken) => mails.SendAsync(
        message, contacts, contact => ContactMails.HashOf(message.Purpose, contact), facts.Edition.Until, people => ComposeAsync(message, facts, people), cancellationToken);

    /// <summary>A mail in each language that is wanted.</summary>
    private async Task<IReadOnlyList<MailBatch>> ComposeAsync(
        SendMailMessage message, DigestFacts facts, IReadOnlyList<(Contact Contact, MailRecipient Recipient)> people)
    {
        var batches = new List<MailBatch>();
        foreach (var some in people.GroupBy(one => one.Contact.Language ?? facts.Picture.Campaign.FirstLanguage, StringComparer.Ordinal))
        {
            var letter = await texts.WriteAsync(facts, DigestPurpose.Read(message.Purpose)!.Audience, some.Key);
            batches.Add(new(message.Campaign, message.Purpose, letter.Subject, letter.Html, letter.Text, [.. some.Select(one => one.Recipient)]));
        }

        return batches;
    }

    private async Task<MailPause?> CloseAsync(string scope, DigestPurpose purpose, DigestFacts? facts, CancellationToken cancellationToken)
    {
        if (facts is null)
        {
            Log.Skipped(logger, scope, purpose.Name);
        }

        await digests.CloseAsync(scope, purpose, facts?.Now.Day, time.GetUtcNow(), cancellationToken);
        return null;
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "{Campaign}: {Purpose} is not sent any more, for the next digest is due.")]
        public static partial void TooLate(ILogger logger, string campaign, string purpose);

        [LoggerMessage(Level = LogLevel.Error, Message = "{Campaign}: {Purpose} is skipped, for no snapshot was kept of its days: see why TakeSnapshot fails.")]
        public static partial void Skipped(ILogger logger, string campaign, string purpose);
    }
}
