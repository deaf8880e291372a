using AdoptionAutomation.Effects;
using AdoptionAutomation.Groups.Steps;
using AdoptionAutomation.Storage;

namespace AdoptionAutomation.Groups.Guests;

/// <summary>Which groups have a guest today: those that stand, are declared as IT applied them, and list the address.</summary>
internal sealed class GuestGroups(GroupsTable groups, GuestsTable guests)
{
    private const int MostRaces = 8;

    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(5);

    /// <summary>Leaves the visit with the guests for whom something is left to do, and takes from them the groups that have them no more.</summary>
    public async Task LookAsync(GuestVisit visit, CancellationToken cancellationToken)
    {
        foreach (var id in visit.Guests.SelectMany(guest => guest.Groups).Distinct(StringComparer.Ordinal).ToList())
        {
            var row = await groups.FindAsync(visit.Campaign.Id, id, cancellationToken);
            if (row is not null && WorkOf(visit, row) is { } work)
            {
                visit.Groups.Add(id, work);
            }

            var isLeft = visit.Guests.Any(guest => guest.Groups.Contains(id) && !visit.IsInvited(guest, id));
            if (isLeft && row is not null && !await TryReopenAsync(visit, row, cancellationToken))
            {
                visit.Guests = [];
                visit.Wait(Soon);
                return;
            }
        }

        var kept = await guests.ChangeAsync(
            visit.Campaign.Id,
            visit.Guests,
            guest => guest.WithoutGroups([.. guest.Groups.Where(id => !visit.IsInvited(guest, id))]),
            cancellationToken);
        visit.Guests = [.. kept.Where(guest => guest.IsOpen)];
    }

    /// <summary>Shows in a group's row that some of its guests are not let in: so the plan says it, and the next apply tries them again.</summary>
    public async Task ShowRefusedAsync(GuestVisit visit, string group, IReadOnlyList<GuestRow> refused, CancellationToken cancellationToken)
    {
        if (refused.Count == 0 || !visit.Groups.TryGetValue(group, out var work))
        {
            return;
        }

        var reason = $"some guests are not let in, see GET /api/guests: {refused[0].Refused.GetValueOrDefault(group) ?? refused[0].Reason}";
        for (var race = 0; race < MostRaces; race++)
        {
            var row = await groups.FindAsync(visit.Campaign.Id, group, cancellationToken);
            if (row is null || row.Approved != work.Row.Approved || row.Refused.ContainsKey(GroupPart.Guests))
            {
                return;
            }

            var shown = row with { Applied = row.Applied.Remove(GroupPart.Guests), Refused = row.Refused.SetItem(GroupPart.Guests, reason) };
            if (await groups.TryWriteAsync(visit.Campaign.Id, shown, cancellationToken) is not null)
            {
                return;
            }
        }

        throw new ContentionException($"group {group}");
    }

    private static GroupWork? WorkOf(GuestVisit visit, GroupRow row) =>
        row.GraphId is not null && GroupTree.Find(visit.Campaign, row) is { } declared && GroupParts.Approval(declared) == row.Approved
            ? new(visit.Campaign, declared, row)
            : null;

    /// <summary>
    /// Who leaves a group may come back with the very declaration that was brought about before: then their part is to be done again. Written
    /// even if nothing changes, so that a step that has just named them does not record its part as done.
    /// </summary>
    private async Task<bool> TryReopenAsync(GuestVisit visit, GroupRow row, CancellationToken cancellationToken)
    {
        var isDone = visit.Groups.TryGetValue(row.Group, out var work)
            && GroupParts.WantedBy(work.Group).TryGetValue(GroupPart.Guests, out var wanted)
            && row.Has(GroupPart.Guests, wanted);
        return row.GraphId is null || isDone
            || await groups.TryWriteAsync(visit.Campaign.Id, row with { Applied = row.Applied.Remove(GroupPart.Guests) }, cancellationToken) is not null;
    }
}
