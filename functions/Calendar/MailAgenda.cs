using AdoptionAutomation.Calendar.Agenda;
using AdoptionAutomation.Campaigns;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace AdoptionAutomation.Calendar;

/// <summary>Every night: plans the mail about the next two weeks for the campaigns whose week begins to work within a day, by their own clocks.</summary>
internal sealed partial class MailAgenda(CampaignStore campaigns, AgendaPlanning planning, ILogger<MailAgenda> logger)
{
    [Function(nameof(MailAgenda))]
    public async Task RunAsync([TimerTrigger("0 15 3 * * *")] TimerInfo timer, CancellationToken cancellationToken)
    {
        await foreach (var id in campaigns.ListAsync(cancellationToken))
        {
            try
            {
                await planning.PlanAsync(await campaigns.GetAsync(id, cancellationToken), cancellationToken);
            }
            catch (CampaignNotFoundException unreadable)
            {
                Log.Skipped(logger, id, unreadable.Message);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "{Campaign}: its agenda is not planned. {Why}")]
        public static partial void Skipped(ILogger logger, string campaign, string why);
    }
}
