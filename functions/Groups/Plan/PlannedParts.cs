using System.Globalization;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Graph;
using AdoptionAutomation.Groups.Drift;
using AdoptionAutomation.Groups.Readiness;

namespace AdoptionAutomation.Groups.Plan;

/// <summary>The parts of one group that are to be brought about, and what somebody changed in the tenant (pure).</summary>
internal static class PlannedParts
{
    /// <param name="declared">What is wanted.</param>
    /// <param name="row">What was brought about; null: nothing.</param>
    /// <param name="live">The group as it is; null if it is not, or not shown yet.</param>
    /// <param name="drift">What somebody changed.</param>
    public static IReadOnlyList<PlannedPart> Of(DeclaredGroup declared, GroupRow? row, ListedGroup? live, IReadOnlyList<PlannedDrift> drift)
    {
        var repaired = drift.Where(one => one.IsRepaired).Select(one => PartOf(one.Kind)).OfType<GroupPart>().ToHashSet();
        return
        [
            .. GroupParts.WantedBy(declared)
                .Where(wanted => row?.Has(wanted.Key, wanted.Value) != true || repaired.Contains(wanted.Key))
                .Select(wanted => Planned(wanted.Key, wanted.Value))
                .Where(planned => planned.Part != GroupPart.About || live is null || planned.Fields.Count > 0),
        ];

        PlannedPart Planned(GroupPart part, string wanted)
        {
            var fields = part == GroupPart.About && live is not null ? AboutFields(wanted, live) : Fields(declared, part);
            return row?.Refused.TryGetValue(part, out var refusal) == true ? new(part, PartReason.Again, fields, refusal)
                : row?.Has(part, wanted) == true ? new(part, PartReason.Repair, fields)
                : new(part, row?.Applied.ContainsKey(part) == true ? PartReason.Changed : PartReason.New, fields);
        }

        IReadOnlyList<PlannedField> AboutFields(string wanted, ListedGroup there)
        {
            var kinds = row?.Has(GroupPart.About, wanted) == true
                ? drift.Where(one => one.IsRepaired).Select(one => one.Kind).ToHashSet()
                : AboutRepair.KindsIn(row?.Applied.GetValueOrDefault(GroupPart.About), wanted);
            return [.. Differences(declared, there).Where(one => kinds.Contains(one.Kind))
                .Select(one => new PlannedField(FieldOf(one.Kind), one.Present, one.Wanted))];
        }
    }

    /// <summary>What the tenant shows now, and what the daily check saw of the rest.</summary>
    /// <param name="declared">What is wanted.</param>
    /// <param name="row">What was brought about.</param>
    /// <param name="live">The group as it is; null if it is not shown yet.</param>
    /// <param name="missing">Positions of the owners whom nobody can make owner: they are no people of the organisation, or no more.</param>
    public static IReadOnlyList<PlannedDrift> DriftOf(DeclaredGroup declared, GroupRow row, ListedGroup? live, IReadOnlyList<int> missing)
    {
        var seen = new List<PlannedDrift>();
        if (live is not null && row.Has(GroupPart.About, GroupParts.WantedBy(declared)[GroupPart.About]))
        {
            seen.AddRange(Differences(declared, live).Select(one => Drifted(one.Kind, one.Present)));
        }

        seen.AddRange(row.Drift.Where(drift => !drift.Repaired && !IsListed(drift.Kind))
            .Select(drift => Tried(Drifted(drift.Kind, drift.Detail), drift)));
        return seen;

        PlannedDrift Drifted(DriftKind kind, string detail) =>
            new(kind, detail, KeptFor(kind) is { } part && declared.Keep.Contains(part) && CanBePutBack(kind, detail));

        // The check tries again every night; to apply would do no more.
        static PlannedDrift Tried(PlannedDrift planned, GroupDrift drift) =>
            planned.IsRepaired && drift.Tried ? planned with { IsRepaired = false, IsTried = true } : planned;

        bool CanBePutBack(DriftKind kind, string detail) => kind switch
        {
            DriftKind.OwnerGone => !GroupPlaces.PositionsIn(detail).Intersect(missing).Any(),
            DriftKind.Ownerless => missing.Count < declared.Owners.Count,
            _ => true,
        };
    }

