using AdoptionAutomation.Campaigns;

namespace AdoptionAutomation.Kpis.Snapshots;

/// <summary>Reads how a campaign stands: four requests, whatever the number of scopes and days.</summary>
internal sealed class KpiReader(SnapshotStore store, KpisTable table)
{
    /// <summary>Days of a picture and of a page at most: two years.</summary>
    public const int MostDays = 731;

    private const int Week = 7;
    private const int FourWeeks = 28;

    /// <param name="campaign">The campaign, in the scope that is asked for.</param>
    /// <param name="upTo">The youngest day that may be taken: later ones are not looked at.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <returns>Null: nothing was kept up to then.</returns>
    public async Task<KpiPicture?> ReadAsync(Campaign campaign, DateOnly upTo, CancellationToken cancellationToken)
    {
        var series = await table.SeriesAsync(campaign.Id, Scope.Organisation, upTo.AddDays(1 - MostDays), upTo, cancellationToken);

        // A day's rows are there a moment before the day is.
        DaySnapshot? now = null;
        foreach (var one in series.Days.TakeLast(2).Reverse())
        {
            now ??= await FindAsync(one.Day);
        }

        if (now is null)
        {
            return null;
        }

        var day = now.Day;
        series = series with { Days = [.. series.Days.Where(one => one.Day <= day)] };
        return new(campaign, now, series) { WeekBefore = await FindAsync(day.AddDays(-Week)), MonthBefore = await FindAsync(day.AddDays(-FourWeeks)) };

        async Task<DaySnapshot?> FindAsync(DateOnly one) => (await store.FindAsync(campaign.Id, one, cancellationToken))?.Snapshot;
    }
}
