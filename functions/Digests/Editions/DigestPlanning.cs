using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Mail;
using AdoptionAutomation.Storage;

namespace AdoptionAutomation.Digests.Editions;

/// <summary>Gives the digests that fall due before tomorrow night their due rows, and those that earlier nights missed, until the next one is due.</summary>
internal sealed class DigestPlanning(WantedDigests wanted, DigestsTable digests, DueTable due, MailRedirect redirect, TimeProvider time)
{
    /// <summary>A day, and an hour for a clock that is put back.</summary>
    private static readonly TimeSpan Ahead = TimeSpan.FromHours(26);

    public async Task PlanAsync(Campaign campaign, CancellationToken cancellationToken)
    {
        var (now, scope) = (time.GetUtcNow(), redirect.ScopeOf(campaign.Id));
        var editions = DigestEdition.Around(campaign.Settings, now).Where(edition => edition.At < now + Ahead && now < edition.UntilMonth).ToList();
        foreach (var (edition, audience) in await wanted.OfAsync(campaign, editions, cancellationToken))
        {
            if (now < edition.UntilFor(campaign.Settings, audience) && !await digests.IsClosedAsync(scope, new(audience, edition.Period), cancellationToken))
            {
                await due.AddAsync(DigestPurpose.MessageOf(scope, audience, edition).ToDue()!, cancellationToken);
            }
        }
    }
}
