using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Effects;
using AdoptionAutomation.Graph;
using AdoptionAutomation.Kpis.Snapshots;
using AdoptionAutomation.Waves.People;

namespace AdoptionAutomation.Kpis.Reading;

/// <summary>
/// What the invited did, by the report of their service, of 30 days and of 7. Both are streamed past compact arrays of the people; nothing of a
/// person is kept.
/// </summary>
internal sealed class UserReading(UsageReports reports, PeopleTable people)
{
    /// <summary>Requests to the report.</summary>
    public const int Requests = 2;

    /// <summary>Everybody who was welcomed, before any report is asked for: a report comes once, and is not kept waiting.</summary>
    public async Task<PeopleUsage> PeopleAsync(Campaign campaign, CancellationToken cancellationToken)
    {
        var sites = new PeopleSites(campaign);
        var usage = new PeopleUsage(groups => sites.GroupOf(PeopleTable.GroupsIn(groups))?.Group);
        await foreach (var person in people.CountedAsync(campaign.Id, cancellationToken))
        {
            usage.Add(person);
        }

        usage.Seal();
        return usage;
    }

    /// <exception cref="GraphFailure">A report did not come, or broke off.</exception>
    /// <exception cref="UnreadableReportException">What came is no report.</exception>
    public async Task<SourceCounts> ReadAsync(Campaign campaign, PeopleUsage usage, CancellationToken cancellationToken)
    {
        var columns = UserColumns.Of(campaign.Settings.Service);
        var isConcealed = await reports.AreNamesConcealedAsync(cancellationToken);
        await using var month = await reports.OpenAsync(columns.Report, UsageReport.Month, cancellationToken);
        usage.Begin(CountedDay.Of(campaign, month.RefreshDate));
        if (isConcealed || !await PassAsync(month, columns, usage, usage.NoteMonth, cancellationToken))
        {
            return Of(month, SourceState.Concealed, new(), "the reports hide who people are (displayConcealedNames of the tenant): who did what is not known.");
        }

        await using var week = await reports.OpenAsync(columns.Report, UsageReport.Week, cancellationToken);
        if (week.RefreshDate != month.RefreshDate)
        {
            throw new GraphFailure($"read the report {columns.Report.Name}", OutcomeKind.Unknown, null, "it was renewed between two readings", null);
        }

        usage.NextReport();
        if (!await PassAsync(week, columns, usage, usage.NoteWeek, cancellationToken))
        {
            throw new GraphFailure($"read the report {columns.Report.Name}", OutcomeKind.Unknown, null, "names were concealed between two readings", null);
        }

        var repeated = usage.Repeated > 0 ? $"{usage.Repeated} lines named somebody a second time and were left out." : null;
        return Of(month, SourceState.Read, usage.Usage(usage.People(), columns), repeated);
    }

    /// <summary>Has every line noted.</summary>
    /// <returns>False: it names nobody, for the setting takes minutes to arrive.</returns>
    public static async Task<bool> PassAsync(
        UsageLines lines, UserColumns columns, PeopleUsage usage, Action<int, DateOnly?, long, long> note, CancellationToken cancellationToken)
    {
        var (id, name, last) = (lines.FindColumn("User Id"), lines.Column("User Principal Name"), lines.Column("Last Activity Date"));
        int? posts = columns.Posts is null ? null : lines.Column(columns.Posts);
        int? replies = columns.Replies is null ? null : lines.Column(columns.Replies);
        var hasNames = false;
        while (await lines.ReadAsync(cancellationToken))
        {
            lines.MustBeWhole();
            var position = id is { } column && Guid.TryParse(lines.Text(column), out var user) ? usage.Find(user) : -1;
            if (position < 0)
            {
                var address = lines.Text(name);
                hasNames |= address.Contains('@', StringComparison.Ordinal);
                position = id is null || lines.Text(id.Value).Length == 0 ? usage.Find(address) : position;
            }

            if (position >= 0)
            {
                note(position, lines.WrittenDay(last), posts is { } p ? lines.Number(p) : 0, replies is { } r ? lines.Number(r) : 0);
            }
        }

        return hasNames || usage.HasMatches || usage.Size == 0;
    }

    private static SourceCounts Of(UsageLines lines, SourceState state, ScopeTally tally, string? why) =>
        new(new SourceReading(KpiSource.Users, state) { Refreshed = lines.RefreshDate, Why = why }, tally);
}
