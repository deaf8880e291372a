using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Mail;
using AdoptionAutomation.Waves.Dates;
using Microsoft.Azure.Functions.Worker;

namespace AdoptionAutomation.Waves;

/// <summary>Every night: plans the waves of each campaign that open by date within two days, or should have.</summary>
internal sealed class PlanWaves(CampaignStore campaigns, WaveDates dates, MailRedirect redirect)
{
    [Function(nameof(PlanWaves))]
    public async Task RunAsync([TimerTrigger("0 10 3 * * *")] TimerInfo timer, CancellationToken cancellationToken)
    {
        await foreach (var campaign in campaigns.RunningAsync(redirect.ScopeOf, cancellationToken))
        {
            await dates.PlanAsync(campaign, cancellationToken);
        }
    }
}
