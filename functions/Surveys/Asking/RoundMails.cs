using AdoptionAutomation.Mail;
using AdoptionAutomation.Storage;
using AdoptionAutomation.Surveys.Mails;
using AdoptionAutomation.Surveys.Rounds;
using AdoptionAutomation.Waves.People;

namespace AdoptionAutomation.Surveys.Asking;

/// <summary>Hands everybody who has a link to the mail lane: a message for each stretch of them, each with a due row first, and due rows for its reminders.</summary>
internal sealed class RoundMails(LinksTable links, RoundsTable rounds, DueTable due, WorkQueue queue, TimeProvider time)
{
    /// <summary>After the last second in which an answer is taken, to whatever is under way then.</summary>
    public static readonly TimeSpan UntilClose = TimeSpan.FromMinutes(5);

    /// <summary>A reminder sooner than that after the first mail would be no reminder.</summary>
    public static readonly TimeSpan LeastUntilReminder = TimeSpan.FromHours(12);

    private const int StretchesAtOnce = 20;
    private const int PagesAtOnce = 10;

    public async Task<RoundProgress> HandOutAsync(string campaign, SurveyRound round, CancellationToken cancellationToken)
    {
        var (at, pages) = (RoundCursor.Of(round).At, 0);
        var after = at.Length > 0 ? at : PeopleTable.FirstKey;
        var keys = links.KeysAsync(campaign, round.Id, after, cancellationToken).Chunk(StretchesAtOnce * PeopleTable.ChunkSize);
        await foreach (var page in keys.Take(PagesAtOnce).WithCancellation(cancellationToken))
        {
            await HandOutAsync(campaign, round, after, page, cancellationToken);
            after = page[^1];
            if (await rounds.TryWriteAsync(campaign, round with { Cursor = new RoundCursor(true, after).ToString() }, cancellationToken) is not { } kept)
            {
                return new(null);
            }

            (round, pages) = (kept, pages + 1);
        }

        if (pages == PagesAtOnce)
        {
            return new(round);
        }

        await due.AddAsync(CloseOf(campaign, round), cancellationToken);
        return new(await rounds.TryWriteAsync(campaign, round with { State = RoundState.Open, Cursor = null }, cancellationToken));
    }

    public static DueWork CloseOf(string campaign, SurveyRound round) =>
        new RunSurveyMessage(campaign, round.Survey.Id, round.Round, SurveyStep.Close, round.ClosesAt + UntilClose).ToDue()!;

    private async Task HandOutAsync(string campaign, SurveyRound round, string after, string[] page, CancellationToken cancellationToken)
    {
        var stretches = page.Chunk(PeopleTable.ChunkSize).ToList();
        var firsts = stretches.Select((stretch, i) => MessageOf(
            campaign, round, SurveyPurpose.Of(round), i == 0 ? after : stretches[i - 1][^1], stretch[^1], round.OpensAt)).ToList();
        var least = time.GetUtcNow() + LeastUntilReminder;
        var reminders = round.RemindAt.Index().Where(one => one.Item > least).SelectMany(one => firsts.Select(first =>
            first with { Purpose = SurveyPurpose.OfReminder(round, one.Index), Due = one.Item }));
        await due.AddAllAsync(firsts.Concat(reminders).Select(message => message.ToDue()!), cancellationToken);
        foreach (var message in firsts)
        {
            await queue.PutAsync(QueueNames.SendMail, message, cancellationToken);
        }
    }

    private static SendMailMessage MessageOf(string campaign, SurveyRound round, string purpose, string after, string upTo, DateTimeOffset at) =>
        new(campaign, purpose, round.Id, after, upTo, at);
}
