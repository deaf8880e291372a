using System.Text.Json.Nodes;
using AdoptionAutomation.Sandbox.Faults;
using AdoptionAutomation.Sandbox.People;

namespace AdoptionAutomation.Sandbox.Tenant;

/// <summary>
/// The state of the directory: people, groups, and the teams of groups. The write side is consistent at once; what reads of the directory see
/// follows after a seeded delay.
/// </summary>
internal sealed class TenantDirectory
{
    /// <summary>The mailbox that the app sends from.</summary>
    public static readonly Guid MailboxId = new("5e7d1ce0-0000-4000-8000-00000000ca3b");

    /// <summary>How long deleted groups can be restored.</summary>
    public static readonly TimeSpan InBin = TimeSpan.FromDays(30);

    private readonly TenantOptions options;
    private readonly Dice dice;
    private readonly ObjectIds ids;
    private readonly List<Group> inOrder = [];
    private readonly Dictionary<Guid, Group> groups = [];
    private readonly Dictionary<string, Group> nicknames = new(StringComparer.OrdinalIgnoreCase);
    private long others;
    private int objectsMade;

    public TenantDirectory(TenantOptions options, DateTimeOffset start)
    {
        this.options = options;
        dice = new(options.Seed);
        ids = new(options.Seed);
        Employees = new(options.Company, options.Seed, options.Employees, DateOnly.FromDateTime(start.UtcDateTime));
        People = new(Employees, ids, start);
        foreach (var audience in options.Company.AudienceGroups)
        {
            Store(Audience(audience, start));
        }
    }

    /// <summary>The people who are drawn; <see cref="People"/> knows the others too.</summary>
    public Employees Employees { get; }

    public TenantPeople People { get; }

    /// <summary>Every group, readable or not, deleted or not, oldest first. For the proof, which looks at the truth.</summary>
    public IReadOnlyList<Group> Groups => inOrder;

    /// <summary>A full directory takes neither groups nor guests.</summary>
    public bool IsFull => objectsMade >= options.ObjectsLeft;

    /// <summary>A living group.</summary>
    public Group? GroupByNickname(string mailNickname) => nicknames.GetValueOrDefault(mailNickname);

    /// <summary>A living group.</summary>
    public Group? GroupByMail(string mail) =>
        inOrder.Find(g => g.DeletedAt is null && string.Equals(g.Mail, mail, StringComparison.OrdinalIgnoreCase));

    /// <summary>Deleted or not.</summary>
    public Group? Group(Guid id) => groups.GetValueOrDefault(id);

    public Group? LivingGroup(string id) => Guid.TryParse(id, out var guid) && Group(guid) is { DeletedAt: null } group ? group : null;

    /// <summary>As a read sees it: null while the group is too young.</summary>
    public Group? ReadableGroup(string id, DateTimeOffset now) => LivingGroup(id) is { } group && group.ReadableFrom <= now ? group : null;

    /// <summary>As a write sees it: a group that is too young to be read is missed now and then.</summary>
    public Group? WritableGroup(string id, DateTimeOffset now, long request) =>
        LivingGroup(id) is { } group && (group.ReadableFrom <= now || !IsMissed(request)) ? group : null;

    public Group? GroupWithTeam(string id) => LivingGroup(id) is { Team: not null } group ? group : null;

    public IEnumerable<Group> ReadableGroups(int from, DateTimeOffset now) =>
        inOrder.Skip(from).Where(g => g.DeletedAt is null && g.ReadableFrom <= now);

    /// <summary>What lies in the bin at <paramref name="now"/>.</summary>
    public static bool IsInBin(Group group, DateTimeOffset now) => group.DeletedAt is { } deleted && now < deleted + InBin;

    public Employee? User(string idOrName) => Guid.TryParse(idOrName, out var id) ? People.Find(id) : People.Find(idOrName);

    /// <summary>As a read sees it: null while a guest is too young.</summary>
    public Employee? ReadableUser(string idOrName, DateTimeOffset now) => User(idOrName) is { } user && People.IsReadable(user, now) ? user : null;

