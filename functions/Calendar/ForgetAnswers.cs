using AdoptionAutomation.Calendar.Contests;
using AdoptionAutomation.Campaigns;
using Microsoft.Azure.Functions.Worker;

namespace AdoptionAutomation.Calendar;

/// <summary>Once a day: forgets who answered what in contests, 30 days after their result.</summary>
internal sealed class ForgetAnswers(ContestsTable table, CampaignStore campaigns, TimeProvider time)
{
    [Function(nameof(ForgetAnswers))]
    public async Task RunAsync([TimerTrigger("0 20 4 * * *")] TimerInfo timer, CancellationToken cancellationToken)
    {
        await foreach (var (campaign, contest) in table.DueAsync(cancellationToken))
        {
            // It may close later than it did when its question was made.
            if (await ClosesAtAsync(campaign, contest, cancellationToken) + ContestTimes.AnswersStay is { } at && at > time.GetUtcNow())
            {
                await table.KeepUntilAsync(campaign, contest, at, cancellationToken);
                continue;
            }

            await table.ForgetAnswersAsync(campaign, contest, cancellationToken);
        }
    }

    /// <summary>Null: the calendar does not have it any more.</summary>
    private async Task<DateTimeOffset?> ClosesAtAsync(string scope, string id, CancellationToken cancellationToken)
    {
        try
        {
            var campaign = await campaigns.GetAsync(scope, cancellationToken);
            return campaign.Calendar.Contests.FirstOrDefault(contest => contest.Id == id) is { } found ? ContestTimes.ClosesAt(campaign, found) : null;
        }
        catch (CampaignNotFoundException)
        {
            return null;
        }
    }
}
