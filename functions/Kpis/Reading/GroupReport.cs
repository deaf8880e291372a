using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Graph;
using AdoptionAutomation.Groups;
using AdoptionAutomation.Kpis.Book;
using AdoptionAutomation.Kpis.Snapshots;

namespace AdoptionAutomation.Kpis.Reading;

/// <summary>A report with a line a group: which, how it names groups, and what of it is counted.</summary>
/// <param name="Source">What it is a source of.</param>
/// <param name="Report">Which one.</param>
/// <param name="Key">The column that names the group.</param>
/// <param name="Columns">What is counted.</param>
internal sealed record GroupReport(KpiSource Source, UsageReport Report, string Key, IReadOnlyList<GroupColumn> Columns)
{
    public static readonly GroupReport Teams = new(
        KpiSource.Teams,
        UsageReport.Teams,
        "Team Id",
        [
            new(Count.ChannelPosts7, "Post Messages"), new(Count.ChannelReplies7, "Reply Messages"), new(Count.Reactions7, "Reactions"),
            new(Count.TeamActive7, "Active Users") { IsSummed = false },
        ]);

    /// <summary>It has no ids: groups are known by their names.</summary>
    public static readonly GroupReport VivaEngage = new(
        KpiSource.Teams, UsageReport.VivaEngageGroups, "Group Display Name", [new(Count.ChannelPosts7, "Posted Count"), new(Count.Reactions7, "Liked Count")]);

    public static readonly GroupReport Groups = new(
        KpiSource.Groups,
        UsageReport.Groups,
        "Group Id",
        [
            new(Count.Members, "Member Count") { IsSummed = false },
            new(Count.Guests, "External Member Count", "Guest Count") { IsSummed = false },
            new(Count.GroupMails7, "Exchange Received Email Count"),
        ]);

    /// <summary>The report of what is written in groups, of the service that the platform is.</summary>
    public static GroupReport Writing(Campaign campaign) => campaign.Settings.Service == PlatformService.VivaEngage ? VivaEngage : Teams;

    /// <summary>The groups that stand, as the report names them.</summary>
    public Dictionary<string, Scope> Ours(Campaign campaign, IEnumerable<GroupRow> groups)
    {
        var ours = new Dictionary<string, Scope>(StringComparer.OrdinalIgnoreCase);
        foreach (var group in groups)
        {
            if ((this == VivaEngage ? GroupTree.Find(campaign, group)?.Name : group.GraphId) is { } key)
            {
                ours.TryAdd(key, new(ScopeKind.Group, group.Group));
            }
        }

        return ours;
    }
}

/// <param name="Count">As what it is kept.</param>
/// <param name="Names">How it is called: reports changed, and their documentation contradicts itself.</param>
internal sealed record GroupColumn(string Count, params IReadOnlyList<string> Names)
{
    /// <summary>Whether the sum of the groups is one of the organisation.</summary>
    public bool IsSummed { get; init; } = true;

    public int In(UsageLines lines) => Names.Select(lines.FindColumn).OfType<int>().Select(column => (int?)column).FirstOrDefault() ?? lines.Column(Names[0]);
}
