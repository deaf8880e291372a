using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Mail;
using AdoptionAutomation.Storage;
using AdoptionAutomation.Waves.Life;
using Microsoft.Azure.Functions.Worker;

namespace AdoptionAutomation.Kpis;

/// <summary>
/// Every morning, and in the afternoon again for what came late: has the snapshot of each campaign taken that has invited anybody. One that has not costs no
/// request to Graph.
/// </summary>
internal sealed class StartSnapshots(CampaignStore campaigns, WavesTable waves, WorkQueue queue, MailRedirect redirect, TimeProvider time)
{
    /// <summary>How long a source is waited for.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromHours(6);

    [Function(nameof(StartSnapshots))]
    public async Task RunAsync([TimerTrigger("0 40 6,13 * * *")] TimerInfo timer, CancellationToken cancellationToken)
    {
        await foreach (var campaign in campaigns.RunningAsync(redirect.ScopeOf, cancellationToken))
        {
            if ((await waves.OpenedAsync(campaign.Id, cancellationToken)).Count > 0)
            {
                await queue.PutAsync(QueueNames.TakeSnapshot, new TakeSnapshotMessage(campaign.Id, time.GetUtcNow() + Patience), cancellationToken);
            }
        }
    }
}
