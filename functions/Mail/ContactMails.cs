using System.Security.Cryptography;
using System.Text;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Storage;

namespace AdoptionAutomation.Mail;

/// <summary>Mails to people whom campaign.json names, once per address: they are not in the directory's ids, so the ledger knows them by a hash.</summary>
internal sealed class ContactMails(MailRounds rounds, DueTable due)
{
    /// <summary>Marks a message that looks for evidence about mails of unknown outcome.</summary>
    public const string Again = "again";

    private const int RoundSize = 100;
    private const int HashBytes = 10;

    /// <summary>What stands for an address, which is in no key.</summary>
    /// <param name="key">Others give the same address another hash.</param>
    /// <param name="contact">Whose address.</param>
    public static string HashOf(string key, Contact contact) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{key}|{contact.Mail.ToLowerInvariant()}")).AsSpan(0, HashBytes));

    /// <param name="message">What is sent; its purpose is the ledger's.</param>
    /// <param name="contacts">Each address once.</param>
    /// <param name="subjectOf">How the ledger knows them.</param>
    /// <param name="until">Evidence that comes later is of no use.</param>
    /// <param name="compose">Makes the mails of those whose turn it is.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <returns>When to go on; null if nothing is left to send.</returns>
    public async Task<MailPause?> SendAsync(
        SendMailMessage message,
        IEnumerable<Contact> contacts,
        Func<Contact, string> subjectOf,
        DateTimeOffset until,
        Func<IReadOnlyList<(Contact Contact, MailRecipient Recipient)>, Task<IReadOnlyList<MailBatch>>> compose,
        CancellationToken cancellationToken)
    {
        MailPause? pause = null;
        foreach (var some in contacts.Chunk(RoundSize))
        {
            var people = some.ToDictionary(subjectOf, StringComparer.Ordinal);
            var round = await rounds.SendAsync(
                message.Campaign,
                message.Purpose,
                people.Keys,
                message.After == Again,
                ours => compose([.. people.Where(one => ours.Contains(one.Key)).Select(one => (one.Value, RecipientOf(one.Key, one.Value)))]),
                cancellationToken);
            if (round.LookAgainAt is { } at && at < until)
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

    private static MailRecipient RecipientOf(string subject, Contact contact) => new(subject, contact.Mail, new Dictionary<string, string>(StringComparer.Ordinal));
}
