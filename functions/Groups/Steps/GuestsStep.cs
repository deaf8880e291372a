using AdoptionAutomation.Effects;
using AdoptionAutomation.Graph;
using AdoptionAutomation.Groups.Guests;
using AdoptionAutomation.Mail;
using AdoptionAutomation.Storage;

namespace AdoptionAutomation.Groups.Steps;

/// <summary>Writes down whom the group invites from outside, and hands them to the mailing, which invites, adds and writes to them.</summary>
internal sealed class GuestsStep(GuestsTable guests, WorkQueue queue) : IGroupStep
{
    public GroupPart Part => GroupPart.Guests;

    /// <summary>No request of its own; the mailing takes its turns.</summary>
    public Lane Lane => Lane.GraphReads;

    public async Task<StepResult> TakeAsync(GroupWork work, CancellationToken cancellationToken)
    {
        var keys = await guests.NameAsync(work.Campaign.Id, work.Group.Id, work.Group.Guests, cancellationToken);
        var after = GuestsTable.FirstKey;
        foreach (var some in keys.Chunk(Invitations.RequestSize))
        {
            var message = new SendMailMessage(work.Campaign.Id, GuestMailing.Purpose, work.Group.Id, after, some[^1]);
            await queue.PutAsync(QueueNames.SendMail, message, cancellationToken);
            after = some[^1];
        }

        return new StepResult.Done(work.Row);
    }
}
