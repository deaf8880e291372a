using AdoptionAutomation.Graph;
using AdoptionAutomation.Kpis.Book;
using AdoptionAutomation.Kpis.Snapshots;

namespace AdoptionAutomation.Kpis.Reading;

/// <summary>What happened in the campaign's groups, by a report with a line a group; of others' groups nothing is kept.</summary>
internal sealed class GroupReading(UsageReports reports)
{
    private const string Deleted = "True";
    private const int Month = 30;

    /// <param name="report">Which one.</param>
    /// <param name="ours">The campaign's groups, as the report names them.</param>
    /// <param name="isConcealed">Whether the tenant's reports hide who and what is meant: if so, whether they hide groups too is seen by the lines.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <exception cref="GraphFailure">The report did not come, or broke off.</exception>
    /// <exception cref="UnreadableReportException">What came is no report.</exception>
    public async Task<GroupCounts> ReadAsync(GroupReport report, Dictionary<string, Scope> ours, bool isConcealed, CancellationToken cancellationToken)
    {
        await using var lines = await reports.OpenAsync(report.Report, UsageReport.Week, cancellationToken);
        var (key, deleted, last) = (lines.Column(report.Key), lines.FindColumn("Is Deleted"), lines.Column("Last Activity Date"));
        var columns = report.Columns.Select(column => (Column: column, At: column.In(lines))).ToList();
        var (tally, active, repeated) = (new ScopeTally(), new Dictionary<Scope, DateOnly?>(), 0);
        while (await lines.ReadAsync(cancellationToken))
        {
            lines.MustBeWhole();
            if (!ours.TryGetValue(lines.Text(key), out var group) || (deleted is { } mark && lines.Text(mark).Equals(Deleted, StringComparison.OrdinalIgnoreCase)))
            {
                continue;
            }

            if (!active.TryAdd(group, lines.WrittenDay(last)))
            {
                repeated++;
                continue;
            }

            foreach (var (column, at) in columns)
            {
                Note(tally, group, column, lines.Number(at));
            }
        }

        // A campaign without teams has none in their report.
        var isNobody = active.Count == 0 && ours.Count > 0 && (isConcealed || report.Source == KpiSource.Groups);
        var state = !isNobody ? SourceState.Read : isConcealed ? SourceState.Concealed : SourceState.Failed;
        var why = state == SourceState.Concealed ? "the report hides which group is meant (displayConcealedNames of the tenant)."
            : isNobody ? "it names none of the campaign's groups: they are too young for it, or it hides which is meant."
            : repeated > 0 ? $"{repeated} lines named a group a second time and were left out."
            : null;
        return new(new(new SourceReading(report.Source, state) { Refreshed = lines.RefreshDate, Why = why }, tally), active);
    }

    /// <summary>How many groups were active, by what both reports say; null: it is not known of all.</summary>
    public static int? Active(CountedDay day, GroupCounts groups, GroupCounts writing)
    {
        return groups.IsRead && writing.IsRead ? groups.Active.Concat(writing.Active).Where(IsActive).Select(one => one.Key).Distinct().Count() : null;

        bool IsActive(KeyValuePair<Scope, DateOnly?> group) => group.Value is { } last && day.Covers(last, Month);
    }

    private static void Note(ScopeTally tally, Scope group, GroupColumn column, long number)
    {
        tally.Set(group, column.Count, number);
        if (column.IsSummed)
        {
            tally.Add(Scope.Organisation, column.Count, number);
        }
    }
}

/// <param name="Counts">What was counted.</param>
/// <param name="Active">The groups that the report knows, with their last day of activity.</param>
internal sealed record GroupCounts(SourceCounts Counts, IReadOnlyDictionary<Scope, DateOnly?> Active)
{
    public bool IsRead => Counts.Reading.State == SourceState.Read;
}
