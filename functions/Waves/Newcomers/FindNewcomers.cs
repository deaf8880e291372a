using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Mail;
using AdoptionAutomation.Storage;
using Microsoft.Azure.Functions.Worker;

namespace AdoptionAutomation.Waves.Newcomers;

/// <summary>Every night: has newcomers looked for in each campaign whose file asks for it, and those who agreed announced when its day begins.</summary>
internal sealed class FindNewcomers(CampaignStore campaigns, WorkQueue queue, MailRedirect redirect, TimeProvider time)
{
    [Function(nameof(FindNewcomers))]
    public async Task RunAsync([TimerTrigger("0 50 4 * * *")] TimerInfo timer, CancellationToken cancellationToken)
    {
        await foreach (var campaign in campaigns.RunningAsync(redirect.ScopeOf, cancellationToken))
        {
            if (campaign.Rollout.Newcomers is not { } rule)
            {
                continue;
            }

            await queue.PutAsync(QueueNames.InvitePeople, new InvitePeopleMessage(campaign.Id, campaign.Waves[0].Id, InviteStep.Newcomers), cancellationToken);
            var now = time.GetUtcNow();
            // While mails are redirected nobody is announced in a real group.
            if (redirect.Address is null && rule.AnnounceIn is { } group && new OpenHours(campaign.Settings).NextOpen(now, null) - now is var wait && wait < TimeSpan.FromDays(1))
            {
                await queue.PutAsync(QueueNames.InvitePeople, new InvitePeopleMessage(campaign.Id, group, InviteStep.Announce), wait, cancellationToken);
            }
        }
    }
}