    /// <summary>The part that puts such a difference right; null if none does.</summary>
    public static GroupPart? PartOf(DriftKind kind) => kind switch
    {
        DriftKind.Renamed or DriftKind.Redescribed or DriftKind.VisibilityChanged => GroupPart.About,
        DriftKind.OwnerGone or DriftKind.Ownerless => GroupPart.Owners,
        DriftKind.ChannelDeleted => GroupPart.Channels,
        _ => null,
    };

    /// <summary>Whether name, objective and visibility are as declared.</summary>
    public static bool IsAbout(DeclaredGroup declared, ListedGroup live) => Differences(declared, live).Count == 0;

    private static IReadOnlyList<AboutDifference> Differences(DeclaredGroup declared, ListedGroup live) =>
        AboutDifference.Between(declared, live.Name, live.Objective, live.Visibility);

    private static IReadOnlyList<PlannedField> Fields(DeclaredGroup group, GroupPart part) => part switch
    {
        GroupPart.Creation => [To("posting", group.Posting), To("newsByMail", group.NewsByMail)],
        GroupPart.About => [To("name", group.Name), To("objective", group.Objective), To("visibility", group.Visibility)],
        GroupPart.Settings => [To("guests", group.GuestPolicy), To("externalSenders", group.ExternalSenders)],
        GroupPart.Owners => [To("owners", group.Owners.Count)],
        GroupPart.Members => [To("members", group.Members.Count)],
        GroupPart.Guests => [To("invited", group.Guests.Count)],
        GroupPart.MembersFrom => [To("membersFrom", RuleOf(group.MembersFrom!))],
        GroupPart.Team => [],
        GroupPart.Channels => [To("channels", string.Join(", ", group.Team!.Channels.Select(channel => channel.Name)))],
        GroupPart.Tabs => [To("tabs", string.Join(", ", group.Team!.Tabs.Concat(group.Team.Channels.SelectMany(channel => channel.Tabs)).Select(tab => tab.Name)))],
        GroupPart.Welcome => [To("welcome", group.Welcome.Count)],
        _ => throw new InvalidOperationException($"Nothing is said of {part}."),
    };

    private static string RuleOf(Audience audience) => audience switch
    {
        { Csv: { } file } => file,
        { EntraGroup: { } id } => id,
        _ => string.Join(", ", (audience.Attributes ?? []).Select(condition => $"{condition.Attribute.GraphName()} = {string.Join(" | ", condition.In)}")),
    };

    private static PlannedField To(string name, object? value) => new(name, null, value switch
    {
        null => null,
        bool flag => flag ? "yes" : "no",
        Enum word => word.ToString().ToLowerInvariant(),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    });

    private static string FieldOf(DriftKind kind) => kind switch
    {
        DriftKind.Renamed => "name",
        DriftKind.Redescribed => "objective",
        _ => "visibility",
    };

    /// <summary>What the listing shows better than yesterday's check.</summary>
    private static bool IsListed(DriftKind kind) =>
        kind is DriftKind.Deleted or DriftKind.Renamed or DriftKind.Redescribed or DriftKind.VisibilityChanged;

    private static KeptPart? KeptFor(DriftKind kind) => kind switch
    {
        DriftKind.Renamed or DriftKind.Redescribed => KeptPart.About,
        DriftKind.VisibilityChanged => KeptPart.Visibility,
        DriftKind.OwnerGone or DriftKind.Ownerless => KeptPart.Owners,
        DriftKind.ChannelDeleted => KeptPart.Channels,
        _ => null,
    };
}
