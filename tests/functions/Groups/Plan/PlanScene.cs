using System.Collections.Immutable;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Graph;
using AdoptionAutomation.Groups;
using AdoptionAutomation.Groups.Plan;

namespace AdoptionAutomation.Tests.Functions.Groups.Plan;

/// <summary>What a plan is made of, to be changed one thing at a time: by default one declared group, and nothing of it in the tenant.</summary>
internal sealed record PlanScene
{
    public const string Campaign = "small";
    public const string Owner = "claire.fontaine@lumen.example";

    public static readonly DateTimeOffset Now = new(2026, 9, 7, 8, 0, 0, TimeSpan.Zero);

    public static readonly DeclaredGroup Paris = new()
    {
        Id = "paris",
        Kind = GroupKind.Place,
        Name = "Paris",
        Objective = "Life at the Paris site.",
        Visibility = GroupVisibility.Public,
        Posting = GroupPosting.Everybody,
        GuestPolicy = null,
        NewsByMail = false,
        ExternalSenders = null,
        Owners = [Owner],
        Members = [],
        MembersFrom = null,
        Producers = [],
        Guests = [],
        LifetimeMonths = null,
        Team = null,
        Welcome = [],
        Keep = [],
        Origin = "groups.json groups[0]",
    };

    public static readonly DirectoryUser Claire = new("claire-id", Owner, "Claire", "fr", IsEnabled: true, IsGuest: false);

    public IReadOnlyList<DeclaredGroup> Declared { get; init; } = [Paris];

    public IReadOnlyList<TreeProblem> Problems { get; init; } = [];

    public IReadOnlyList<GroupRow> Rows { get; init; } = [];

    public IReadOnlyList<ListedGroup> Live { get; init; } = [];

    public IReadOnlyList<BinnedGroup> Bin { get; init; } = [];

    public IReadOnlyList<DirectoryUser> People { get; init; } = [Claire];

    public DateTimeOffset At { get; init; } = Now;

    /// <summary>A scene in which every declared group stands as declared.</summary>
    public static PlanScene Standing(params IReadOnlyList<DeclaredGroup> groups) => new()
    {
        Declared = groups.Count > 0 ? groups : [Paris],
        Rows = [.. (groups.Count > 0 ? groups : [Paris]).Select(RowOf)],
        Live = [.. (groups.Count > 0 ? groups : [Paris]).Select(ListedOf)],
    };

    /// <summary>The row of a group that stands as declared since yesterday.</summary>
    public static GroupRow RowOf(DeclaredGroup group) => new(group.Id)
    {
        State = GroupState.Ready,
        Approved = GroupParts.Approval(group),
        GraphId = IdOf(group),
        MadeAt = Now.AddDays(-1),
        Applied = GroupParts.WantedBy(group).ToImmutableDictionary(),
        From = group.From,
    };

    public static ListedGroup ListedOf(DeclaredGroup group) => new(
        IdOf(group), Nickname.Of(Campaign, group.Id), group.Name, group.Objective, group.Visibility.ToString(), null, Now.AddDays(-1));

    public static string IdOf(DeclaredGroup group) => $"graph-{group.Id}";

    public GroupPlan Plan() => GroupPlan.Of(new(
        Campaign,
        new(Declared, Problems),
        Rows.ToDictionary(row => row.Group),
        new(Live, Bin),
        People.ToDictionary(person => person.Mail, StringComparer.OrdinalIgnoreCase),
        At));

    /// <summary>What the plan says of the only declared group.</summary>
    public PlanEntry Entry() => Plan().Find(Declared[0].Id)!;
}
