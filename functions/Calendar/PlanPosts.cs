using AdoptionAutomation.Calendar.Publishing;
using AdoptionAutomation.Campaigns;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace AdoptionAutomation.Calendar;

/// <summary>Every night: plans what each campaign's calendar publishes within two days.</summary>
internal sealed partial class PlanPosts(CampaignStore campaigns, CalendarPlanning planning, ILogger<PlanPosts> logger)
{
    [Function(nameof(PlanPosts))]
    public async Task RunAsync([TimerTrigger("0 20 2 * * *")] TimerInfo timer, CancellationToken cancellationToken)
    {
        await foreach (var id in campaigns.ListAsync(cancellationToken))
        {
            if (await ReadAsync(id, cancellationToken) is { } campaign)
            {
                await planning.PlanAsync(campaign, cancellationToken);
            }
        }
    }

    private async Task<Campaign?> ReadAsync(string id, CancellationToken cancellationToken)
    {
        try
        {
            return await campaigns.GetFreshAsync(id, cancellationToken);
        }
        catch (CampaignNotFoundException unreadable)
        {
            Log.Skipped(logger, id, unreadable.Message);
            return null;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "{Campaign}: its calendar is not planned. {Why}")]
        public static partial void Skipped(ILogger logger, string campaign, string why);
    }
}
