using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Mail;
using AdoptionAutomation.Storage;
using AdoptionAutomation.Waves.Life;

namespace AdoptionAutomation.Digests.Editions;

/// <summary>Gives the digests that fall due before tomorrow night their due rows, and those that earlier nights missed, until the next one is due.</summary>
internal sealed class DigestPlanning(WavesTable waves, DigestsTable digests, DueTable due, MailRedirect redirect, TimeProvider time)
{
    /// <summary>A day, and an hour for a clock that is put back.</summary>
    private static readonly TimeSpan Ahead = TimeSpan.FromHours(26);

    public async Task PlanAsync(Campaign campaign, CancellationToken cancellationToken)
    {
        var (now, scope) = (time.GetUtcNow(), redirect.ScopeOf(campaign.Id));
        var editions = DigestEdition.Around(campaign.Settings, now).Where(edition => edition.At < now + Ahead && now < edition.UntilMonth).ToList();
        if (editions.Count == 0)
        {
            return;
        }

        var opened = (await waves.OpenedAsync(scope, cancellationToken)).Values.ToList();
        foreach (var edition in editions.Where(edition => opened.Exists(at => at < edition.Ends)))
        {
            foreach (var audience in DigestAudiences.All.Where(audience => now < edition.UntilFor(campaign.Settings, audience) && DigestRecipients.Of(campaign.Settings, audience, edition).Count > 0))
            {
                if (!await digests.IsClosedAsync(scope, new(audience, edition.Period), cancellationToken))
                {
                    await due.AddAsync(DigestPurpose.MessageOf(scope, audience, edition).ToDue()!, cancellationToken);
                }
            }
        }
    }
}
