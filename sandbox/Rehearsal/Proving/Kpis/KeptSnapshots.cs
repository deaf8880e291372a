using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Kpis.Snapshots;
using AdoptionAutomation.Sandbox.App;
using AdoptionAutomation.Sandbox.Faults;
using Microsoft.Extensions.DependencyInjection;

namespace AdoptionAutomation.Sandbox.Rehearsal.Proving.Kpis;

/// <summary>The snapshots that the app keeps, read as an instance of its own, which no fault strikes and nobody counts.</summary>
internal static class KeptSnapshots
{
    /// <summary>Those of some days, the oldest first; a day of which nothing is kept is absent.</summary>
    public static async Task<IReadOnlyList<DaySnapshot>> ReadAsync(
        SandboxApp app, Campaign campaign, DateOnly from, DateOnly to, CancellationToken cancellationToken)
    {
        await using var services = (app with { Counts = new(), Faults = new(FaultScript.None, 1, app.Clock) }).Build(new());
        var store = services.GetRequiredService<SnapshotStore>();
        var kept = new List<DaySnapshot>();
        for (var day = from; day <= to; day = day.AddDays(1))
        {
            if (await store.FindAsync(campaign.Id, day, cancellationToken) is { } found)
            {
                kept.Add(found.Snapshot);
            }
        }

        return kept;
    }
}
