using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Mail;
using AdoptionAutomation.Storage;
using AdoptionAutomation.Waves.Life;
using Microsoft.Azure.Functions.Worker;

namespace AdoptionAutomation.Waves;

/// <summary>Every morning: has the usage report read for each campaign that has invited anybody. A campaign that has not costs no request to Graph.</summary>
internal sealed class ReadActivity(CampaignStore campaigns, WavesTable waves, WorkQueue queue, MailRedirect redirect)
{
    [Function(nameof(ReadActivity))]
    public async Task RunAsync([TimerTrigger("0 20 6 * * *")] TimerInfo timer, CancellationToken cancellationToken)
    {
        await foreach (var campaign in campaigns.ListAsync(cancellationToken).Select(redirect.ScopeOf))
        {
            var rows = await waves.ListAsync(campaign, cancellationToken);
            if (rows.Values.FirstOrDefault(row => row.StartedAt is not null) is { } started)
            {
                await queue.PutAsync(QueueNames.InvitePeople, new InvitePeopleMessage(campaign, started.Wave, InviteStep.Activity), cancellationToken);
            }
        }
    }
}
