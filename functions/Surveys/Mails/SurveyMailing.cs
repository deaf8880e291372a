using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Effects;
using AdoptionAutomation.Mail;
using AdoptionAutomation.Operations;
using AdoptionAutomation.Surveys.Rounds;
using AdoptionAutomation.Waves.Mails;
using AdoptionAutomation.Waves.People;

namespace AdoptionAutomation.Surveys.Mails;

/// <summary>
/// The links of a round, or a reminder of it, to one stretch of people, each in the hours in which they may be mailed, as long as it is open and
/// wanted. Registered for the whole family of purposes.
/// </summary>
internal sealed class SurveyMailing(
    CampaignStore campaigns,
    RoundsTable table,
    SurveyRecipients recipients,
    SurveyMailTexts texts,
    MailRounds rounds,
    PausesTable pauses,
    TimeProvider time) : IMailing
{
    /// <summary>After so long nobody waits any more for what an event might tell.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromDays(2);

    public async Task<MailPause?> SendAsync(SendMailMessage message, CancellationToken cancellationToken)
    {
        await pauses.PassAsync(message.Campaign, cancellationToken);
        var campaign = await campaigns.GetAsync(message.Campaign, cancellationToken);
        if (SurveyPurpose.Read(message.Purpose) is not { } purpose
            || await table.FindAsync(campaign.Id, purpose.Round, cancellationToken) is not { } round
            || !IsWanted(campaign, round, purpose))
        {
            return null;
        }

        var next = await VisitAsync(message, campaign, round, purpose, cancellationToken);
        return next is { } at && at < round.ClosesAt ? MailPause.Until(at, time.GetUtcNow()) : null;
    }

    public Task SettleAsync(string campaign, IReadOnlyDictionary<string, Outcome> outcomes, CancellationToken cancellationToken) =>
        recipients.RefuseAsync(campaign, outcomes, cancellationToken);

    /// <summary>Two reminders never go at once: of those that were held up, the last stands for all.</summary>
    private bool IsWanted(Campaign campaign, SurveyRound round, SurveyPurpose purpose)
    {
        var now = time.GetUtcNow();
        return round.State != RoundState.Closed && now < round.ClosesAt
            && campaign.FindSurvey(round.Survey.Id) is { Status: PostStatus.Approved }
            && !(purpose.Reminder is { } index && round.RemindAt.Skip(index + 1).Any(later => later <= now));
    }

    /// <returns>When to come back; null: nothing more will come.</returns>
    private async Task<DateTimeOffset?> VisitAsync(
        SendMailMessage message, Campaign campaign, SurveyRound round, SurveyPurpose purpose, CancellationToken cancellationToken)
    {
        var (now, hours) = (time.GetUtcNow(), new OpenHours(campaign.Settings));
        var meant = await recipients.MeantAsync(message, round, purpose, cancellationToken);
        var awake = meant.Where(link => hours.IsOpen(now, link.Zone)).ToList();
        var next = meant.Except(awake).Select(link => (DateTimeOffset?)hours.NextOpen(now, link.Zone)).Min();
        var present = await recipients.PresentAsync(campaign, round, awake, cancellationToken);
        if (present.Wait is { } busy)
        {
            return FollowUps.Earliest(next, now + busy);
        }

        foreach (var some in present.Links.Chunk(PeopleTable.ChunkSize))
        {
            var sent = await rounds.SendAsync(
                campaign.Id,
                message.Purpose,
                [.. some.Select(link => link.Person)],
                anyUncertain: true,
                ours => texts.ComposeAsync(campaign, round, message.Purpose, some.Where(link => ours.Contains(link.Person))),
                cancellationToken);
            await recipients.RefuseAsync(campaign, round, some, sent, cancellationToken);
            next = FollowUps.Earliest(next, sent.Wait is { } wait ? time.GetUtcNow() + wait : null);
            next = FollowUps.Earliest(next, sent.LookAgainAt < (message.Due ?? DueOf(round, purpose)) + Patience ? sent.LookAgainAt : null);
        }

        return next;
    }

    private static DateTimeOffset DueOf(SurveyRound round, SurveyPurpose purpose) =>
        purpose.Reminder is { } index && index < round.RemindAt.Count ? round.RemindAt[index] : round.OpensAt;
}
