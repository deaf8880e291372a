using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Mail;
using AdoptionAutomation.Waves.Life;

namespace AdoptionAutomation.Digests.Editions;

/// <summary>Who is to get which editions: those with something to tell, for the audiences that have somebody to read them.</summary>
internal sealed class WantedDigests(WavesTable waves, MailRedirect redirect)
{
    /// <summary>Of editions of a campaign; if there are none, nothing is asked.</summary>
    public async Task<IReadOnlyList<(DigestEdition Edition, DigestAudience Audience)>> OfAsync(
        Campaign campaign, IReadOnlyCollection<DigestEdition> editions, CancellationToken cancellationToken)
    {
        if (editions.Count == 0)
        {
            return [];
        }

        var opened = (await waves.OpenedAsync(redirect.ScopeOf(campaign.Id), cancellationToken)).Values.ToList();
        return
        [
            .. from edition in editions
               where opened.Exists(at => at < edition.Ends)
               from audience in DigestAudiences.All
               where DigestRecipients.Of(campaign.Settings, audience, edition).Count > 0
               select (edition, audience),
        ];
    }
}
