using AdoptionAutomation.Calendar.Agenda;
using AdoptionAutomation.Campaigns;
using Microsoft.Azure.Functions.Worker;

namespace AdoptionAutomation.Calendar;

/// <summary>Every night: plans the mail about the next two weeks for the campaigns whose week begins to work within a day, by their own clocks.</summary>
internal sealed class MailAgenda(CampaignStore campaigns, AgendaPlanning planning)
{
    [Function(nameof(MailAgenda))]
    public async Task RunAsync([TimerTrigger("0 15 3 * * *")] TimerInfo timer, CancellationToken cancellationToken)
    {
        await foreach (var campaign in campaigns.RunningAsync(id => id, cancellationToken))
        {
            await planning.PlanAsync(campaign, cancellationToken);
        }
    }
}
