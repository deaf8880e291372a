using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Digests.Editions;
using Microsoft.Azure.Functions.Worker;

namespace AdoptionAutomation.Digests;

/// <summary>Every night: plans the digests that fall due within a day, by the campaigns' own clocks.</summary>
internal sealed class PlanDigests(CampaignStore campaigns, DigestPlanning planning)
{
    [Function(nameof(PlanDigests))]
    public async Task RunAsync([TimerTrigger("0 25 3 * * *")] TimerInfo timer, CancellationToken cancellationToken)
    {
        await foreach (var campaign in campaigns.RunningAsync(id => id, cancellationToken))
        {
            await planning.PlanAsync(campaign, cancellationToken);
        }
    }
}
