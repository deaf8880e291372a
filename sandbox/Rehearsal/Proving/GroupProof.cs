using AdoptionAutomation.Sandbox.Faults;
using AdoptionAutomation.Sandbox.Tenant;

namespace AdoptionAutomation.Sandbox.Rehearsal.Proving;

/// <summary>Holds the groups of the tenant, with their teams and first posts, against those that the files ask for.</summary>
internal sealed class GroupProof
{
    private readonly SimulatedTenant tenant;
    private readonly IReadOnlySet<string> uncertainPosts;
    private readonly Dictionary<string, Group> made;
    private readonly List<string> findings = [];

    /// <param name="expected">What the files ask for.</param>
    /// <param name="tenant">What happened.</param>
    /// <param name="uncertainPosts">Addresses of the groups in which the app calls a post uncertain.</param>
    public GroupProof(IReadOnlyList<ExpectedGroup> expected, SimulatedTenant tenant, IReadOnlySet<string> uncertainPosts)
    {
        (this.tenant, this.uncertainPosts) = (tenant, uncertainPosts);
        made = tenant.Log.Groups.Select(entry => tenant.Directory.Group(entry.Id)!)
            .GroupBy(group => group.DisplayName, StringComparer.Ordinal)
            .ToDictionary(same => same.Key, same => same.First(), StringComparer.Ordinal);
        var doubled = tenant.Log.Groups.Count - made.Count;
        Figures = new(expected.Count, expected.Count(Stands), doubled);
        Posts = expected.Select(ProvePosts).Aggregate(new PostFigures(), PostFigures.Sum);
        if (doubled > 0)
        {
            findings.Add($"{doubled} groups were made a second time.");
        }

        findings.AddRange(made.Keys.Except(expected.Select(group => group.Name), StringComparer.Ordinal).Select(name => $"Nobody asked for the group '{name}'."));
    }

    public GroupFigures Figures { get; }

    public PostFigures Posts { get; }

    public IReadOnlyList<string> Findings => findings;

    /// <summary>The group of the tenant that bears this name.</summary>
    public Group? Find(string name) => made.GetValueOrDefault(name);

    private bool Stands(ExpectedGroup expected)
    {
        var missing = Find(expected.Name) is { } group ? Missing(expected, group).ToList() : ["it does not exist"];
        if (missing.Count > 0)
        {
            findings.Add($"Group '{expected.Name}' does not stand: {string.Join(", ", missing)}.");
        }

        return missing.Count == 0;
    }

    private IEnumerable<string> Missing(ExpectedGroup expected, Group group) =>
    [
        .. MissingPeople(expected.Owners, group.Owners, "owners"),
        .. MissingPeople(expected.Members, group.Members, "members"),
        .. MissingPeople(expected.Guests, group.Members, "guests"),
        .. MissingByRule(expected, group),
        .. MissingInTeam(expected, group),
    ];

    private IEnumerable<string> MissingPeople(IReadOnlyList<string> addresses, Relationship people, string field) =>
        from entry in addresses.Index()
        where tenant.Directory.User(entry.Item) is not { } person || (!people.Contains(person.Id) && tenant.Log.LeftAt(person.Id) is null)
        select $"{field}[{entry.Index}] is missing";

    private IEnumerable<string> MissingByRule(ExpectedGroup expected, Group group)
    {
        var missing = tenant.Directory.Employees.From(0)
            .Count(person => person is { AccountEnabled: true, IsGuest: false } && expected.IsMember(person) && !group.Members.Contains(person.Id) && tenant.Log.LeftAt(person.Id) is null);
        return missing > 0 ? [$"{missing} members by rule are missing"] : [];
    }

    private static IEnumerable<string> MissingInTeam(ExpectedGroup expected, Group group)
    {
        if (expected.Team is not { } team)
        {
            return [];
        }

        if (group.Team is null)
        {
            return ["it has no team"];
        }

        var general = new Campaigns.ChannelTemplate { Name = Channel.General, Tabs = team.Tabs };
        return team.Channels.Prepend(general).SelectMany(channel => WrongIn(channel, [.. group.Team.Channels.Where(found => found.IsNamed(channel.Name))]));
    }

    private static IEnumerable<string> WrongIn(Campaigns.ChannelTemplate expected, IReadOnlyList<Channel> found)
    {
        if (found.Count != 1)
        {
            return [$"channel '{expected.Name}' is there {found.Count} times"];
        }

        return from tab in expected.Tabs
               let times = found[0].Tabs.Count(there => there.Name == tab.Name && there.ContentUrl == tab.Url)
               where times != 1
               select $"tab '{tab.Name}' of channel '{expected.Name}' is there {times} times";
    }

    private PostFigures ProvePosts(ExpectedGroup expected)
    {
        if (expected.Posts == 0 || Find(expected.Name) is not { Mail: { } address } group)
        {
            return new(Due: expected.Posts, Lost: expected.Posts);
        }

        var received = tenant.Log.Posts.Where(post => post.Group == group.Id && post.Delivered && expected.IsWelcome(post.Subject)).ToList();
        var distinct = received.Select(post => post.Subject).Distinct(StringComparer.Ordinal).Count();
        var open = Math.Max(0, expected.Posts - distinct);
        var unsure = open > 0 && uncertainPosts.Contains(address) && IsExcused(address) ? open : 0;
        if (open - unsure > 0)
        {
            findings.Add($"Lost: {open - unsure} welcome posts of group '{expected.Name}'.");
        }

        if (received.Count > distinct)
        {
            findings.Add($"Doubled: {received.Count - distinct} welcome posts of group '{expected.Name}'.");
        }

        return new(Due: expected.Posts, Published: distinct, Uncertain: unsure, Lost: open - unsure, Doubled: received.Count - distinct);
    }

    private bool IsExcused(string address) =>
        tenant.Log.FaultsTouching(RequestSubjects.Post(address)).Any(fault => fault.Kind is not (FaultKind.Throttled or FaultKind.ConnectionRefused));
}
