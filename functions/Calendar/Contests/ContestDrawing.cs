using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Mail;
using AdoptionAutomation.Storage;

namespace AdoptionAutomation.Calendar.Contests;

/// <summary>Holds a contest's draw, once, and sees to it that the winner hears of it.</summary>
internal sealed class ContestDrawing(ContestsTable table, DrawRecords records, DueTable due, WorkQueue queue, TimeProvider time)
{
    /// <returns>Null: its question was never made, so there is nothing to draw with.</returns>
    public async Task<DrawRecord?> HoldAsync(Campaign campaign, Contest contest, CancellationToken cancellationToken)
    {
        if (await records.FindAsync(campaign.Id, contest.Id, cancellationToken) is { } known)
        {
            return known;
        }

        if (await table.FindSeedAsync(campaign.Id, contest.Id, cancellationToken) is not { } seed)
        {
            return null;
        }

        var closes = ContestTimes.ClosesAt(campaign, contest);
        var answers = await table.AnswersAsync(campaign.Id, contest.Id, cancellationToken);
        var record = Draw.Hold(campaign.Id, contest.Id, contest.Right, seed, [.. answers.Where(answer => answer.At < closes)]);
        await table.KeepUntilAsync(campaign.Id, contest.Id, time.GetUtcNow() + ContestTimes.AnswersStay, cancellationToken);

        // Before the record: once that stands, nobody comes this way again.
        var message = WinnerMailing.MessageOf(campaign.Id, contest.Id, closes);
        await due.AddAsync(message.ToDue()!, cancellationToken);
        record = await records.KeepAsync(record, cancellationToken);
        await queue.PutAsync(QueueNames.SendMail, message, cancellationToken);
        return record;
    }
}
