using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Digests.Editions;
using AdoptionAutomation.Operations.Stuck;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace AdoptionAutomation.Operations;

/// <summary>
/// Three times a day: says in the log what stands still and which digest is not out, for alerts to look for. Of other poison
/// queues than those of waves the host's own line tells, which has an alert of its own. Nobody is written to.
/// </summary>
internal sealed partial class WatchWork(CampaignStore campaigns, StuckReader stuck, UnsentDigests digests, ILogger<WatchWork> logger)
{
    [Function(nameof(WatchWork))]
    public async Task RunAsync([TimerTrigger("0 10 5,11,17 * * *")] TimerInfo timer, CancellationToken cancellationToken)
    {
        await foreach (var campaign in campaigns.RunningAsync(id => id, cancellationToken))
        {
            foreach (var one in await stuck.OfCampaignAsync(campaign, StuckReader.QueuesOfWaves, cancellationToken))
            {
                Log.Stuck(logger, campaign.Id, StuckText.NameOf(one.Finding.Cause), one.Finding.Subject is { Length: > 0 } subject ? subject : one.Id);
            }

            foreach (var edition in await digests.FindAsync(campaign, cancellationToken))
            {
                Log.NotSent(logger, campaign.Id, edition.Audience.Word(), edition.Period);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Stuck: {Campaign}: {Cause} {Subject}")]
        public static partial void Stuck(ILogger logger, string campaign, string cause, string subject);

        [LoggerMessage(Level = LogLevel.Error, Message = "Digest not sent: {Campaign}: {Audience} {Period}")]
        public static partial void NotSent(ILogger logger, string campaign, string audience, string period);
    }
}
