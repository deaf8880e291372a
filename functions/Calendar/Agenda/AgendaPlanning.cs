using AdoptionAutomation.Calendar.Season;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Mail;
using AdoptionAutomation.Mail.Notices;
using AdoptionAutomation.Storage;
using NodaTime;

namespace AdoptionAutomation.Calendar.Agenda;

/// <summary>Gives the agenda that falls due before tomorrow night its due row, and one that earlier nights missed.</summary>
internal sealed class AgendaPlanning(NoticeBoard board, DueTable due, MailRedirect redirect, TimeProvider time)
{
    /// <summary>How late an agenda is still sent: two nights may be missed.</summary>
    private static readonly TimeSpan Latest = TimeSpan.FromHours(60);

    /// <summary>A day, and an hour for a clock that is put back.</summary>
    private static readonly TimeSpan Ahead = TimeSpan.FromHours(26);

    private const int DaysBack = 14;
    private const int DaysAhead = 366;

    public async Task PlanAsync(Campaign campaign, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (!HasSeason(campaign, now))
        {
            return;
        }

        foreach (var day in AgendaDay.Around(campaign.Settings, now).Where(day => day.At > now - Latest && day.At < now + Ahead))
        {
            if (day.At > now || !await board.IsToldAsync(campaign, day.Notice, cancellationToken))
            {
                await due.AddAsync(AgendaMailing.MessageOf(redirect.ScopeOf(campaign.Id), day).ToDue()!, cancellationToken);
            }
        }
    }

    /// <summary>Whether the calendar has anything near: nobody wants to hear every Monday of a season that is over.</summary>
    private static bool HasSeason(Campaign campaign, DateTimeOffset now)
    {
        var today = Instant.FromDateTimeOffset(now).InUtc().Date;
        return new SeasonPlan(campaign.Settings, campaign.Calendar).Between(today.PlusDays(-DaysBack).AtMidnight(), today.PlusDays(DaysAhead).AtMidnight()).Any();
    }
}
