using System.Collections.Immutable;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Groups.Drift;

namespace AdoptionAutomation.Groups.Plan;

/// <summary>The rule of what is to be done with one group (pure).</summary>
internal sealed class PlanRule(PlanInput input)
{
    /// <summary>A group that was just made may not be listed yet: practice says minutes.</summary>
    public static readonly TimeSpan Young = TimeSpan.FromMinutes(15);

    public PlanEntry EntryOf(DeclaredGroup declared)
    {
        var row = input.Rows.GetValueOrDefault(declared.Id);
        var nickname = Nickname.Of(input.Campaign, declared.Id);
        if (input.Sight.Live(row?.GraphId, nickname) is { } live)
        {
            return row?.GraphId == live.Id ? Standing(declared, row, live) : Adopted(declared, row, live);
        }

        if (input.Sight.Binned(row?.GraphId, nickname) is { } binned)
        {
            return Entry(declared, PlanAction.Conflict, binned.Id) with
            {
                Findings = [new(PlanCodes.InBin, binned.Id, binned.Until?.ToString("yyyy-MM-dd", null) ?? "?")],
            };
        }

        return row is { GraphId: not null, MadeAt: { } made } && input.Now - made < Young
            ? Standing(declared, row, null)
            : Created(declared, row);
    }

    public static PlanEntry Left(GroupRow row) => new() { Group = row.Group, Action = PlanAction.Left, GraphId = row.GraphId };

    public PlanEntry Blocked(TreeProblem problem) => new()
    {
        Group = problem.Group!,
        Action = PlanAction.Blocked,
        GraphId = input.Rows.GetValueOrDefault(problem.Group!)?.GraphId,
        Findings = [problem.Finding],
    };

    private PlanEntry Created(DeclaredGroup declared, GroupRow? row)
    {
        var approval = GroupParts.Approval(declared);
        var entry = Entry(declared, PlanAction.Create, null) with
        {
            HasDisappeared = row?.GraphId is not null,
            FailedBefore = row is { State: GroupState.Failed } ? row.Reason : null,
            Parts = PlannedParts.Of(declared, null, null, []),
        };
        return row is { GraphId: null, State: GroupState.Approved } && row.Approved == approval
            ? entry with { IsUnderWay = true, HasWork = true }
            : Hindered(declared, entry, nameIsNew: true) ?? entry with
            {
                HasWork = true,
                Next = new(declared.Id) { ETag = row?.ETag ?? default, Approved = approval, From = declared.From },
            };
    }

    private PlanEntry Adopted(DeclaredGroup declared, GroupRow? row, ListedGroup live)
    {
        var approval = GroupParts.Approval(declared);
        var wanted = GroupParts.WantedBy(declared);

        // What is fixed at creation cannot be changed any more, and is taken as it is.
        var applied = ImmutableDictionary<GroupPart, string>.Empty.Add(GroupPart.Creation, wanted[GroupPart.Creation]);
        if (PlannedParts.IsAbout(declared, live))
        {
            applied = applied.Add(GroupPart.About, wanted[GroupPart.About]);
        }

        var next = new GroupRow(declared.Id)
        {
            ETag = row?.ETag ?? default,
            State = GroupState.Created,
            Approved = approval,
            GraphId = live.Id,
            Mail = live.Mail,
            MadeAt = live.CreatedAt,
            Applied = applied,
            From = declared.From,
        };
        var entry = Entry(declared, PlanAction.Adopt, live.Id) with { Parts = PlannedParts.Of(declared, next, live, []) };
        return row is { GraphId: null, State: GroupState.Approved } && row.Approved == approval
            ? entry with { IsUnderWay = true, HasWork = true }
            : Hindered(declared, entry, HasNewName(entry.Parts)) ?? entry with { HasWork = true, Next = next };
    }

    private PlanEntry Standing(DeclaredGroup declared, GroupRow row, ListedGroup? live)
    {
        var approval = GroupParts.Approval(declared);
        var owners = GroupPeople.Among(declared.Owners, input.Owners);
        var drift = WithOwnersGone(declared, row, owners, PlannedParts.DriftOf(declared, row, live, owners.Missing));
        var parts = PlannedParts.Of(declared, row, live, drift);
        if (row.Approved == approval && IsVain(row, owners, drift))
        {
            parts = [.. parts.Where(part => part.Part != GroupPart.Owners)];
        }

        var entry = Entry(declared, parts.Count > 0 ? PlanAction.Change : PlanAction.Keep, row.GraphId) with { Parts = parts, Drift = drift };
        if (parts.Any(part => part.Part == GroupPart.Creation))
        {
            return entry with { Action = PlanAction.Blocked, Findings = [new(PlanCodes.FixedAtCreation)] };
        }

        var underWay = row.Approved == approval
            && (parts.Count > 0 || row.State != GroupState.Ready)
            && parts.All(part => part.Reason is PartReason.New or PartReason.Changed)
            && !IsRestored(row, live);
        return underWay
            ? entry with { IsUnderWay = true, HasWork = true }
            : Hindered(declared, entry, live is not null && HasNewName(parts)) ?? Decided(entry, row, Approved(declared, row, live, entry));
    }

    /// <summary>A row to write is something to decide, even where nothing changes in the tenant.</summary>
    private static PlanEntry Decided(PlanEntry entry, GroupRow row, GroupRow? next) => next is null
        ? entry with { HasWork = entry.Parts.Count > 0 }
        : entry with
        {
            Action = PlanAction.Change,
            HasWork = entry.Parts.Count > 0 || row.State != GroupState.Ready,
            Next = next,
        };