    /// <summary>As a write that refers to it sees it; null for none, or for a young guest who is missed.</summary>
    public Guid? Referable(Guid id, DateTimeOffset now, long request) =>
        People.Find(id) is { } user ? People.IsReadable(user, now) || !IsMissed(request) ? id : null
        : Group(id) is { DeletedAt: null } ? id
        : null;

    public DateTimeOffset ReadableFrom(DateTimeOffset now, long request) =>
        now + dice.Between(options.LeastReadLag, options.MostReadLag, "lag", request);

    public Group Create(JsonObject properties, DateTimeOffset now, long request)
    {
        // Real tenants sometimes add digits, when an address was in use before.
        var suffix = dice.Chance(0.05, "mail differs", request) ? $"{1000 + dice.Below(9000, "mail digits", request)}" : "";
        return Create(properties, now, ReadableFrom(now, request), suffix);
    }

    public Group Create(JsonObject properties, DateTimeOffset now, DateTimeOffset readableFrom, string mailSuffix)
    {
        objectsMade++;
        return Store(new(ids.Of(ObjectIds.Groups, inOrder.Count), now, readableFrom, properties, new())
        {
            Mail = properties["mailEnabled"]?.GetValue<bool>() is true ? $"{properties["mailNickname"]}{mailSuffix}@{options.Company.Domain}" : null,
        });
    }

    public void Rename(Group group, string mailNickname)
    {
        nicknames.Remove(group.MailNickname);
        nicknames.Add(mailNickname, group);
    }

    /// <summary>Puts a living group into the bin; its nickname is free from now on.</summary>
    public void Delete(Group group, DateTimeOffset now)
    {
        nicknames.Remove(group.MailNickname);
        group.DeletedAt = now;
    }

    /// <summary>False if another group has taken the nickname meanwhile.</summary>
    public bool TryRestore(Group group, DateTimeOffset readableFrom)
    {
        if (!nicknames.TryAdd(group.MailNickname, group))
        {
            return false;
        }

        (group.DeletedAt, group.ReadableFrom) = (null, readableFrom);
        return true;
    }

    public Employee Invite(string mail, string? name, DateTimeOffset now, long request)
    {
        objectsMade++;
        return People.Invite(mail, name, now, ReadableFrom(now, request));
    }

    /// <summary>The moment from which Teams knows a new group.</summary>
    public DateTimeOffset TeamReadyAt(Group group) =>
        group.CreatedAt + dice.Between(TimeSpan.Zero, options.TeamReadyAfterAtMost, "team ready", Dice.NumberOf(group.Id.ToString()));

    /// <summary>The moment from which SharePoint has a new group's site.</summary>
    public DateTimeOffset SiteReadyAt(Group group) =>
        group.CreatedAt + dice.Between(TimeSpan.Zero, options.SiteReadyAfterAtMost, "site ready", Dice.NumberOf(group.Id.ToString()));

    public void MakeTeam(Group group, DateTimeOffset now)
    {
        group.Team = new(now, new(NewChannelId(), Channel.General, null, now));
        group.Properties["resourceProvisioningOptions"] = new JsonArray("Team");
    }

    public Channel MakeChannel(Team team, string name, string? description, DateTimeOffset now)
    {
        var channel = new Channel(NewChannelId(), name, description, now);
        team.Add(channel);
        return channel;
    }

    /// <summary>Something that Teams has done within half a minute.</summary>
    public TeamOperation StartOperation(Team team, string type, DateTimeOffset now, long request)
    {
        var takes = dice.Between(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(30), "operation", request);
        var operation = new TeamOperation(NewId(), type, now, now + takes);
        team.Operations.Add(operation);
        return operation;
    }

    /// <summary>An id for what is neither person nor group.</summary>
    public Guid NewId() => ids.Of(ObjectIds.Others, others++);

    private string NewChannelId() => $"19:{NewId():N}@thread.tacv2";

    private bool IsMissed(long request) => dice.Chance(options.YoungWriteMisses, "young write", request);

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
