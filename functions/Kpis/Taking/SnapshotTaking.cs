using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Groups;
using AdoptionAutomation.Kpis.Book;
using AdoptionAutomation.Kpis.Reading;
using AdoptionAutomation.Kpis.Snapshots;
using AdoptionAutomation.Storage;

namespace AdoptionAutomation.Kpis.Taking;

/// <summary>
/// Takes the snapshot of a campaign's day. A source that knows another day is missing in this one, and is put into that of its own day if there is
/// one: it catches up tomorrow.
/// </summary>
internal sealed class SnapshotTaking(
    CampaignStore campaigns,
    GroupsTable groups,
    SnapshotStore store,
    ReportSources reports,
    OwnSources own,
    SnapshotKeeping keeping,
    SourceNotices notices,
    WorkQueue queue,
    TimeProvider time)
{
    public async Task TakeAsync(TakeSnapshotMessage message, CancellationToken cancellationToken)
    {
        try
        {
            var campaign = await campaigns.GetAsync(message.Campaign, cancellationToken);
            var standing = await groups.ReadyAsync(campaign.Settings.Id, cancellationToken).ToListAsync(cancellationToken);
            var latest = (await store.LatestAsync(campaign.Id, cancellationToken))?.Organisation ?? Counts.None;
            var (read, later) = await reports.ReadAsync(message, campaign, standing, latest, time.GetUtcNow(), cancellationToken);
            await (read is null
                ? queue.PutAsync(QueueNames.TakeSnapshot, message with { Turn = later }, later!.Value - time.GetUtcNow(), cancellationToken)
                : KeepAsync(campaign, standing, read, cancellationToken));
        }
        catch (SourceAwayException away)
        {
            await queue.PutAsync(QueueNames.TakeSnapshot, message with { Turn = null }, away.Wait, cancellationToken);
        }
    }

    private async Task KeepAsync(Campaign campaign, IReadOnlyList<GroupRow> standing, SourcesRead read, CancellationToken cancellationToken)
    {
        var day = read.Day.Day;
        var told = await own.ReadAsync(campaign, read, standing, cancellationToken);
        IReadOnlyList<SourceCounts> ofDay = [.. told, .. read.Sources.Select(source => OfDay(source, day))];
        await KeepAsync(campaign, standing, day, _ => ofDay, cancellationToken);
        foreach (var other in read.Sources.Where(source => source.Reading.Refreshed is { } date && date != day).GroupBy(source => source.Reading.Refreshed!.Value))
        {
            await KeepAsync(campaign, standing, other.Key, former => former is null ? null : [.. other], cancellationToken);
        }

        await notices.TellAsync(campaign, day, read.Sources, cancellationToken);
    }

    private Task KeepAsync(
        Campaign campaign, IReadOnlyList<GroupRow> standing, DateOnly day, Func<DaySnapshot?, IReadOnlyList<SourceCounts>?> told, CancellationToken cancellationToken)
    {
        var names = new ScopeNames(campaign, standing);
        return keeping.KeepAsync(
            campaign.Id,
            day,
            former => told(former) is { } sources ? new SnapshotComposition(former, names.Of).Compose(day, time.GetUtcNow(), sources) : null,
            cancellationToken);
    }

    /// <summary>What was counted of the time before the campaign is of no day.</summary>
    private static SourceCounts OfDay(SourceCounts source, DateOnly day) => source.Reading.Refreshed is { } date && date != day
        ? new(
            new SourceReading(source.Source, SourceState.Failed) { Refreshed = date, Why = $"it knows {date:yyyy-MM-dd} only." },
            MailReading.Kept(source.Tally.Of(Scope.Organisation)))
        : source;
}
