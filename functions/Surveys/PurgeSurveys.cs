using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Surveys.Rounds;
using Microsoft.Azure.Functions.Worker;

namespace AdoptionAutomation.Surveys;

/// <summary>Once a day: links go 30 days after their round has closed, everything of a round when its survey's time to keep it is over.</summary>
internal sealed class PurgeSurveys(CampaignStore campaigns, RoundPurge purge)
{
    [Function(nameof(PurgeSurveys))]
    public async Task RunAsync([TimerTrigger("0 35 4 * * *")] TimerInfo timer, CancellationToken cancellationToken)
    {
        await foreach (var id in campaigns.ListAsync(cancellationToken))
        {
            await purge.PurgeAsync(id, cancellationToken);
        }
    }
}
