using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Mail;
using AdoptionAutomation.Waves.Dates;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace AdoptionAutomation.Waves;

/// <summary>Every night: plans the waves of each campaign that open by date within two days, or should have.</summary>
internal sealed partial class PlanWaves(CampaignStore campaigns, WaveDates dates, MailRedirect redirect, ILogger<PlanWaves> logger)
{
    [Function(nameof(PlanWaves))]
    public async Task RunAsync([TimerTrigger("0 10 3 * * *")] TimerInfo timer, CancellationToken cancellationToken)
    {
        await foreach (var campaign in campaigns.ListAsync(cancellationToken).Select(redirect.ScopeOf))
        {
            if (await ReadAsync(campaign, cancellationToken) is { } files)
            {
                await dates.PlanAsync(files, cancellationToken);
            }
        }
    }

    private async Task<Campaign?> ReadAsync(string campaign, CancellationToken cancellationToken)
    {
        try
        {
            return await campaigns.GetAsync(campaign, cancellationToken);
        }
        catch (CampaignNotFoundException unreadable)
        {
            Log.Skipped(logger, campaign, unreadable.Message);
            return null;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "{Campaign}: its waves are not planned. {Why}")]
        public static partial void Skipped(ILogger logger, string campaign, string why);
    }
}
