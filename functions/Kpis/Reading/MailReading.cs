using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Effects;
using AdoptionAutomation.Graph;
using AdoptionAutomation.Kpis.Book;
using AdoptionAutomation.Kpis.Snapshots;
using NodaTime;

namespace AdoptionAutomation.Kpis.Reading;

/// <summary>How much the tenant mails, and in how many mailboxes: of seven days, and once of the four weeks before the campaign.</summary>
internal sealed class MailReading(UsageReports reports)
{
    private const int Week = 7;
    private const int FourWeeks = 28;

    /// <summary>Requests to each of the two reports.</summary>
    public static int Requests(Counts latest) => IsBeforeKnown(latest) ? 1 : 2;

    /// <summary>What was counted of the time before the campaign stays as it is.</summary>
    public static ScopeTally Kept(Counts latest)
    {
        var tally = new ScopeTally();
        foreach (var count in new[] { Count.MailsSentBefore, Count.MailboxDaysBefore }.Where(count => latest[count] is not null))
        {
            tally.Set(Scope.Organisation, count, latest[count]!.Value);
        }

        return tally;
    }

    /// <param name="campaign">Whose start counts.</param>
    /// <param name="latest">What the youngest snapshot has of the organisation.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <exception cref="GraphFailure">A report did not come, or broke off.</exception>
    /// <exception cref="UnreadableReportException">What came is no report.</exception>
    public async Task<SourceCounts> ReadAsync(Campaign campaign, Counts latest, CancellationToken cancellationToken)
    {
        var (mails, mailboxes) = await ReadAsync(UsageReport.Week, cancellationToken);
        var tally = Kept(latest);
        tally.Set(Scope.Organisation, Count.MailsSent7, mails.Sum(mails.Refreshed, Week));
        tally.Set(Scope.Organisation, Count.MailboxDays7, mailboxes.Sum(mails.Refreshed, Week));
        var eve = campaign.Settings.Start.Minus(Period.FromDays(1)).ToDateOnly();
        if (!IsBeforeKnown(latest) && eve <= mails.Refreshed)
        {
            var (mailsBefore, mailboxesBefore) = await ReadAsync(UsageReport.HalfYear, cancellationToken);
            if (mailsBefore.Has(eve, FourWeeks) && mailboxesBefore.Has(eve, FourWeeks))
            {
                tally.Set(Scope.Organisation, Count.MailsSentBefore, mailsBefore.Sum(eve, FourWeeks));
                tally.Set(Scope.Organisation, Count.MailboxDaysBefore, mailboxesBefore.Sum(eve, FourWeeks));
            }
        }

        return new(new SourceReading(KpiSource.Mail, SourceState.Read) { Refreshed = mails.Refreshed }, tally);
    }

    private static bool IsBeforeKnown(Counts latest) => latest[Count.MailsSentBefore] is not null;

    private async Task<(DailyNumbers Mails, DailyNumbers Mailboxes)> ReadAsync(string period, CancellationToken cancellationToken)
    {
        var mails = await ReadAsync(UsageReport.Mails, "Send", period, cancellationToken);
        var mailboxes = await ReadAsync(UsageReport.ActiveUsers, "Exchange", period, cancellationToken);
        return mails.Refreshed == mailboxes.Refreshed ? (mails, mailboxes) : throw new GraphFailure(
            $"read the reports {UsageReport.Mails.Name} and {UsageReport.ActiveUsers.Name}", OutcomeKind.Unknown, null, "they know different days", null);
    }

    private async Task<DailyNumbers> ReadAsync(UsageReport report, string column, string period, CancellationToken cancellationToken)
    {
        await using var lines = await reports.OpenAsync(report, period, cancellationToken);
        var (date, number, days) = (lines.Column("Report Date"), lines.Column(column), new Dictionary<DateOnly, long>());
        while (await lines.ReadAsync(cancellationToken))
        {
            lines.MustBeWhole();
            if (lines.WrittenDay(date) is { } day)
            {
                days.TryAdd(day, lines.Number(number));
            }
        }

        return new(report, lines.RefreshDate, days);
    }

    private sealed record DailyNumbers(UsageReport Report, DateOnly Refreshed, Dictionary<DateOnly, long> Days)
    {
        public bool Has(DateOnly last, int days) => Span(last, days).All(Days.ContainsKey);

        /// <exception cref="UnreadableReportException">A day is missing: the sum would be too small.</exception>
        public long Sum(DateOnly last, int days) => Has(last, days) ? Span(last, days).Sum(day => Days[day])
            : throw new UnreadableReportException(Report, $"it does not have all of the {days} days up to {last:yyyy-MM-dd}.");

        private static IEnumerable<DateOnly> Span(DateOnly last, int days) => Enumerable.Range(0, days).Select(back => last.AddDays(-back));
    }
}
