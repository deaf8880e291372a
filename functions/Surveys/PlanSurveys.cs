using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Surveys.Rounds;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace AdoptionAutomation.Surveys;

/// <summary>Every night: plans the rounds of surveys that open within two days, and has what was answered sealed.</summary>
internal sealed partial class PlanSurveys(CampaignStore campaigns, SurveyPlanning planning, ILogger<PlanSurveys> logger)
{
    [Function(nameof(PlanSurveys))]
    public async Task RunAsync([TimerTrigger("0 50 2 * * *")] TimerInfo timer, CancellationToken cancellationToken)
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
        [LoggerMessage(Level = LogLevel.Error, Message = "{Campaign}: its surveys are not planned. {Why}")]
        public static partial void Skipped(ILogger logger, string campaign, string why);
    }
}
