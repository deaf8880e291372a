using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Mail;
using AdoptionAutomation.Storage;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace AdoptionAutomation.Waves.Newcomers;

/// <summary>Every night: has newcomers looked for in each campaign whose file asks for it, and those who agreed announced when its day begins.</summary>
internal sealed partial class FindNewcomers(CampaignStore campaigns, WorkQueue queue, MailRedirect redirect, TimeProvider time, ILogger<FindNewcomers> logger)
{
    [Function(nameof(FindNewcomers))]
    public async Task RunAsync([TimerTrigger("0 50 4 * * *")] TimerInfo timer, CancellationToken cancellationToken)
    {
        await foreach (var id in campaigns.ListAsync(cancellationToken).Select(redirect.ScopeOf))
        {
            if (await ReadAsync(id, cancellationToken) is not { Rollout.Newcomers: { } rule } campaign)
            {
                continue;
            }

            await queue.PutAsync(QueueNames.InvitePeople, new InvitePeopleMessage(id, campaign.Waves[0].Id, InviteStep.Newcomers), cancellationToken);
            var now = time.GetUtcNow();
            // While mails are redirected nobody is announced in a real group.
            if (redirect.Address is null && rule.AnnounceIn is { } group && new OpenHours(campaign.Settings).NextOpen(now, null) - now is var wait && wait < TimeSpan.FromDays(1))
            {
                await queue.PutAsync(QueueNames.InvitePeople, new InvitePeopleMessage(id, group, InviteStep.Announce), wait, cancellationToken);
            }
        }
    }

    private async Task<Campaign?> ReadAsync(string id, CancellationToken cancellationToken)
    {
        try
        {
            return await campaigns.GetAsync(id, cancellationToken);
        }
        catch (CampaignNotFoundException unreadable)
        {
            Log.Skipped(logger, id, unreadable.Message);
            return null;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "{Campaign}: its newcomers are not looked for. {Why}")]
        public static partial void Skipped(ILogger logger, string campaign, string why);
    }
}
