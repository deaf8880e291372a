using System.Globalization;
using AdoptionAutomation.Campaigns;

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
                .Where(wanted => wanted.Key != GroupPart.About || live is null || !IsAbout(declared, live))
                .Select(wanted => Planned(wanted.Key, wanted.Value)),
        ];

        PlannedPart Planned(GroupPart part, string wanted)
        {
            var fields = part == GroupPart.About && live is not null ? Differences(declared, live) : Fields(declared, part);
            return row?.Refused.TryGetValue(part, out var refusal) == true ? new(part, PartReason.Again, fields, refusal)
                : row?.Has(part, wanted) == true ? new(part, PartReason.Repair, fields)
                : new(part, row?.Applied.ContainsKey(part) == true ? PartReason.Changed : PartReason.New, fields);
        }
    }

    /// <summary>What the tenant shows now, and what the daily check saw of the rest.</summary>
    public static IReadOnlyList<PlannedDrift> DriftOf(DeclaredGroup declared, GroupRow row, ListedGroup? live)
    {
        var seen = new List<PlannedDrift>();
        if (live is not null && row.Has(GroupPart.About, GroupParts.WantedBy(declared)[GroupPart.About]))
        {
            seen.AddRange(Differences(declared, live).Select(field => Drifted(KindOf(field.Name), field.From ?? "")));
        }

        seen.AddRange(row.Drift.Where(drift => !drift.Repaired && !IsListed(drift.Kind)).Select(drift => Drifted(drift.Kind, drift.Detail)));
        // Name, objective and visibility go in one request: to put one back is to put back all three.
        var all = seen.Any(drift => drift.IsRepaired && PartOf(drift.Kind) == GroupPart.About);
        return [.. seen.Select(drift => all && PartOf(drift.Kind) == GroupPart.About ? drift with { IsRepaired = true } : drift)];

        PlannedDrift Drifted(DriftKind kind, string detail) => new(kind, detail, KeptFor(kind) is { } part && declared.Keep.Contains(part));
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

    private static List<PlannedField> Differences(DeclaredGroup declared, ListedGroup live)
    {
        var fields = new List<PlannedField>();
        Compare("name", live.Name, declared.Name, StringComparison.Ordinal);
        Compare("objective", live.Objective ?? "", declared.Objective, StringComparison.Ordinal);
        if (live.Visibility is not null)
        {
            Compare("visibility", live.Visibility, declared.Visibility.ToString(), StringComparison.OrdinalIgnoreCase);
        }

        return fields;

        void Compare(string name, string present, string wanted, StringComparison comparison)
        {
            if (!string.Equals(Plain(present), Plain(wanted), comparison))
            {
                fields.Add(new(name, present, wanted));
            }
        }
    }

    /// <summary>The directory trims texts, and keeps line ends as it likes.</summary>
    private static string Plain(string text) => text.ReplaceLineEndings("\n").Trim().Normalize();

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
        _ => string.Join(", ", (audience.Attributes ?? []).Select(condition => $"{condition.Attribute} = {string.Join(" | ", condition.In)}")),
    };

    private static PlannedField To(string name, object? value) => new(name, null, value switch
    {
        null => null,
        bool flag => flag ? "yes" : "no",
        Enum word => word.ToString().ToLowerInvariant(),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    });

    private static DriftKind KindOf(string field) => field switch
    {
        "name" => DriftKind.Renamed,
        "objective" => DriftKind.Redescribed,
        _ => DriftKind.VisibilityChanged,
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
