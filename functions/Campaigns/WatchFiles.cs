using AdoptionAutomation.Calendar.Editing;
using AdoptionAutomation.Mail.Notices;
using AdoptionAutomation.Surveys.Rounds;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace AdoptionAutomation.Campaigns;

/// <summary>
/// Every hour: takes in what was changed in the files otherwise than by a call. A good version is planned; of a bad one the community managers
/// are told, once, while the last good one runs.
/// </summary>
internal sealed partial class WatchFiles(
    WatchedFiles watched, CampaignStore campaigns, CalendarUptake uptake, SurveyPlanning surveys, NoticeBoard notices, ILogger<WatchFiles> logger)
{
    [Function(nameof(WatchFiles))]
    public async Task RunAsync([TimerTrigger("0 30 * * * *")] TimerInfo timer, CancellationToken cancellationToken)
    {
        foreach (var files in await watched.ListChangedAsync(cancellationToken))
        {
            await LookAsync(files, cancellationToken);

            // Last: if the process dies before, all of it is done again, and harmless.
            await watched.MarkAsync(files, cancellationToken);
        }
    }

    private async Task LookAsync(ChangedFiles files, CancellationToken cancellationToken)
    {
        try
        {
            await uptake.KeepAsync(files.Campaign, cancellationToken);
            var sight = await campaigns.LookAsync(files.Campaign, cancellationToken);
            if (sight.Problems.Count > 0)
            {
                await notices.TellAsync(sight.Campaign, BrokenFiles.NoticeOf(sight, files.Version), cancellationToken);
                return;
            }

            await uptake.PlanAsync(files.Campaign, cancellationToken);
            await surveys.OpenAsync(sight.Campaign, cancellationToken);
            Log.Changed(logger, files.Campaign, files.Version);
        }
        catch (CampaignNotFoundException unreadable)
        {
            Log.NeverGood(logger, files.Campaign, unreadable.Message);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Campaign {Campaign}: its files were changed (version {Version}); the calendar is planned anew, and so are the surveys.")]
        public static partial void Changed(ILogger logger, string campaign, string version);

        [LoggerMessage(Level = LogLevel.Error, Message = "Campaign {Campaign} cannot run, and nobody could be told by mail. {Why}")]
        public static partial void NeverGood(ILogger logger, string campaign, string why);
    }
}
