using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Mail;
using AdoptionAutomation.Mail.Notices;
using AdoptionAutomation.Operations;
using AdoptionAutomation.Storage;
using AdoptionAutomation.Surveys.Asking;
using AdoptionAutomation.Waves.Life;
using Microsoft.Extensions.Logging;

namespace AdoptionAutomation.Surveys.Rounds;

/// <summary>
/// Gives the rounds that open within two days their due rows, and has the answers of those that are open sealed. Safe to repeat: same round and
/// time, same row.
/// </summary>
internal sealed partial class SurveyPlanning(
    RoundsTable rounds,
    RoundFreezing freezing,
    WavesTable waves,
    DueTable due,
    WorkQueue queue,
    MailRedirect redirect,
    NoticeBoard notices,
    TimeProvider time,
    ILogger<SurveyPlanning> logger)
{
    /// <summary>From one night's plan to the next but one: a night may be missed.</summary>
    private static readonly TimeSpan Horizon = TimeSpan.FromHours(48);

    /// <summary>A round that is older when it is first seen is none that anybody waits for.</summary>
    private static readonly TimeSpan LongestLate = TimeSpan.FromDays(1);

    /// <summary>An answer that was under way when its round was closed is looked for so long.</summary>
    private static readonly TimeSpan Stragglers = TimeSpan.FromDays(3);

    /// <summary>Every night: what opens, and what is open or has just closed, of the real run as of its dress rehearsal.</summary>
    public async Task PlanAsync(Campaign campaign, CancellationToken cancellationToken)
    {
        await OpenAsync(campaign, cancellationToken);
        foreach (var scope in redirect.ScopesOf(campaign.Settings.Id))
        {
            await KeepAsync(scope, cancellationToken);
        }
    }

    /// <summary>After an edit: what opens. Whatever is no longer wanted finds that out when its time comes.</summary>
    public async Task OpenAsync(Campaign files, CancellationToken cancellationToken)
    {
        var campaign = files with { Id = redirect.ScopeOf(files.Settings.Id) };
        var asked = campaign.Surveys.Where(survey => survey.Status == PostStatus.Approved).ToList();
        if (asked.Count == 0)
        {
            return;
        }

        var known = await rounds.ListAsync(campaign.Id, cancellationToken).ToDictionaryAsync(round => round.Id, StringComparer.Ordinal, cancellationToken);
        var opened = await waves.OpenedAsync(campaign.Id, cancellationToken);
        var now = time.GetUtcNow();
        var near = asked.SelectMany(survey => RoundFreezing.PlannedOf(campaign, survey, opened))
            .Where(round => round.OpensAt <= now + Horizon && round.ClosesAt > now && known.GetValueOrDefault(round.Id) is null or { State: RoundState.Opening })
            .ToList();
        foreach (var late in near.Where(round => IsLate(round, now) && !known.ContainsKey(round.Id)))
        {
            Log.TooLate(logger, campaign.Id, late.Id, late.OpensAt);
        }

        await PutAsync(campaign, [.. near.Where(round => !IsLate(round, now) || known.ContainsKey(round.Id))], cancellationToken);
    }

    private async Task PutAsync(Campaign campaign, IReadOnlyList<PlannedRound> near, CancellationToken cancellationToken)
    {
        if (near.Count > 0 && !freezing.IsOn)
        {
            await notices.TellAsync(campaign, SurveysOff.NoticeOf(campaign, near[0]), cancellationToken);
            return;
        }

        var now = time.GetUtcNow();
        foreach (var round in near)
        {
            var work = new RunSurveyMessage(campaign.Id, round.Survey, round.Round, SurveyStep.Open, round.OpensAt).ToDue()!;
            await due.AddAllAsync([work], cancellationToken);
            if (round.OpensAt < PlanHour.NextRound(now))
            {
                await queue.PutTextAsync(work.Queue, work.Message, work.At - now, cancellationToken);
            }
        }

        Log.Planned(logger, campaign.Id, near.Count);
    }

    private async Task KeepAsync(string scope, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var all = await rounds.ListAsync(scope, cancellationToken).ToListAsync(cancellationToken);
        var open = all.Where(round => round.State != RoundState.Closed).ToList();
        await due.AddAllAsync(open.Select(round => RoundMails.CloseOf(scope, round)), cancellationToken);
        foreach (var round in open.Where(round => now < round.ClosesAt))
        {
            await queue.PutAsync(QueueNames.RunSurvey, new RunSurveyMessage(scope, round.Survey.Id, round.Round, SurveyStep.Seal), cancellationToken);
        }

        foreach (var round in all.Where(round => round.State == RoundState.Closed && now < round.ClosesAt + Stragglers))
        {
            await queue.PutAsync(QueueNames.RunSurvey, new RunSurveyMessage(scope, round.Survey.Id, round.Round, SurveyStep.Close), cancellationToken);
        }
    }

    private static bool IsLate(PlannedRound round, DateTimeOffset now) => round.OpensAt < now - LongestLate;

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "{Campaign}: {Rounds} rounds of surveys open within two days.")]
        public static partial void Planned(ILogger logger, string campaign, int rounds);

        [LoggerMessage(Level = LogLevel.Warning, Message = "{Campaign}: survey {Round} was to open at {At:O}, more than a day ago; it is left out. Give it another date.")]
        public static partial void TooLate(ILogger logger, string campaign, string round, DateTimeOffset at);
    }
}
