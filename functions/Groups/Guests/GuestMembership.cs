using AdoptionAutomation.Effects;
using AdoptionAutomation.Graph;
using AdoptionAutomation.Groups.Steps;

namespace AdoptionAutomation.Groups.Guests;

/// <summary>Puts known guests into their groups; adding is idempotent and needs no ledger. Nobody is removed.</summary>
internal sealed class GuestMembership(GroupMembers members, GuestsTable guests, RateGovernor governor, TimeProvider time)
{
    /// <summary>So long the directory may answer that a new guest does not exist.</summary>
    private static readonly TimeSpan Youth = TimeSpan.FromMinutes(30);

    private static readonly TimeSpan ShortestWait = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(20);

    /// <returns>Whether the visit may go on; if not, its pause says when.</returns>
    public async Task<bool> TakeAsync(GuestVisit visit, CancellationToken cancellationToken)
    {
        var missing = visit.Guests
            .Where(guest => guest is { IsOpen: true, UserId: not null })
            .SelectMany(guest => guest.Missing, (guest, group) => (Guest: guest, Group: group))
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
            if (await AddAsync(visit, visit.Groups[group.Key], [.. group], cancellationToken) is { } stop)
            {
                visit.Wait(await governor.ReportAsync(Lane.GraphWrites, stop, time, cancellationToken));
                return false;
            }
        }

        return true;
    }

    private async Task<GraphFailure?> AddAsync(GuestVisit visit, GroupWork work, IReadOnlyCollection<GuestRow> some, CancellationToken cancellationToken)
    {
        var added = await members.AddAsync(work.GraphId, [.. some.Select(guest => guest.UserId!).Distinct(StringComparer.Ordinal)], cancellationToken);
        visit.Guests = await guests.ChangeAsync(
            visit.Campaign.Id,
            visit.Guests,
            guest => guest.UserId is { } user && guest.Groups.Contains(work.Group.Id) && added.Outcomes.TryGetValue(user, out var outcome)
                ? Applied(visit, guest, work, outcome)
                : guest,
            cancellationToken);
        return added.Stop;
    }

    private GuestRow Applied(GuestVisit visit, GuestRow guest, GroupWork work, Outcome outcome)
    {
        if (outcome.Kind == OutcomeKind.Done)
        {
            return guest with { Joined = guest.Joined.Add(work.Group.Id) };
        }

        var now = time.GetUtcNow();
        var isNew = guest.KnownAt + Youth > now || (MembersAdded.IsNotFound(outcome) && work.Row.IsYoung(now));
        if (outcome.Kind != OutcomeKind.Refused || isNew)
        {
            var since = guest.KnownAt > work.Row.MadeAt ? guest.KnownAt : work.Row.MadeAt ?? guest.KnownAt;
            visit.Wait(isNew && since is { } at ? TimeSpan.FromTicks(Math.Clamp((now - at).Ticks / 2, ShortestWait.Ticks, LongestWait.Ticks)) : ShortestWait);
            return guest;
        }

        return guest.RefusedBy(work.Group.Id, outcome.Reason ?? "refused");
    }
}
