using System.Text.Json.Nodes;
using AdoptionAutomation.Sandbox.Faults;
using AdoptionAutomation.Sandbox.People;

namespace AdoptionAutomation.Sandbox.Tenant;

/// <summary>
/// The state of the directory: people (drawn, never stored) and groups. The write side is consistent at once; what reads see follows after
/// a seeded delay.
/// </summary>
internal sealed class TenantDirectory
{
    private readonly TenantOptions options;
    private readonly Dice dice;
    private readonly ObjectIds ids;
    private readonly List<Group> inOrder = [];
    private readonly Dictionary<Guid, Group> groups = [];
    private readonly Dictionary<string, Group> nicknames = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, long> counts = [];

    public TenantDirectory(TenantOptions options, DateTimeOffset start)
    {
        this.options = options;
        dice = new(options.Seed);
        ids = new(options.Seed);
        Employees = new(options.Company, options.Seed, options.Employees, DateOnly.FromDateTime(start.UtcDateTime));
        foreach (var audience in options.Company.AudienceGroups)
        {
            Store(Audience(audience, start));
        }
    }

    public Employees Employees { get; }

    /// <summary>Every group, readable or not, oldest first. For the proof, which looks at the truth.</summary>
    public IReadOnlyList<Group> Groups => inOrder;

    public Group? GroupByNickname(string mailNickname) => nicknames.GetValueOrDefault(mailNickname);

    public Group? Group(Guid id) => groups.GetValueOrDefault(id);

    /// <summary>As a read sees it: null while the group is too young.</summary>
    public Group? ReadableGroup(string id, DateTimeOffset now) =>
        Guid.TryParse(id, out var guid) && Group(guid) is { } group && group.ReadableFrom <= now ? group : null;

    /// <summary>As a write sees it: a group that is too young to be read is missed now and then.</summary>
    public Group? WritableGroup(string id, DateTimeOffset now, long request) =>
        Guid.TryParse(id, out var guid) && Group(guid) is { } group
        && (group.ReadableFrom <= now || !dice.Chance(options.YoungWriteMisses, "young write", request))
            ? group
            : null;

    public IEnumerable<Group> ReadableGroups(int from, DateTimeOffset now) => inOrder.Skip(from).Where(g => g.ReadableFrom <= now);

    public Employee? User(string idOrName) => Guid.TryParse(idOrName, out var id) ? Employees.Find(id) : Employees.Find(idOrName);

    public DateTimeOffset ReadableFrom(DateTimeOffset now, long request) =>
        now + dice.Between(options.LeastReadLag, options.MostReadLag, "lag", request);

    public Group Create(JsonObject properties, DateTimeOffset now, long request)
    {
        var nickname = properties["mailNickname"]!.ToString();

        // Real tenants sometimes add digits, when an address was in use before.
        var suffix = dice.Chance(0.05, "mail differs", request) ? $"{1000 + dice.Below(9000, "mail digits", request)}" : "";
        return Store(new(ids.Of(ObjectIds.Groups, inOrder.Count), now, ReadableFrom(now, request), properties, new())
        {
            Mail = properties["mailEnabled"]?.GetValue<bool>() is true ? $"{nickname}{suffix}@{options.Company.Domain}" : null,
        });
    }

    public void Rename(Group group, string mailNickname)
    {
        nicknames.Remove(group.MailNickname);
        nicknames.Add(mailNickname, group);
    }

    /// <summary>Counts people once by question: the directory of people does not change.</summary>
    public long CountUsers(string question, Func<Employee, bool> matches) =>
        counts.TryGetValue(question, out var known) ? known : counts[question] = Employees.From(0).LongCount(matches);

    private Group Store(Group group)
    {
        inOrder.Add(group);
        groups.Add(group.Id, group);
        nicknames.Add(group.MailNickname, group);
        return group;
    }

    private Group Audience(AudienceGroup audience, DateTimeOffset start)
    {
        var members = new Relationship(
            Employees.Count,
            cursor => Employees.From(cursor).Where(e => Employees.IsIn(audience, e.Index)).Select(e => (e.Index + 1, e.Id)),
            id => Employees.Find(id) is { } person && Employees.IsIn(audience, person.Index));
        var properties = new JsonObject
        {
            ["displayName"] = audience.DisplayName,
            ["mailNickname"] = audience.DisplayName,
            ["mailEnabled"] = false,
            ["securityEnabled"] = true,
            ["groupTypes"] = new JsonArray(),
        };
        return new(audience.Id, start.AddYears(-1), start.AddYears(-1), properties, members);
    }
}
