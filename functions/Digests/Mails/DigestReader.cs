using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Digests.Editions;
using AdoptionAutomation.Digests.Writing;
using AdoptionAutomation.Kpis.Book;
using AdoptionAutomation.Kpis.Curve;
using AdoptionAutomation.Kpis.Playbook;
using AdoptionAutomation.Kpis.Snapshots;
using AdoptionAutomation.Operations;

namespace AdoptionAutomation.Digests.Mails;

/// <summary>Gathers what a digest is written from.</summary>
internal sealed class DigestReader(KpiReader kpis, PausesTable pauses)
{
    /// <returns>Null: no day of the edition's own was kept.</returns>
    public async Task<DigestFacts?> FindAsync(Campaign campaign, DigestEdition edition, CancellationToken cancellationToken)
    {
        if (await kpis.ReadAsync(campaign, edition.Last, cancellationToken) is not { } picture || picture.Now.Day < edition.First)
        {
            return null;
        }

        var curve = CurveOf(picture);
        return new(edition, picture, curve, Plays.Of(picture, curve))
        {
            PausedAt = (await pauses.FindAsync(campaign.Id, cancellationToken))?.At,
            Dashboard = DashboardOf(campaign),
        };
    }

    private static CurveReading CurveOf(KpiPicture picture)
    {
        var days = picture.Organisation.Days;
        var launch = days.FirstOrDefault(day => day.Counts[Count.Invited] > 0)?.Day ?? picture.Now.Day;
        var points = days.Select(day => (day.Day, Value: day.Counts.Percent(Count.Active7, Count.Invited))).Where(one => one.Value is not null);
        return AdoptionCurve.Read([.. points.Select(one => new CurvePoint(one.Day, one.Value!.Value))], launch);
    }

    /// <summary>Null: there is no page to lead to.</summary>
    private static string? DashboardOf(Campaign campaign) => null;
}
