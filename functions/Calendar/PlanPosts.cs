using AdoptionAutomation.Calendar.Publishing;
using AdoptionAutomation.Campaigns;
using Microsoft.Azure.Functions.Worker;

namespace AdoptionAutomation.Calendar;

/// <summary>Every night: plans what each campaign's calendar publishes within two days.</summary>
internal sealed class PlanPosts(CampaignStore campaigns, CalendarPlanning planning)
{
    [Function(nameof(PlanPosts))]
    public async Task RunAsync([TimerTrigger("0 20 2 * * *")] TimerInfo timer, CancellationToken cancellationToken)
    {
        await foreach (var campaign in campaigns.RunningAsync(id => id, cancellationToken))
        {
            await planning.PlanAsync(campaign, cancellationToken);
        }
    }
}
