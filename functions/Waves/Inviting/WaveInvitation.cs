using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Mail;
using AdoptionAutomation.Storage;
using AdoptionAutomation.Waves.Life;
using AdoptionAutomation.Waves.Mails;
using AdoptionAutomation.Waves.People;

namespace AdoptionAutomation.Waves.Inviting;

/// <summary>Adds one chunk's people to the groups of their wave, then hands them to the mail lane for their welcome.</summary>
internal sealed class WaveInvitation(
    CampaignStore campaigns,
    WaveFlights flights,
    PeopleTable people,
    WaveJoining joining,
    WaveCompletion completion,
    WorkQueue queue) : IWaveStep
{
    public InviteStep Step => InviteStep.Invite;

    public async Task RunAsync(InvitePeopleMessage message, CancellationToken cancellationToken)
    {
        if (await flights.TakeOffAsync(message.Campaign, message.Wave, message.Round, cancellationToken) is { } flight)
        {
            await InviteAsync(message, flight.Wave, cancellationToken);
            await flights.LandAsync(flight, cancellationToken);
        }
    }

    private async Task InviteAsync(InvitePeopleMessage message, WaveRow wave, CancellationToken cancellationToken)
    {
        var campaign = await campaigns.GetAsync(message.Campaign, cancellationToken);
        var chunk = await people.RangeAsync(message.Campaign, message.Wave, message.After, message.UpTo, cancellationToken);
        var planned = chunk.Where(person => person.State == PersonState.Planned).ToList();
        var joined = chunk.Any(person => person.State == PersonState.Joined);
        if (planned.Count > 0)
        {
            var (anyJoined, comeBack) = await joining.JoinAsync(campaign, message, planned, cancellationToken);
            joined |= anyJoined;
            if (comeBack is not null)
            {
                await queue.PutAsync(QueueNames.InvitePeople, comeBack.Message, comeBack.Wait, cancellationToken);
            }
        }

        if (joined)
        {
            var mail = new SendMailMessage(message.Campaign, WelcomeMailing.Purpose, message.Wave, message.After, message.UpTo);
            await queue.PutAsync(QueueNames.SendMail, mail, cancellationToken);
        }
        else
        {
            await completion.LookAsync(message.Campaign, wave, cancellationToken);
        }
    }
}
