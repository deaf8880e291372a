using System.Runtime.InteropServices;

namespace AdoptionAutomation.Sandbox.Tenant.Usage;

/// <summary>Who was in which group when, as owner or member, by the tenant's log.</summary>
internal sealed class Memberships(TenantLog log, TenantDirectory directory)
{
    private readonly Dictionary<Guid, List<Stay>> stays = [];
    private int read;

    /// <summary>Takes note of what was logged since; to be called before a day is asked about.</summary>
    public void Refresh()
    {
        var links = log.Links;
        for (; read < links.Count; read++)
        {
            var link = links[read];
            var list = CollectionsMarshal.GetValueRefOrAddDefault(stays, link.User, out _) ??= [];
            var isOwner = link.Kind is LinkKind.OwnerAdded or LinkKind.OwnerRemoved;
            if (link.Kind is LinkKind.MemberAdded or LinkKind.OwnerAdded)
            {
                list.Add(new(link.Group, isOwner, link.At, DateTimeOffset.MaxValue));
            }
            else if (list.FindLastIndex(stay => stay.Group == link.Group && stay.IsOwner == isOwner) is >= 0 and var last)
            {
                list[last] = list[last] with { Until = link.At };
            }
        }
    }

    /// <summary>The groups that somebody was in at an instant, in an order of their own.</summary>
    public IReadOnlyList<Group> GroupsOf(Guid person, DateTimeOffset at) => stays.TryGetValue(person, out var list)
        ? [.. list.Where(stay => stay.From <= at && at < stay.Until).Select(stay => stay.Group).Distinct().Order().Select(directory.Group).OfType<Group>().Where(group => !(group.DeletedAt <= at))]
        : [];

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Stay(Guid Group, bool IsOwner, DateTimeOffset From, DateTimeOffset Until);
}
