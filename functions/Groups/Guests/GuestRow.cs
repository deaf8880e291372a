using System.Collections.Immutable;
using Azure;

namespace AdoptionAutomation.Groups.Guests;

internal enum GuestState
{
    /// <summary>Named in groups.json; not written to yet.</summary>
    Planned,

    /// <summary>Nobody knows whether the mail went out.</summary>
    Uncertain,

    /// <summary>In their groups, and written to: once, whatever groups are added later.</summary>
    Mailed,

    /// <summary>Refused by the tenant or by mail; the reason says why.</summary>
    Failed,
}

/// <param name="Key">Of <see cref="GuestsTable.KeyOf"/>.</param>
/// <param name="Mail">Their address.</param>
internal sealed record GuestRow(string Key, string Mail)
{
    /// <summary>Default: not in the table yet.</summary>
    public ETag ETag { get; init; }

    /// <summary>Ids of the groups that name them.</summary>
    public ImmutableSortedSet<string> Groups { get; init; } = [];

    /// <summary>Ids of the groups that they are in.</summary>
    public ImmutableSortedSet<string> Joined { get; init; } = [];

    /// <summary>Object id in the tenant, once known.</summary>
    public string? UserId { get; init; }

    /// <summary>When it became known: the directory may not show a young user to every request.</summary>
    public DateTimeOffset? KnownAt { get; init; }

    public GuestState State { get; init; }

    /// <summary>Status and code, never an address.</summary>
    public string? Reason { get; init; }

    public bool IsMailDue => State is GuestState.Planned or GuestState.Uncertain;

    public bool IsJoined => Joined.IsSupersetOf(Groups);

    /// <summary>Whether something is left to do for them.</summary>
    public bool IsOpen => IsMailDue || (State == GuestState.Mailed && !IsJoined);

    public GuestRow Failed(string reason) => this with { State = GuestState.Failed, Reason = reason };
}
