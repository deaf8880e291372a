using System.Security.Cryptography;
using System.Text;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Digests.Editions;
using AdoptionAutomation.Digests.Writing;
using AdoptionAutomation.Effects;
using AdoptionAutomation.Mail;
using AdoptionAutomation.Storage;
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
    MailRounds rounds,
    DueTable due,
    TimeProvider time,
    ILogger<DigestMailing> logger) : IMailing
{
    /// <summary>Marks a message that looks for evidence about mails of unknown outcome.</summary>
    private const string Again = "again";

    private const int RoundSize = 100;
    private const int HashBytes = 10;

    /// <summary>How long an edition waits for the figures of its last day.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromHours(24);

    private static readonly TimeSpan Step = TimeSpan.FromHours(1);

    public async Task<MailPause?> SendAsync(SendMailMessage message, CancellationToken cancellationToken)
    {
        var campaign = await campaigns.GetAsync(message.Campaign, cancellationToken);
        if (DigestPurpose.Read(message.Purpose) is not { } purpose
            || DigestEdition.Find(campaign.Settings, purpose.Period) is not { } edition
            || DigestRecipients.Of(campaign.Settings, purpose.Audience, edition) is not { Count: > 0 } contacts
            || (message.After != Again && await digests.IsClosedAsync(campaign.Id, purpose, cancellationToken)))
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

    private async Task<MailPause?> SendAsync(SendMailMessage message, DigestFacts facts, IReadOnlyList<Contact> contacts, CancellationToken cancellationToken)
    {
        MailPause? pause = null;
        foreach (var some in contacts.Chunk(RoundSize))
        {
            var people = some.ToDictionary(contact => SubjectOf(message.Purpose, contact), StringComparer.Ordinal);
            var round = await rounds.SendAsync(
                message.Campaign, message.Purpose, people.Keys, message.After == Again, ours => ComposeAsync(message, facts, people, ours), cancellationToken);
            if (round.LookAgainAt is { } at && at < facts.Edition.Until)
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

    /// <summary>A mail in each language that is wanted.</summary>
    private async Task<IReadOnlyList<MailBatch>> ComposeAsync(
        SendMailMessage message, DigestFacts facts, Dictionary<string, Contact> people, IReadOnlySet<string> ours)
    {
        var batches = new List<MailBatch>();
        var wanted = people.Where(one => ours.Contains(one.Key)).GroupBy(one => one.Value.Language ?? facts.Picture.Campaign.FirstLanguage, StringComparer.Ordinal);
        foreach (var some in wanted)
        {
            var letter = await texts.WriteAsync(facts, DigestPurpose.Read(message.Purpose)!.Audience, some.Key);
            batches.Add(new(message.Campaign, message.Purpose, letter.Subject, letter.Html, letter.Text, [.. some.Select(one => RecipientOf(one.Key, one.Value))]));
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

    private static MailRecipient RecipientOf(string id, Contact contact) => new(id, contact.Mail, new Dictionary<string, string>(StringComparer.Ordinal));

    /// <summary>The ledger knows readers of digests by this: their addresses stand in no key.</summary>
    private static string SubjectOf(string purpose, Contact contact)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{purpose}|{contact.Mail.ToLowerInvariant()}"));
        return Convert.ToHexStringLower(hash.AsSpan(0, HashBytes));
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "{Campaign}: {Purpose} is not sent any more, for the next digest is due.")]
        public static partial void TooLate(ILogger logger, string campaign, string purpose);

        [LoggerMessage(Level = LogLevel.Error, Message = "{Campaign}: {Purpose} is skipped, for no snapshot was kept of its days: see why TakeSnapshot fails.")]
        public static partial void Skipped(ILogger logger, string campaign, string purpose);
    }
}