    /// <summary>The row once IT has said yes: what is to be put back or tried again counts as not brought about.</summary>
    private static GroupRow? Approved(DeclaredGroup declared, GroupRow row, ListedGroup? live, PlanEntry entry)
    {
        var planned = entry.Parts.Select(part => part.Part).ToList();
        var repairs = entry.Parts.Where(part => part.Reason == PartReason.Repair).Select(part => part.Part).ToList();
        var (applied, refused) = (row.Applied.RemoveRange(repairs), row.Refused.RemoveRange(planned));
        var about = GroupParts.WantedBy(declared)[GroupPart.About];
        if (repairs.Contains(GroupPart.About))
        {
            var kinds = entry.Drift.Where(drift => drift.IsRepaired).Select(drift => drift.Kind).ToHashSet();
            applied = applied.SetItem(GroupPart.About, AboutRepair.For(kinds, about)!);
        }
        else if (live is not null && !row.Has(GroupPart.About, about) && !planned.Contains(GroupPart.About))
        {
            (applied, refused) = (applied.SetItem(GroupPart.About, about), refused.Remove(GroupPart.About));
        }

        var next = row with
        {
            Approved = GroupParts.Approval(declared),
            From = declared.From,
            Applied = applied,
            Refused = refused,
            Cursor = planned.Count > 0 ? null : row.Cursor,
            Drift =
            [
                .. row.Drift.Where(drift => !entry.Drift.Any(seen => seen.IsRepaired && seen.Kind == drift.Kind && seen.Detail == drift.Detail))
                    .Where(drift => live is null || drift.Kind != DriftKind.Deleted),
            ],
        };
        var isNews = planned.Count > 0 || next.Approved != row.Approved || next.Applied != row.Applied || next.From != row.From;
        return isNews || IsRestored(row, live) ? next : null;
    }

    /// <summary>The daily check found it deleted, and it is there again.</summary>
    private static bool IsRestored(GroupRow row, ListedGroup? live) =>
        live is not null && row.Drift.Any(drift => drift.Kind == DriftKind.Deleted);

    private static bool HasNewName(IReadOnlyList<PlannedPart> parts) =>
        parts.Any(part => part.Part == GroupPart.About && part.Fields.Any(field => field.Name == "name"));

    /// <summary>An owner who left a group that stands does not hinder the rest: it is said.</summary>
    private static IReadOnlyList<PlannedDrift> WithOwnersGone(
        DeclaredGroup declared, GroupRow row, GroupPeople owners, IReadOnlyList<PlannedDrift> drift)
    {
        var isTried = row.Has(GroupPart.Owners, GroupParts.WantedBy(declared)[GroupPart.Owners]) || row.Refused.ContainsKey(GroupPart.Owners);
        return owners.Missing.Count == 0 || !isTried || drift.Any(one => one.Kind == DriftKind.OwnerGone)
            ? drift
            : [.. drift, new(DriftKind.OwnerGone, PlacesOf(owners.Missing), IsRepaired: false)];
    }

    /// <summary>Whether trying the owners again would only be refused again: those who were missing still are, and nobody else is.</summary>
    private static bool IsVain(GroupRow row, GroupPeople owners, IReadOnlyList<PlannedDrift> drift) =>
        owners.Missing.Count > 0
        && row.Refused.GetValueOrDefault(GroupPart.Owners) == owners.MissingIn("owners")
        && !drift.Any(one => one.IsRepaired && PlannedParts.PartOf(one.Kind) == GroupPart.Owners);

    /// <summary>The entry as a conflict or as blocked; null if nothing is in the way.</summary>
    private PlanEntry? Hindered(DeclaredGroup declared, PlanEntry entry, bool nameIsNew)
    {
        if (nameIsNew && OtherNamed(declared) is { } other)
        {
            return entry with { Action = PlanAction.Conflict, Findings = [new(PlanCodes.NameTaken, other.Id)] };
        }

        // Of a group that stands, only owners who are declared anew: those who left since must not keep the rest from being done.
        if (entry.Action is not (PlanAction.Create or PlanAction.Adopt)
            && !entry.Parts.Any(part => part is { Part: GroupPart.Owners, Reason: PartReason.New or PartReason.Changed }))
        {
            return null;
        }

        var missing = GroupPeople.Among(declared.Owners, input.Owners).Missing;
        return declared.Owners.Count == 0 ? entry with { Action = PlanAction.Blocked, Findings = [new(PlanCodes.NoOwner)] }
            : missing.Count > 0 ? entry with { Action = PlanAction.Blocked, Findings = [new(PlanCodes.OwnersMissing, PlacesOf(missing))] }
            : null;
    }

    private ListedGroup? OtherNamed(DeclaredGroup declared) => input.Sight.Named(declared.Name).FirstOrDefault(group => !ours.Value.IsOurs(group.Id, group.Nickname));

    private static string PlacesOf(IEnumerable<int> positions) => string.Join(", ", positions.Select(position => $"owners[{position}]"));

    private static PlanEntry Entry(DeclaredGroup declared, PlanAction action, string? id) => new()
    {
        Group = declared.Id,
        Action = action,
        Name = declared.Name,
        Origin = declared.Origin,
        GraphId = id,
        Keeps = declared.Keep,
        Approval = GroupParts.Approval(declared),
    };

    private readonly Lazy<WantedGroups> ours = new(() => WantedOf(input.Campaign, input.Tree, input.Rows.Values));

    /// <summary>What a plan has to look for in the tenant.</summary>
    public static WantedGroups WantedOf(string campaign, TreeReading tree, IEnumerable<GroupRow> rows)
    {
        var all = rows.ToList();
        var ids = tree.Groups.Select(group => group.Id).Concat(all.Select(row => row.Group)).Distinct(StringComparer.Ordinal);
        return new(all.Select(row => row.GraphId).OfType<string>(), ids.Select(id => Nickname.Of(campaign, id)), tree.Groups.Select(group => group.Name));
    }
}
