using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Surveys.Rounds;
using Microsoft.Azure.Functions.Worker;

namespace AdoptionAutomation.Surveys;

/// <summary>Every night: plans the rounds of surveys that open within two days, and has what was answered sealed.</summary>
internal sealed class PlanSurveys(CampaignStore campaigns, SurveyPlanning planning)
{
    [Function(nameof(PlanSurveys))]
    public async Task RunAsync([TimerTrigger("0 50 2 * * *")] TimerInfo timer, CancellationToken cancellationToken)
    {
        await foreach (var campaign in campaigns.RunningAsync(id => id, cancellationToken))
        {
            await planning.PlanAsync(campaign, cancellationToken);
        }
    }
}
