using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Effects;
using AdoptionAutomation.Graph;
using AdoptionAutomation.Mail;
using AdoptionAutomation.Mail.Notices;
using AdoptionAutomation.Operations;
using AdoptionAutomation.Storage;

namespace AdoptionAutomation.Calendar.Contests;

/// <summary>Tells the winner of a contest, once, in their language. The ledger's subject is the contest: a person may win two.</summary>
internal sealed class WinnerMailing(
    CampaignStore campaigns,
    DrawRecords records,
    ContestWinner winners,
    MailRounds rounds,
    Pages pages,
    NoticeBoard notices,
    PausesTable pauses,
    DueTable due,
    TimeProvider time) : IMailing
{
    public const string Purpose = "contest-winner";

    private const string First = "0";
    private const string Last = "g";

    private static readonly TimeSpan UntilDrawn = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan LongestUntilDrawn = TimeSpan.FromDays(7);

    /// <summary>The same each time it is made for a contest.</summary>
    public static SendMailMessage MessageOf(string campaign, string contest, DateTimeOffset closes) => new(campaign, Purpose, contest, First, Last, closes);

    public async Task<MailPause?> SendAsync(SendMailMessage message, CancellationToken cancellationToken)
    {
        await pauses.PassAsync(message.Campaign, cancellationToken);
        var campaign = await campaigns.GetAsync(message.Campaign, cancellationToken);
        if (campaign.Calendar.Contests.FirstOrDefault(contest => contest.Id == message.Audience) is not { } contest)
        {
            return null;
        }

        var now = time.GetUtcNow();
        if (await records.FindAsync(campaign.Id, contest.Id, cancellationToken) is not { } record)
        {
            // The draw died before its record; it is held again soon, or not at all.
            return now > ContestTimes.ClosesAt(campaign, contest) + LongestUntilDrawn ? null : new(UntilDrawn) { Due = now + UntilDrawn };
        }

        if (await winners.FindAsync(record, cancellationToken) is not { } answer)
        {
            return null;
        }

        var opens = new OpenHours(campaign.Settings).NextOpen(now, null);
        if (opens > now)
        {
            return new(opens - now) { Due = opens };
        }

        try
        {
            return await WriteAsync(campaign, contest, record, answer, message, cancellationToken);
        }
        catch (GraphFailure failure) when (failure.IsTransient || failure.Outcome == OutcomeKind.NotAllowed)
        {
            return new(failure.RetryAfter ?? UntilDrawn);
        }
    }

    /// <summary>The ledger says it all.</summary>
    public Task SettleAsync(string campaign, IReadOnlyDictionary<string, Outcome> outcomes, CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task<MailPause?> WriteAsync(
        Campaign campaign, Contest contest, DrawRecord record, ContestAnswer answer, SendMailMessage message, CancellationToken cancellationToken)
    {
        if (await winners.LookUpAsync(answer, cancellationToken) is not { Mail.Length: > 0 } user)
        {
            await notices.TellAsync(campaign, WinnerNotice.HasLeft(campaign, contest, record), cancellationToken);
            return null;
        }

        var round = await rounds.SendAsync(
            campaign.Id, Purpose, [contest.Id], anyUncertain: true, _ => ComposeAsync(campaign, contest, record, user), cancellationToken);
        if (round.LookAgainAt is { } at)
        {
            await due.AddAsync((message with { Due = at, Turn = null }).ToDue()!, cancellationToken);
        }

        return round.Wait is { } wait ? new(wait) : null;
    }

    private async Task<IReadOnlyList<MailBatch>> ComposeAsync(Campaign campaign, Contest contest, DrawRecord record, DirectoryUser user)
    {
        var language = campaign.Settings.Languages.FirstOrDefault(known => known == user.Language) ?? campaign.FirstLanguage;
        var content = WinnerMailContent.For(campaign, contest, record.Winner!, language);
        var html = await pages.RenderAsync<WinnerMail>((nameof(WinnerMail.Content), content));
        var to = new MailRecipient(contest.Id, user.Mail, new Dictionary<string, string>(StringComparer.Ordinal));
        return [new(campaign.Id, Purpose, content.Subject, html, content.Text, [to])];
    }
}
