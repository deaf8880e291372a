namespace AdoptionAutomation.Groups.Plan;

/// <summary>A group as the tenant lists it now.</summary>
internal sealed record ListedGroup(
    string Id, string Nickname, string Name, string? Objective, string? Visibility, string? Mail, DateTimeOffset? CreatedAt);

/// <summary>A group in the tenant's bin.</summary>
/// <param name="Id">Object id.</param>
/// <param name="Nickname">Its mailNickname.</param>
/// <param name="DeletedAt">When it was deleted; it stays 30 days.</param>
internal sealed record BinnedGroup(string Id, string Nickname, DateTimeOffset? DeletedAt)
{
    private static readonly TimeSpan Stay = TimeSpan.FromDays(30);

    public DateTimeOffset? Until => DeletedAt + Stay;
}

/// <summary>What to look for among the tenant's groups; all others pass by and are not kept.</summary>
internal sealed class WantedGroups(IEnumerable<string> ids, IEnumerable<string> nicknames, IEnumerable<string> names)
{
    private readonly HashSet<string> ids = ids.ToHashSet(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> nicknames = nicknames.ToHashSet(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> names = names.Select(name => name.Trim()).ToHashSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether the group was made by us: it bears our mark, or a row knows it.</summary>
    public bool IsOurs(string id, string? nickname) => ids.Contains(id) || (nickname is not null && nicknames.Contains(nickname));

    public bool HasName(string? name) => name is not null && names.Contains(name.Trim());
}

/// <summary>The groups of the tenant that matter to a plan, whatever the order in which they were listed.</summary>
internal sealed class TenantSight
{
    private readonly Dictionary<string, ListedGroup> byId;
    private readonly Dictionary<string, ListedGroup> byNickname;
    private readonly ILookup<string, ListedGroup> byName;
    private readonly Dictionary<string, BinnedGroup> binById;
    private readonly ILookup<string, BinnedGroup> bin;

    public TenantSight(IReadOnlyCollection<ListedGroup> groups, IReadOnlyCollection<BinnedGroup> bin)
    {
        // A page boundary that moved while the list was read shows a group twice.
        var ordered = groups.DistinctBy(group => group.Id).OrderBy(group => group.Id, StringComparer.Ordinal).ToList();
        byId = ordered.ToDictionary(group => group.Id, StringComparer.OrdinalIgnoreCase);
        byNickname = ordered.DistinctBy(group => group.Nickname, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(group => group.Nickname, StringComparer.OrdinalIgnoreCase);
        byName = ordered.ToLookup(group => group.Name.Trim(), StringComparer.OrdinalIgnoreCase);
        this.bin = bin.DistinctBy(group => group.Id).OrderByDescending(group => group.DeletedAt).ThenBy(group => group.Id, StringComparer.Ordinal)
            .ToLookup(group => group.Nickname, StringComparer.OrdinalIgnoreCase);
        binById = bin.DistinctBy(group => group.Id).ToDictionary(group => group.Id, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>How many groups were worth keeping.</summary>
    public int Kept => byId.Count;

    /// <summary>By the id that the row knows, else by our mark.</summary>
    public ListedGroup? Live(string? id, string nickname) =>
        (id is null ? null : byId.GetValueOrDefault(id)) ?? byNickname.GetValueOrDefault(nickname);

    /// <summary>Ours in the bin, the one that was deleted last.</summary>
    public BinnedGroup? Binned(string? id, string nickname) =>
        (id is null ? null : binById.GetValueOrDefault(id)) ?? bin[nickname].FirstOrDefault();

    /// <summary>Groups under this name.</summary>
    public IEnumerable<ListedGroup> Named(string name) => byName[name.Trim()];
}
