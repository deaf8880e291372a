using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Groups.Drift;
using AdoptionAutomation.Storage;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace AdoptionAutomation.Groups;

/// <summary>Every night: has each standing group of each campaign checked against its declaration, 100 a message.</summary>
internal sealed partial class CheckGroups(
    CampaignStore campaigns, GroupsTable groups, WorkQueue queue, TimeProvider time, ILogger<CheckGroups> logger)
{
    [Function(nameof(CheckGroups))]
    public async Task RunAsync([TimerTrigger("0 30 4 * * *")] TimerInfo timer, CancellationToken cancellationToken)
    {
        await foreach (var campaign in campaigns.RunningAsync(id => id, cancellationToken).Select(campaign => campaign.Id))
        {
            var (standing, drifted) = (0, 0);
            await foreach (var rows in groups.ListAsync(campaign, cancellationToken)
                .Where(row => row.GraphId is not null)
                .Chunk(DriftCheck.GroupsAtOnce)
                .WithCancellation(cancellationToken))
            {
                (standing, drifted) = (standing + rows.Length, drifted + rows.Count(row => row.Drift.Count > 0));
                var range = new CheckRange(rows[0].Group, rows[^1].Group, time.GetUtcNow());
                await queue.PutAsync(QueueNames.ProvisionGroup, new ProvisionGroupMessage(campaign, "", Check: range), cancellationToken);
            }

            Log.Called(logger, campaign, standing, drifted);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(
            Level = LogLevel.Information,
            Message = "{Campaign}: {Standing} standing groups are to be checked; {Drifted} had drifted at the check before.")]
        public static partial void Called(ILogger logger, string campaign, int standing, int drifted);
    }
}
