using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Operations;
using AdoptionAutomation.Storage;
using AdoptionAutomation.Surveys.Asking;
using Microsoft.Extensions.Logging;

namespace AdoptionAutomation.Surveys.Rounds;

/// <summary>
/// Opens a round: freezes it, gives everybody of its audience a link, hands them to the mail lane. How far it is stands in the round, so a death
/// in between repeats one page at most; the due row goes last, and brings whatever was left.
/// </summary>
internal sealed partial class RoundOpening(
    CampaignStore campaigns,
    RoundFreezing freezing,
    RoundLinks links,
    RoundMails mails,
    PausesTable pauses,
    DueTable due,
    WorkQueue queue,
    ILogger<RoundOpening> logger) : ISurveyStep
{
    public SurveyStep Step => SurveyStep.Open;

    public async Task RunAsync(RunSurveyMessage message, CancellationToken cancellationToken)
    {
        await pauses.PassAsync(message.Campaign, cancellationToken);
        var campaign = await campaigns.GetAsync(message.Campaign, cancellationToken);
        switch (await freezing.LookAsync(campaign, message.Survey, message.Round, cancellationToken))
        {
            case OpeningLook.Open open:
                await AdvanceAsync(message, campaign, open.Round, cancellationToken);
                break;
            case OpeningLook.Later later when later.At != message.Due:
                await due.AddAsync((message with { Due = later.At }).ToDue()!, cancellationToken);
                await ForgetAsync(message, cancellationToken);
                break;
            case OpeningLook.Unwanted:
                await ForgetAsync(message, cancellationToken);
                break;
        }
    }

    private async Task AdvanceAsync(RunSurveyMessage message, Campaign campaign, SurveyRound round, CancellationToken cancellationToken)
    {
        var step = RoundCursor.Of(round).IsRead
            ? await mails.HandOutAsync(campaign.Id, round, cancellationToken)
            : await links.GiveAsync(campaign, round, cancellationToken);
        switch (step.Round)
        {
            case null:
                // Another delivery of this message is ahead of us, and goes on by itself.
                return;
            case { State: RoundState.Opening }:
                await queue.PutAsync(QueueNames.RunSurvey, message, step.Wait ?? TimeSpan.Zero, cancellationToken);
                return;
            default:
                Log.Opened(logger, campaign.Id, round.Id, round.ClosesAt);
                await ForgetAsync(message, cancellationToken);
                return;
        }
    }

    private Task ForgetAsync(RunSurveyMessage message, CancellationToken cancellationToken) =>
        message.ToDue() is { } work ? due.RemoveAsync(work, cancellationToken) : Task.CompletedTask;

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "{Campaign}: survey {Round} is open until {Closes:O}.")]
        public static partial void Opened(ILogger logger, string campaign, string round, DateTimeOffset closes);
    }
}

/// <param name="Round">As it is now; null if another delivery is ahead.</param>
/// <param name="Wait">How long to leave it alone; null: go on.</param>
internal sealed record RoundProgress(SurveyRound? Round, TimeSpan? Wait = null);
