using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Mail;

namespace AdoptionAutomation.Digests.Editions;

/// <summary>Finds digests that should be out and are not. On days on which none could be, it asks nothing.</summary>
internal sealed class UnsentDigests(WantedDigests wanted, DigestsTable digests, MailRedirect redirect, TimeProvider time)
{
    /// <summary>What an edition may take: a day for the figures of its last day, and some for the mail itself.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromHours(24);

    private static readonly TimeSpan Sending = TimeSpan.FromHours(1);

    /// <summary>After that it has been told often enough.</summary>
    private static readonly TimeSpan Told = TimeSpan.FromDays(3);

    public async Task<IReadOnlyList<DigestPurpose>> FindAsync(Campaign campaign, CancellationToken cancellationToken)
    {
        var (now, scope, unsent) = (time.GetUtcNow(), redirect.ScopeOf(campaign.Id), new List<DigestPurpose>());
        var late = DigestEdition.Around(campaign.Settings, now).Where(edition => IsLate(campaign.Settings, edition, now)).ToList();
        foreach (var (edition, audience) in await wanted.OfAsync(campaign, late, cancellationToken))
        {
            var purpose = new DigestPurpose(audience, edition.Period);
            if (!await digests.IsSentAsync(scope, purpose, cancellationToken))
            {
                unsent.Add(purpose);
            }
        }

        return unsent;
    }

    /// <summary>Whether an edition should be out by now, and should have been told of for less than some days (pure).</summary>
    public static bool IsLate(CampaignFile settings, DigestEdition edition, DateTimeOffset now)
    {
        // It waits for open hours, too.
        var latest = new OpenHours(settings).NextOpen(edition.At + Patience, null) + Sending;
        return latest < now && now < latest + Told;
    }
}
