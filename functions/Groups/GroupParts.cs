using System.Security.Cryptography;
using System.Text.Json;
using AdoptionAutomation.Campaigns;

namespace AdoptionAutomation.Groups;

/// <summary>The parts of a group, in the order in which they are brought about; each is one step, recorded by itself.</summary>
internal enum GroupPart
{
    /// <summary>The group with its first owners and members, and what Graph fixes at creation.</summary>
    Creation,

    /// <summary>Name, objective, visibility.</summary>
    About,

    /// <summary>Guest policy and external senders: never taken at creation.</summary>
    Settings,

    Owners,

    /// <summary>The listed ones.</summary>
    Members,

    /// <summary>Those from outside, invited.</summary>
    Guests,

    /// <summary>Those by rule.</summary>
    MembersFrom,

    Team,
    Channels,
    Tabs,
    Welcome,
}

/// <summary>
/// What a declaration wants of each part, as fingerprints (pure). A part whose fingerprint is that of the group's row has been brought about; the
/// plan and the provisioning read the same, so what is planned is what is done.
/// </summary>
internal static class GroupParts
{
    private const int FingerprintDigits = 16;

    /// <summary>In order; a part that is absent is not wanted.</summary>
    public static IReadOnlyDictionary<GroupPart, string> WantedBy(DeclaredGroup group)
    {
        var wanted = new OrderedDictionary<GroupPart, string>
        {
            [GroupPart.Creation] = FingerprintOf(new { group.Posting, group.NewsByMail }),
            [GroupPart.About] = FingerprintOf(new { group.Name, group.Objective, group.Visibility }),
        };
        Want(GroupPart.Settings, group.GuestPolicy is not null || group.ExternalSenders is not null, new { group.GuestPolicy, group.ExternalSenders });
        Want(GroupPart.Owners, true, group.Owners);
        Want(GroupPart.Members, group.Members.Count > 0, group.Members);
        Want(GroupPart.Guests, group.Guests.Count > 0, group.Guests);
        Want(GroupPart.MembersFrom, group.MembersFrom is not null, RuleOf(group));
        Want(GroupPart.Team, group.Team is not null, true);
        Want(GroupPart.Channels, group.Team is { Channels.Count: > 0 }, group.Team?.Channels.Select(channel => channel.Name));
        Want(GroupPart.Tabs, group.Team is { } team && team.Tabs.Count + team.Channels.Sum(channel => channel.Tabs.Count) > 0, group.Team);
        // A welcome that was posted is not posted again when its text is edited; one more is.
        Want(GroupPart.Welcome, group.Welcome.Count > 0, group.Welcome.Count);
        return wanted;

        void Want(GroupPart part, bool isWanted, object? what)
        {
            if (isWanted)
            {
                wanted[part] = FingerprintOf(what);
            }
        }
    }

    private static object? RuleOf(DeclaredGroup group) =>
        group.MembersFrom?.Csv is { } csv ? new { Csv = csv, Hash = group.MembersFileHash } : group.MembersFrom;

    /// <summary>
    /// What stands for all that reaches the tenant, at once or as a nightly repair: apply approves this, and nothing else is carried out. What
    /// never gets there (producers, lifetime, the texts of posts, which a plan only counts) can be edited freely.
    /// </summary>
    public static string Approval(DeclaredGroup group) => FingerprintOf(new { Parts = WantedBy(group), group.Keep });

    public static string FingerprintOf(object? what) =>
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(what, JsonSerializerOptions.Web)))[..FingerprintDigits];
}
