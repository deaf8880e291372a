using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Digests.Editions;
using AdoptionAutomation.Digests.Writing;
using AdoptionAutomation.Kpis.Curve;
using AdoptionAutomation.Kpis.Dashboard;
using AdoptionAutomation.Kpis.Playbook;
using AdoptionAutomation.Kpis.Snapshots;
using AdoptionAutomation.Operations;

namespace AdoptionAutomation.Digests.Mails;

/// <summary>Gathers what a digest is written from.</summary>
internal sealed class DigestReader(KpiReader kpis, PausesTable pauses, DashboardLinks dashboard, TimeProvider time)
{
    /// <returns>Null: no day of the edition's own was kept.</returns>
    public async Task<DigestFacts?> FindAsync(Campaign campaign, DigestEdition edition, CancellationToken cancellationToken)
    {
        if (await kpis.ReadAsync(campaign, edition.Last, cancellationToken) is not { } picture || picture.Now.Day < edition.First)
        {
            return null;
        }

        var curve = AdoptionCurve.Of(campaign.Settings, picture.Organisation);
        return new(edition, picture, curve.InPercentOf(picture.Organisation), Plays.Of(picture, curve))
        {
            PausedAt = (await pauses.FindAsync(campaign.Id, cancellationToken))?.At,
            Dashboard = dashboard.For(campaign.Id, time.GetUtcNow()),
        };
    }
}
