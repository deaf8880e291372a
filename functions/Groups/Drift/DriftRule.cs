using System.Globalization;
using AdoptionAutomation.Campaigns;
using NodaTime;

namespace AdoptionAutomation.Groups.Drift;

/// <summary>
/// Compares a group with its declaration (pure). A part is compared if it was brought about as it is declared today: what is planned and not
/// applied yet is no drift, nor is what people may rightly change (members who leave, tabs).
/// </summary>
internal sealed class DriftRule(Campaign campaign, DeclaredGroup declared, GroupRow row, DateTimeOffset now)
{
    /// <summary>The directory may not show a young group everywhere yet.</summary>
    private static readonly TimeSpan Youth = TimeSpan.FromHours(1);

    private readonly IReadOnlyDictionary<GroupPart, string> wanted = GroupParts.WantedBy(declared);

    /// <summary>
    /// The row with its drift; what the template keeps is taken out of the parts that count as brought about, so that provisioning puts it back.
    /// </summary>
    public GroupRow Judge(TenantState state) => state switch
    {
        TenantState.There there => WithRepairs([.. About(there), .. Owners(there), .. Team(there.Team), .. Age()]),
        TenantState.Gone gone when row.MadeAt < now - Youth =>
            row with { Drift = [new(DriftKind.Deleted, gone.IsInBin ? "in the bin: restore it there within 30 days" : "not in the bin either", false)] },
        _ => row,
    };

    private bool IsApproved => GroupParts.Approval(declared) == row.Approved;

    /// <summary>Brought about as declared; or found drifted before, and its repair is under way or refused.</summary>
    private bool IsComparable(GroupPart part, params DriftKind[] kinds) =>
        wanted.TryGetValue(part, out var fingerprint)
        && (row.Has(part, fingerprint)
            || AboutRepair.IsOne(row.Applied.GetValueOrDefault(part))
            || (!row.Applied.ContainsKey(part) && row.Drift.Any(drift => kinds.Contains(drift.Kind))));

    private IEnumerable<GroupDrift> About(TenantState.There there)
    {
        if (!IsComparable(GroupPart.About, DriftKind.Renamed, DriftKind.Redescribed, DriftKind.VisibilityChanged))
        {
            yield break;
        }

        foreach (var (kind, present, _) in AboutDifference.Between(declared, there.Name, there.Description, there.Visibility))
        {
            yield return kind switch
            {
                DriftKind.Renamed => Found(kind, "displayName", KeptPart.About, GroupPart.About),
                DriftKind.Redescribed => Found(kind, "description", KeptPart.About, GroupPart.About),
                _ => Found(kind, present.ToLowerInvariant(), KeptPart.Visibility, GroupPart.About),
            };
        }
    }

    private IEnumerable<GroupDrift> Owners(TenantState.There there)
    {
        var able = there.Owners.Count(owner => owner.CanSignIn);
        if (able == 0)
        {
            yield return Found(DriftKind.Ownerless, $"0 of {there.Owners.Count} owners can sign in", KeptPart.Owners, GroupPart.Owners);
        }

        if (!IsComparable(GroupPart.Owners, DriftKind.OwnerGone, DriftKind.Ownerless))
        {
            yield break;
        }

        foreach (var (position, address) in declared.Owners.Index())
        {
            var owner = there.Owners.FirstOrDefault(owner => owner.Mail.Equals(address, StringComparison.OrdinalIgnoreCase));
            if (owner is null)
            {
                yield return Found(DriftKind.OwnerGone, $"owners[{position}]: no owner any more", KeptPart.Owners, GroupPart.Owners);
            }
            else if (!owner.CanSignIn)
            {
                // Adding them again would change nothing: somebody else must take over.
                yield return new(DriftKind.OwnerGone, $"owners[{position}]: cannot sign in any more", false);
            }
        }
    }

