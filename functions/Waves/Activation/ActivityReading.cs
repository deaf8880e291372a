using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Effects;
using AdoptionAutomation.Graph;
using AdoptionAutomation.Storage;
using AdoptionAutomation.Waves.Inviting;
using AdoptionAutomation.Waves.People;
using Microsoft.Extensions.Logging;

namespace AdoptionAutomation.Waves.Activation;

/// <summary>
/// Reads the usage report of a campaign's service and marks who is active: welcomed, and seen on that day or later. A report is read once; its
/// date is kept when everybody is marked, so a death in between repeats it, and finds those who are marked no longer waiting.
/// </summary>
internal sealed partial class ActivityReading(
    CampaignStore campaigns,
    UsageReports reports,
    PeopleTable people,
    ActivityTable table,
    RateGovernor governor,
    WorkQueue queue,
    TimeProvider time,
    ILogger<ActivityReading> logger) : IWaveStep
{
    public InviteStep Step => InviteStep.Activity;

    public async Task RunAsync(InvitePeopleMessage message, CancellationToken cancellationToken)
    {
        var campaign = await campaigns.GetAsync(message.Campaign, cancellationToken);
        var lane = ReportMatch.For(campaign.Settings.Service).Lane;
        if (await governor.TakeAsync(lane, 1, message.Turn, cancellationToken) is { } turn)
        {
            await queue.PutAsync(QueueNames.InvitePeople, message with { Turn = turn.At }, turn.At - time.GetUtcNow(), cancellationToken);
            return;
        }

        var known = await table.FindAsync(campaign.Id, cancellationToken);
        try
        {
            await ReadAsync(campaign, known, cancellationToken);
        }
        catch (GraphFailure failure) when (failure.IsTransient)
        {
            var wait = await governor.ReportAsync(lane, failure, time, cancellationToken);
            await queue.PutAsync(QueueNames.InvitePeople, message with { Turn = null }, wait, cancellationToken);
        }
        catch (GraphFailure failure) when (failure.Outcome == OutcomeKind.NotAllowed)
        {
            // Nothing waits for the permission: tomorrow's message asks again.
            await governor.ReportAsync(lane, failure, time, cancellationToken);
            await WriteAsync(campaign, known with { Source = ActivitySource.NotAllowed, Why = failure.Message }, cancellationToken);
        }
        catch (Exception refused) when (refused is GraphFailure or UnreadableReportException)
        {
            Log.Unreadable(logger, campaign.Id, refused.Message);
            await WriteAsync(campaign, known with { Why = refused.Message }, cancellationToken);
        }
    }

    private async Task ReadAsync(Campaign campaign, ActivityKnown known, CancellationToken cancellationToken)
    {
        var report = ReportMatch.For(campaign.Settings.Service);
        if (await reports.AreNamesConcealedAsync(cancellationToken))
        {
            await ConcealAsync(campaign, known, cancellationToken);
            return;
        }

        // Before the report: it comes once, and is not kept waiting.
        var waiting = await WaitingAsync(campaign.Id, cancellationToken);
        var (date, news) = await MatchAsync(report, known, waiting, cancellationToken);
        if (news == ReportNews.None)
        {
            Log.Unchanged(logger, campaign.Id, report.Name, date);
            return;
        }

        if (news == ReportNews.Nameless)
        {
            await ConcealAsync(campaign, known, cancellationToken);
            return;
        }

        var marked = await MarkAsync(campaign.Id, waiting, cancellationToken);
        await WriteAsync(campaign, new(ActivitySource.Reports) { Report = report.Name, ReportOf = date }, cancellationToken);
        Log.Read(logger, campaign.Id, report.Name, date, waiting.Count, marked);
    }

    private async Task<WaitingPeople> WaitingAsync(string campaign, CancellationToken cancellationToken)
    {
        var waiting = new WaitingPeople();
        await foreach (var person in people.InactiveAsync(campaign, cancellationToken))
        {
            waiting.Add(Guid.Parse(person.Id), person.Wave, person.PrincipalName ?? person.Mail, DateOnly.FromDateTime(person.WelcomedAt.UtcDateTime));
        }

        waiting.Seal();
        return waiting;
    }

    /// <returns>The report's date, and whether it has brought anything.</returns>
    private async Task<(DateOnly Date, ReportNews News)> MatchAsync(
        UsageReport report, ActivityKnown known, WaitingPeople waiting, CancellationToken cancellationToken)
    {
        await using var lines = await reports.OpenAsync(report, UsageReport.Week, cancellationToken);
        if (known is { Source: ActivitySource.Reports, Why: null } && known.Report == report.Name && known.ReportOf >= lines.RefreshDate)
        {
            return (lines.RefreshDate, ReportNews.None);
        }

        var match = new ReportMatch(lines);
        while (waiting.Count > 0 && await lines.ReadAsync(cancellationToken))
        {
            match.Note(waiting);
        }

        return (lines.RefreshDate, waiting.Count == 0 || match.HasNames ? ReportNews.Some : ReportNews.Nameless);
    }

    private async Task<int> MarkAsync(string campaign, WaitingPeople waiting, CancellationToken cancellationToken)
    {
        var marked = 0;
        foreach (var (wave, ids) in waiting.Seen(PeopleTable.ChunkSize))
        {
            var rows = await people.FindAsync(campaign, wave, ids, cancellationToken);
            var now = time.GetUtcNow();
            var marks = rows.Select(row => new PersonMark.Active(row, now, ActivitySign.Report)).ToList();
            marked += await people.MarkAsync(campaign, wave, marks, cancellationToken);
        }

        return marked;
    }

    private Task ConcealAsync(Campaign campaign, ActivityKnown known, CancellationToken cancellationToken)
    {
        Log.Concealed(logger, campaign.Id);
        return known.Source == ActivitySource.Concealed
            ? Task.CompletedTask
            : WriteAsync(campaign, known with { Source = ActivitySource.Concealed, Why = null }, cancellationToken);
    }

    private Task WriteAsync(Campaign campaign, ActivityKnown known, CancellationToken cancellationToken) =>
        table.WriteAsync(campaign.Id, known with { LookedAt = time.GetUtcNow() }, cancellationToken);

    private enum ReportNews
    {
        Some,

        /// <summary>It was read before.</summary>
        None,

        /// <summary>It names nobody, for the setting takes minutes to arrive.</summary>
        Nameless,
    }

    private static partial class Log
    {
        [LoggerMessage(
            Level = LogLevel.Information,
            Message = "{Campaign}: {Report} of {Date} is read: {Waiting} people were waiting, {Marked} of them are active now.")]
        public static partial void Read(ILogger logger, string campaign, string report, DateOnly date, int waiting, int marked);

        [LoggerMessage(Level = LogLevel.Information, Message = "{Campaign}: {Report} is still that of {Date}, which was read before.")]
        public static partial void Unchanged(ILogger logger, string campaign, string report, DateOnly date);

        [LoggerMessage(Level = LogLevel.Warning, Message = "{Campaign}: the tenant's reports hide who people are (displayConcealedNames): nobody is matched.")]
        public static partial void Concealed(ILogger logger, string campaign);

        [LoggerMessage(Level = LogLevel.Error, Message = "{Campaign}: no report was read, and it is tried again tomorrow. {Why}")]
        public static partial void Unreadable(ILogger logger, string campaign, string why);
    }
}
