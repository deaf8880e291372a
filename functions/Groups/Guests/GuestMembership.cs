using AdoptionAutomation.Effects;
using AdoptionAutomation.Graph;

namespace AdoptionAutomation.Groups.Guests;

/// <summary>Puts known guests into their groups; adding is idempotent and needs no ledger. Nobody is removed.</summary>
internal sealed class GuestMembership(GroupsTable groups, GroupMembers members, GuestsTable guests, RateGovernor governor, TimeProvider time)
{
    /// <summary>So long the directory may answer that a new guest does not exist.</summary>
    private static readonly TimeSpan Youth = TimeSpan.FromMinutes(30);

    private static readonly TimeSpan ShortestWait = TimeSpan.FromSeconds(20);

    /// <returns>Whether the visit may go on; if not, its pause says when.</returns>
    public async Task<bool> TakeAsync(GuestVisit visit, CancellationToken cancellationToken)
    {
        var missing = visit.Guests
            .Where(guest => guest is { IsOpen: true, UserId: not null, IsJoined: false })
            .SelectMany(guest => guest.Groups.Except(guest.Joined), (guest, group) => (Guest: guest, Group: group))
            .ToLookup(pair => pair.Group, pair => pair.Guest, StringComparer.Ordinal);
        if (missing.Count == 0)
        {
            return true;
        }

        if (await governor.TakeAsync(Lane.GraphWrites, missing.Count, visit.ReservedOn(Lane.GraphWrites), cancellationToken) is { } turn)
        {
            visit.Wait(turn.At - time.GetUtcNow(), new(Lane.GraphWrites.Name, turn.At));
            return false;
        }

        foreach (var group in missing)
        {
            if (await AddAsync(visit, group.Key, [.. group], cancellationToken) is { } stop)
            {
                visit.Wait(await governor.ReportAsync(Lane.GraphWrites, stop, time, cancellationToken));
                return false;
            }
        }

        return true;
    }

    private async Task<GraphFailure?> AddAsync(GuestVisit visit, string group, IReadOnlyCollection<GuestRow> some, CancellationToken cancellationToken)
    {
        if ((await groups.FindAsync(visit.Campaign.Id, group, cancellationToken))?.GraphId is not { } graphId)
        {
            return null;
        }

        var added = await members.AddAsync(graphId, [.. some.Select(guest => guest.UserId!).Distinct(StringComparer.Ordinal)], cancellationToken);
        visit.Guests = await guests.ChangeAsync(
            visit.Campaign.Id,
            visit.Guests,
            guest => guest.UserId is { } user && guest.Groups.Contains(group) && added.Outcomes.TryGetValue(user, out var outcome)
                ? Applied(visit, guest, group, outcome)
                : guest,
            cancellationToken);
        return added.Stop;
    }

    private GuestRow Applied(GuestVisit visit, GuestRow guest, string group, Outcome outcome)
    {
        if (outcome.Kind == OutcomeKind.Done)
        {
            return guest with { Joined = guest.Joined.Add(group) };
        }

        var age = time.GetUtcNow() - (guest.KnownAt ?? DateTimeOffset.UnixEpoch);
        if (outcome.Kind != OutcomeKind.Refused || age < Youth)
        {
            visit.Wait(age < Youth && age / 2 > ShortestWait ? age / 2 : ShortestWait);
            return guest;
        }

        return guest.Failed($"group {group}: {outcome.Reason}");
    }
}
