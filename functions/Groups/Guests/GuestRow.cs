using System.Collections.Immutable;
using Azure;

namespace AdoptionAutomation.Groups.Guests;

internal enum GuestState
{
    /// <summary>Named in groups.json; not written to yet.</summary>
    Planned,

    /// <summary>Nobody knows whether the mail went out.</summary>
    Uncertain,

    /// <summary>In the groups that take them, and written to: once, whatever groups are added later.</summary>
    Mailed,

    /// <summary>Refused by the tenant, by every group or by mail; the reason says why.</summary>
    Failed,
}

/// <param name="Key">Of <see cref="GuestsTable.KeyOf"/>.</param>
/// <param name="Mail">Their address.</param>
internal sealed record GuestRow(string Key, string Mail)
{
    /// <summary>Default: not in the table yet.</summary>
    public ETag ETag { get; init; }

    /// <summary>When the row was last written; null before.</summary>
    public DateTimeOffset? ChangedAt { get; init; }

    /// <summary>Ids of the groups that name them.</summary>
    public ImmutableSortedSet<string> Groups { get; init; } = [];

    /// <summary>Ids of the groups that they are in.</summary>
    public ImmutableSortedSet<string> Joined { get; init; } = [];

    /// <summary>The groups that will not take them, and why; the next apply of such a group tries again.</summary>
    public ImmutableSortedDictionary<string, string> Refused { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Object id in the tenant, once known.</summary>
    public string? UserId { get; init; }

    /// <summary>When it became known: the directory may not show a young user to every request.</summary>
    public DateTimeOffset? KnownAt { get; init; }

    public GuestState State { get; init; }

    /// <summary>Status and code, never an address.</summary>
    public string? Reason { get; init; }

    public bool IsMailDue => State is GuestState.Planned or GuestState.Uncertain;

    /// <summary>Ids of the groups that they are still to be put into.</summary>
    public IEnumerable<string> Missing => Groups.Except(Joined).Except(Refused.Keys);

    /// <summary>Whether something is left to do for them.</summary>
    public bool IsOpen => !Groups.IsEmpty && (IsMailDue || (State == GuestState.Mailed && Missing.Any()));

    public bool IsRefusedBy(string group) => State == GuestState.Failed || Refused.ContainsKey(group);

    public GuestRow WithoutGroups(IEnumerable<string> groups) => this with
    {
        Groups = Groups.Except(groups),
        Joined = Joined.Except(groups),
        Refused = Refused.RemoveRange(groups),
    };

    /// <summary>One group will not take them; if none will, there is nothing to write to them about.</summary>
    public GuestRow RefusedBy(string group, string reason)
    {
        var refused = this with { Refused = Refused.SetItem(group, reason) };
        return IsMailDue && refused.Groups.Except(refused.Refused.Keys).IsEmpty ? refused.Failed($"group {group}: {reason}") : refused;
    }

    public GuestRow Failed(string reason) => this with { State = GuestState.Failed, Reason = reason };
}
