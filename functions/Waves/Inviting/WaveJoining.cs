using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Effects;
using AdoptionAutomation.Graph;
using AdoptionAutomation.Groups;
using AdoptionAutomation.Mail;
using AdoptionAutomation.Waves.People;

namespace AdoptionAutomation.Waves.Inviting;

/// <summary>Adds people of one chunk to every group of their wave, and to their own: those of their site, department and the like.</summary>
internal sealed class WaveJoining(
    GroupsTable groups, PeopleTable people, PeopleRecheck recheck, Membership membership, RateGovernor governor, TimeProvider time)
{
    private static readonly TimeSpan GroupWait = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan FailedWait = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan ShortestLag = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan LongestLag = TimeSpan.FromMinutes(30);

    /// <param name="campaign">The campaign.</param>
    /// <param name="message">The chunk.</param>
    /// <param name="planned">Its people who are planned.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <returns>Whether somebody is in all of their groups now, and when the chunk has to be taken up again; null if nothing is left to do.</returns>
    public async Task<(bool AnyJoined, ComeBack? ComeBack)> JoinAsync(
        Campaign campaign, InvitePeopleMessage message, IReadOnlyList<PersonRow> planned, CancellationToken cancellationToken)
    {
        if (MailRedirect.IsDress(campaign.Id))
        {
            // The dress rehearsal shows the mails; nobody joins a group.
            await people.MoveAsync(campaign.Id, message.Wave, [.. planned.Select(person => new PersonMove(person, PersonState.Joined))], cancellationToken);
            return (true, null);
        }

        var definition = campaign.GetWave(message.Wave);
        if (await TargetsAsync(campaign, definition, planned, cancellationToken) is not { } targets)
        {
            return (false, new(message, GroupWait));
        }

        var now = targets.Now(planned);
        if (now.Count == 0)
        {
            return (false, new(message with { Turn = null }, targets.AnyFailed ? FailedWait : GroupWait));
        }

        if (await governor.TakeAsync(Lane.GraphWrites, targets.Requests(now), message.Turn, cancellationToken) is { } turn)
        {
            return (false, new(message with { Turn = turn.At }, turn.At - time.GetUtcNow()));
        }

        var seen = await recheck.LookAsync(campaign.Id, message.Wave, now, cancellationToken);
        if (seen.Wait is { } wait)
        {
            return (false, new(message with { Turn = null }, wait));
        }

        var outcome = await AddAsync(campaign, targets, seen.People, cancellationToken);
        var moves = seen.People.Select(person => outcome.MoveOf(person, targets.GroupsOf(person))).OfType<PersonMove>()
            .Select(move => move.Person.SeenAt is { } at ? move with { Seen = new(at, move.Person.Mail) } : move)
            .ToList();
        await people.MoveAsync(campaign.Id, message.Wave, moves, cancellationToken);

        // Beyond what one visit may write; or their own group does not stand yet.
        if (now.Count < planned.Count)
        {
            outcome.Wait(targets.IsWaiting(planned) ? GroupWait : TimeSpan.Zero);
        }

        var comeBack = outcome.LongestWait is { } longest ? new ComeBack(message with { Turn = null }, longest) : null;
        return (moves.Exists(move => move.To == PersonState.Joined), comeBack);
    }

    private async Task<ChunkOutcome> AddAsync(Campaign campaign, WaveTargets targets, IReadOnlyList<PersonRow> now, CancellationToken cancellationToken)
    {
        var outcome = new ChunkOutcome();
        foreach (var (group, ids) in targets.Partition(now))
        {
            var result = await membership.EnsureAsync(campaign.Id, group.GraphId!, ids, group.IsYoung(time.GetUtcNow()), cancellationToken);
            outcome.Add(result);
            if (result.Lags)
            {
                outcome.Wait(LagOf(group));
            }

            if (outcome.Stop is { } stop)
            {
                outcome.Wait(await governor.ReportAsync(Lane.GraphWrites, stop, time, cancellationToken));
                break;
            }
        }

        return outcome;
    }

    /// <summary>Half the group's age: a lag is over soon, and whoever is gone for good is not asked for all day.</summary>
    private TimeSpan LagOf(GroupRow young)
    {
        var half = (time.GetUtcNow() - young.MadeAt ?? TimeSpan.Zero) / 2;
        return half < ShortestLag ? ShortestLag : half > LongestLag ? LongestLag : half;
    }

    /// <summary>The groups of these people in the tenant; null while one of the whole wave's does not stand.</summary>
    private async Task<WaveTargets?> TargetsAsync(
        Campaign campaign, WaveDefinition wave, IReadOnlyList<PersonRow> planned, CancellationToken cancellationToken)
    {
        var wanted = wave.Groups.Concat(planned.SelectMany(person => person.OwnGroups)).ToHashSet(StringComparer.Ordinal);
        var rows = await groups.RangeAsync(campaign.Id, wanted.Min(StringComparer.Ordinal)!, wanted.Max(StringComparer.Ordinal)!, cancellationToken)
            .Where(row => wanted.Contains(row.Group))
            .ToDictionaryAsync(row => row.Group, StringComparer.Ordinal, cancellationToken);
        return wave.Groups.All(group => rows.TryGetValue(group, out var row) && row.State == GroupState.Ready) ? new(wave.Groups, rows) : null;
    }
}

/// <param name="Message">The chunk again.</param>
/// <param name="Wait">After so long.</param>
internal sealed record ComeBack(InvitePeopleMessage Message, TimeSpan Wait);
