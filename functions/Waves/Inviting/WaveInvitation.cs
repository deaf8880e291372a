using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Effects;
using AdoptionAutomation.Graph;
using AdoptionAutomation.Groups;
using AdoptionAutomation.Mail;
using AdoptionAutomation.Storage;
using AdoptionAutomation.Waves.Life;
using AdoptionAutomation.Waves.Mails;
using AdoptionAutomation.Waves.People;

namespace AdoptionAutomation.Waves.Inviting;

/// <summary>Adds one chunk's people to every group of their wave, then hands them to the mail lane for their welcome.</summary>
internal sealed class WaveInvitation(
    CampaignStore campaigns,
    WaveFlights flights,
    GroupsTable groups,
    PeopleTable people,
    Membership membership,
    WaveCompletion completion,
    RateGovernor governor,
    WorkQueue queue,
    TimeProvider time) : IWaveStep
{
    private static readonly TimeSpan GroupWait = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan ShortestLag = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan LongestLag = TimeSpan.FromMinutes(30);

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
            var (anyJoined, comeBack) = await JoinAsync(campaign, message, planned, cancellationToken);
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

    private async Task<(bool AnyJoined, ComeBack? ComeBack)> JoinAsync(
        Campaign campaign, InvitePeopleMessage message, List<PersonRow> planned, CancellationToken cancellationToken)
    {
        if (MailRedirect.IsDress(campaign.Id))
        {
            // The dress rehearsal shows the mails; nobody joins a group.
            await people.MoveAsync(campaign.Id, message.Wave, [.. planned.Select(person => new PersonMove(person, PersonState.Joined))], cancellationToken);
            return (true, null);
        }

        var targets = await GroupsOfAsync(campaign, message.Wave, cancellationToken);
        if (targets is null)
        {
            return (false, new(message, GroupWait));
        }

        var requests = WaveChunks.RequestsFor(planned.Count, targets.Count);
        if (await governor.TakeAsync(Lane.GraphWrites, requests, message.Turn, cancellationToken) is { } turn)
        {
            return (false, new(message with { Turn = turn.At }, turn.At - time.GetUtcNow()));
        }

        var ids = planned.Select(person => person.Id).ToList();
        var outcome = new ChunkOutcome();
        foreach (var target in targets)
        {
            var isYoung = target.IsYoung(time.GetUtcNow());
            var result = await membership.EnsureAsync(campaign.Id, target.GraphId!, ids, isYoung, cancellationToken);
            outcome.Add(result);
            if (result.Lags)
            {
                outcome.Wait(LagOf(target));
            }

            if (outcome.Stop is { } stop)
            {
                outcome.Wait(await governor.ReportAsync(Lane.GraphWrites, stop, time, cancellationToken));
                break;
            }
        }

        var moves = planned.Select(person => outcome.MoveOf(person, targets.Count)).OfType<PersonMove>().ToList();
        await people.MoveAsync(campaign.Id, message.Wave, moves, cancellationToken);
        var comeBack = outcome.LongestWait is { } wait ? new ComeBack(message with { Turn = null }, wait) : null;
        return (moves.Any(move => move.To == PersonState.Joined), comeBack);
    }

    /// <summary>Half the group's age: a lag is over soon, and whoever is gone for good is not asked for all day.</summary>
    private TimeSpan LagOf(GroupRow young)
    {
        var half = (time.GetUtcNow() - young.MadeAt ?? TimeSpan.Zero) / 2;
        return half < ShortestLag ? ShortestLag : half > LongestLag ? LongestLag : half;
    }

    /// <summary>The wave's groups in the tenant; null while one of them does not stand.</summary>
    private async Task<IReadOnlyList<GroupRow>?> GroupsOfAsync(Campaign campaign, string wave, CancellationToken cancellationToken)
    {
        var wanted = campaign.GetWave(wave).Groups;
        var ready = await groups.ReadyAsync(campaign.Id, cancellationToken)
            .Where(row => wanted.Contains(row.Group))
            .ToListAsync(cancellationToken);
        return ready.Count == wanted.Count ? ready : null;
    }

    private sealed record ComeBack(InvitePeopleMessage Message, TimeSpan Wait);
}
