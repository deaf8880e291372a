using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Effects;
using AdoptionAutomation.Graph;
using AdoptionAutomation.Groups;
using AdoptionAutomation.Kpis.Book;
using AdoptionAutomation.Kpis.Reading;
using AdoptionAutomation.Kpis.Snapshots;

namespace AdoptionAutomation.Kpis.Taking;

/// <summary>Everything that Microsoft 365 tells, read in one go; whoever comes back reads what is missing.</summary>
internal sealed class ReportSources(
    UserReading users, GroupReading groups, MailReading mails, DirectoryCounts directory, ReportTurns turns, SourcesSoFar soFar)
{
    private const int UtcDaysLate = -2;

    /// <returns>What was told; or when to come back.</returns>
    /// <exception cref="SourceAwayException">A source did not come, and is to be tried again.</exception>
    public async Task<(SourcesRead? Read, DateTimeOffset? Later)> ReadAsync(
        TakeSnapshotMessage message, Campaign campaign, IReadOnlyList<GroupRow> standing, Counts latest, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (person, writing) = (UserColumns.Of(campaign.Settings.Service).Report.Lane, GroupReport.Writing(campaign));
        var mailRequests = MailReading.Requests(latest);
        var known = soFar.Of(message, now);
        (KpiSource Source, Lane Lane, int Requests)[] lanes =
        [
            (KpiSource.Users, person, UserReading.Requests), (KpiSource.Teams, writing.Report.Lane, 1), (KpiSource.Groups, UsageReport.Groups.Lane, 1),
            (KpiSource.Mail, UsageReport.Mails.Lane, mailRequests), (KpiSource.Mail, UsageReport.ActiveUsers.Lane, mailRequests), (KpiSource.Directory, Lane.GraphReads, 1),
        ];
        var (later, resting) = await turns.TakeAsync(
            lanes.Where(one => !known.Has(one.Source)).Select(one => (one.Lane, one.Requests)), message, cancellationToken);
        if (later is not null)
        {
            return (null, later);
        }

        var work = (message, resting);
        var (people, byPerson) = await known.OnceAsync(
            KpiSource.Users, () => UsersAsync(campaign, person, work, cancellationToken), read => read.Counts.Reading.State == SourceState.Read);
        var isConcealed = byPerson.Reading.State == SourceState.Concealed;
        var byTeam = await known.OnceAsync(KpiSource.Teams, () => GroupsAsync(work, writing, campaign, standing, isConcealed, cancellationToken));
        var byGroup = await known.OnceAsync(KpiSource.Groups, () => GroupsAsync(work, GroupReport.Groups, campaign, standing, isConcealed, cancellationToken));
        var mail = await known.OnceAsync(KpiSource.Mail, () => turns.ReadAsync(
            KpiSource.Mail, UsageReport.Mails.Lane, work, () => mails.ReadAsync(campaign, latest, cancellationToken), cancellationToken));
        var profiles = await known.OnceAsync(KpiSource.Directory, () => turns.ReadAsync(
            KpiSource.Directory, Lane.GraphReads, work, () => DirectoryAsync(cancellationToken), cancellationToken));
        soFar.Forget(message);

        var day = CountedDay.Of(campaign, DayOf(byPerson, [byTeam.Counts, byGroup.Counts, mail], now));
        if (byPerson.Reading.State != SourceState.Read)
        {
            // What a report that broke off had said is forgotten.
            people.Begin(day);
        }

        if (GroupReading.Active(day, byGroup, byTeam) is { } active)
        {
            byGroup.Counts.Tally.Set(Scope.Organisation, Count.ActiveGroups30, active);
        }

        var kept = mail.Reading.State == SourceState.Read ? mail : mail with { Tally = MailReading.Kept(latest) };
        return (new(day, people, [byPerson, byTeam.Counts, byGroup.Counts, kept, profiles]), null);
    }

    private async Task<(PeopleUsage People, SourceCounts Counts)> UsersAsync(
        Campaign campaign, Lane person, (TakeSnapshotMessage Message, IReadOnlySet<string> Resting) work, CancellationToken cancellationToken)
    {
        var people = await users.PeopleAsync(campaign, cancellationToken);
        return (people, await turns.ReadAsync(KpiSource.Users, person, work, () => users.ReadAsync(campaign, people, cancellationToken), cancellationToken));
    }

    private async Task<GroupCounts> GroupsAsync(
        (TakeSnapshotMessage Message, IReadOnlySet<string> Resting) work,
        GroupReport report,
        Campaign campaign,
        IReadOnlyList<GroupRow> standing,
        bool isConcealed,
        CancellationToken cancellationToken)
    {
        GroupCounts? read = null;
        var counts = await turns.ReadAsync(report.Source, report.Report.Lane, work, ReadAsync, cancellationToken);
        return read ?? new(counts, new Dictionary<Scope, DateOnly?>());

        async Task<SourceCounts> ReadAsync() =>
            (read = await groups.ReadAsync(report, report.Ours(campaign, standing), isConcealed, cancellationToken)).Counts;
    }

    private async Task<SourceCounts> DirectoryAsync(CancellationToken cancellationToken)
    {
        var (accounts, profiles) = await directory.CountAsync(cancellationToken);
        var tally = new ScopeTally();
        tally.Set(Scope.Organisation, Count.Accounts, accounts);
        tally.Set(Scope.Organisation, Count.Profiles, profiles);
        return new(new SourceReading(KpiSource.Directory, SourceState.Read), tally);
    }

    /// <summary>The day that the report by person knows; without it, the youngest of the others; without any, the one that reports would know.</summary>
    private static DateOnly DayOf(SourceCounts byPerson, IEnumerable<SourceCounts> others, DateTimeOffset now) =>
        byPerson.Reading.Refreshed ?? others.Max(source => source.Reading.Refreshed) ?? DateOnly.FromDateTime(now.UtcDateTime).AddDays(UtcDaysLate);
}

/// <param name="Day">The day that is counted.</param>
/// <param name="People">The invited, as far as the day's report saw them.</param>
/// <param name="Sources">What each source told, of whatever day it knows.</param>
internal sealed record SourcesRead(CountedDay Day, PeopleUsage People, IReadOnlyList<SourceCounts> Sources);
