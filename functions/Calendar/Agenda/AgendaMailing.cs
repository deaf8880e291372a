using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Effects;
using AdoptionAutomation.Mail;
using AdoptionAutomation.Mail.Notices;

namespace AdoptionAutomation.Calendar.Agenda;

/// <summary>Writes the agenda when it is due, and has it told as a notice: that is what makes it once per week and person.</summary>
internal sealed class AgendaMailing(CampaignStore campaigns, AgendaReader reader, Pages pages, NoticeBoard board) : IMailing
{
    public const string Purpose = "agenda";

    private const string All = "all";

    public static SendMailMessage MessageOf(string scope, AgendaDay day) => new(scope, Purpose, day.Notice, All, All, day.At);

    public async Task<MailPause?> SendAsync(SendMailMessage message, CancellationToken cancellationToken)
    {
        var campaign = await campaigns.GetAsync(message.Campaign, cancellationToken);
        if (await board.IsToldAsync(campaign, message.Audience, cancellationToken))
        {
            return null;
        }

        var content = await reader.ReadAsync(campaign, cancellationToken);
        var html = await pages.RenderAsync<AgendaMail>((nameof(AgendaMail.Content), content));
        await board.TellAsync(
            campaign, new(message.Audience, NoticeTo.CommunityManagers, content.Subject, content.Lines) { Html = html }, cancellationToken);
        return null;
    }

    /// <summary>Its mails are notices.</summary>
    public Task SettleAsync(string campaign, IReadOnlyDictionary<string, Outcome> outcomes, CancellationToken cancellationToken) => Task.CompletedTask;
}
