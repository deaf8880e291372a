using AdoptionAutomation.Campaigns;

namespace AdoptionAutomation.Digests.Editions;

/// <summary>Who gets an edition (pure): each address once. Whoever is both leadership and sponsor gets the sponsor's, which says the same and more.</summary>
internal static class DigestRecipients
{
    public static IReadOnlyList<Contact> Of(CampaignFile settings, DigestAudience audience, DigestEdition edition)
    {
        if (!edition.IsFor(settings, audience))
        {
            return [];
        }

        IEnumerable<Contact> contacts = audience switch
        {
            DigestAudience.Leadership => settings.DigestRecipients.Where(contact => !IsSponsor(contact)),
            DigestAudience.Sponsor => [settings.Sponsor],
            _ => settings.CommunityManagers,
        };
        return [.. contacts.DistinctBy(contact => contact.Mail, StringComparer.OrdinalIgnoreCase)];

        bool IsSponsor(Contact contact) =>
            edition.IsFor(settings, DigestAudience.Sponsor) && string.Equals(contact.Mail, settings.Sponsor.Mail, StringComparison.OrdinalIgnoreCase);
    }
}
