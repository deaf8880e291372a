using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Storage;

namespace AdoptionAutomation.Mail.Notices;

/// <summary>Tells the people in charge by mail, each of them once per notice, at any hour: they are on duty.</summary>
internal sealed class NoticeBoard(NoticesTable notices, DueTable due, WorkQueue queue, MailRedirect redirect, TimeProvider time)
{
    private const int LongestId = 120;
    private const int MostLines = 60;
    private const int LongestLine = 480;
    private const int LongestSubject = 200;

    /// <summary>Safe to repeat: a notice that was told is not told again, whatever it says by then.</summary>
    /// <exception cref="ArgumentException">The notice's id cannot be kept.</exception>
    public async Task TellAsync(Campaign campaign, Notice notice, CancellationToken cancellationToken)
    {
        if (notice.Id.Length > LongestId || !Key.Allows(notice.Id) || NoticeDay.IsDay(notice.Id))
        {
            throw new ArgumentException($"'{notice.Id}' cannot be a notice's id.", nameof(notice));
        }

        var scope = redirect.ScopeOf(campaign.Id);
        if (await notices.FindAsync(scope, notice.Id, cancellationToken) is not null)
        {
            return;
        }

        // The due row first: from the moment that the notice is kept, somebody brings it.
        var now = time.GetUtcNow();
        var message = NoticeMailing.MessageOf(scope, notice.Id, now);
        await due.AddAsync(message.ToDue()!, cancellationToken);
        await notices.AddAsync(scope, Cut(notice), NoticeDay.Of(campaign.Settings, notice.To, now), cancellationToken);
        await queue.PutAsync(QueueNames.SendMail, message, cancellationToken);
    }

    /// <summary>Whether a notice was told, or is on its way.</summary>
    public async Task<bool> IsToldAsync(Campaign campaign, string id, CancellationToken cancellationToken) =>
        await notices.FindAsync(redirect.ScopeOf(campaign.Id), id, cancellationToken) is not null;

    /// <summary>What a notice quotes may be of any length; a row is not.</summary>
    private static Notice Cut(Notice notice) => notice with
    {
        Subject = Cut(notice.Subject.ReplaceLineEndings(" "), LongestSubject),
        Lines = [.. notice.Lines.Take(MostLines).Select(line => Cut(line.ReplaceLineEndings(" "), LongestLine))],
    };

    private static string Cut(string text, int most) => text.Length <= most ? text : $"{text[..(most - 1)]}…";
}