    private IEnumerable<GroupDrift> Team(TenantTeam team) => team switch
    {
        TenantTeam.Gone when IsComparable(GroupPart.Team, DriftKind.TeamDeleted) => [new(DriftKind.TeamDeleted, "team", false)],
        TenantTeam.There there when IsComparable(GroupPart.Channels, DriftKind.ChannelDeleted) => declared.Team!.Channels
            .Select(channel => channel.Name.Trim())
            .Where(channel => !there.Channels.Contains(channel))
            .Select(channel => Again(Found(DriftKind.ChannelDeleted, channel, KeptPart.Channels, GroupPart.Channels), GroupPart.Channels)),
        _ => [],
    };

    private IEnumerable<GroupDrift> Age()
    {
        if (declared.LifetimeMonths is not { } months || row.MadeAt is not { } madeAt)
        {
            yield break;
        }

        var zone = DateTimeZoneProviders.Tzdb[campaign.Settings.TimeZone];
        var end = DateIn(zone, madeAt).PlusMonths(months);
        if (DateIn(zone, now) >= end)
        {
            yield return new(DriftKind.Expired, end.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture), false);
        }
    }

    /// <summary>What was refused waits for IT; a deleted channel only for its name, which Teams frees after 30 days.</summary>
    private GroupDrift Found(DriftKind kind, string detail, KeptPart kept, GroupPart part) =>
        new(kind, detail, IsApproved && declared.Keep.Contains(kept) && (kind == DriftKind.ChannelDeleted || !row.Refused.ContainsKey(part)));

    /// <summary>Brought about after the last check, and still not there: Teams keeps the name of a deleted channel for 30 days.</summary>
    private GroupDrift Again(GroupDrift found, GroupPart part) =>
        found.Repaired
        && row.Has(part, wanted[part])
        && row.Drift.Any(one => one.Kind == found.Kind && one.Detail == found.Detail && (one.Repaired || one.Tried))
            ? found with { Repaired = false, Tried = true }
            : found;

    private GroupRow WithRepairs(IReadOnlyList<GroupDrift> drift)
    {
        var (applied, refused) = (row.Applied, row.Refused);
        var repaired = drift.Where(one => one.Repaired).Select(one => one.Kind).ToHashSet();
        if (AboutRepair.For(repaired, wanted[GroupPart.About]) is { } about)
        {
            applied = applied.SetItem(GroupPart.About, about);
        }

        if (repaired.Contains(DriftKind.OwnerGone) || repaired.Contains(DriftKind.Ownerless))
        {
            applied = applied.Remove(GroupPart.Owners);
        }

        if (drift.Any(one => one is { Kind: DriftKind.ChannelDeleted } and ({ Repaired: true } or { Tried: true })))
        {
            (applied, refused) = (applied.Remove(GroupPart.Channels), refused.Remove(GroupPart.Channels));
        }

        // Members by rule are read again every day, so that newcomers join.
        if (!AreMembersReadAgain())
        {
            var isSame = ReferenceEquals(applied, row.Applied) && ReferenceEquals(refused, row.Refused);
            return row with { Drift = drift, Applied = applied, Refused = refused, Cursor = isSame ? row.Cursor : null };
        }

        return row with { Drift = drift, Applied = applied.Remove(GroupPart.MembersFrom), Refused = refused.Remove(GroupPart.MembersFrom), Cursor = null };
    }

    /// <summary>Not while they are being read.</summary>
    private bool AreMembersReadAgain() =>
        IsApproved
        && declared.Keep.Contains(KeptPart.Members)
        && wanted.TryGetValue(GroupPart.MembersFrom, out var rule)
        && (row.Has(GroupPart.MembersFrom, rule) || row.Refused.ContainsKey(GroupPart.MembersFrom));

    private static LocalDate DateIn(DateTimeZone zone, DateTimeOffset instant) => Instant.FromDateTimeOffset(instant).InZone(zone).Date;
}
