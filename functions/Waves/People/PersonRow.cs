using AdoptionAutomation.Campaigns;
using Azure;

namespace AdoptionAutomation.Waves.People;

internal enum PersonState
{
    /// <summary>In the wave; nothing was done yet.</summary>
    Planned,

    /// <summary>In every group of the wave; the welcome is to be sent.</summary>
    Joined,

    /// <summary>Nobody knows whether the welcome went out.</summary>
    Uncertain,

    /// <summary>In every group, and welcomed.</summary>
    Welcomed,

    /// <summary>Refused by the directory or by mail; the reason says why.</summary>
    Failed,

    /// <summary>Left, disabled or no longer meant before their turn came; the reason says which.</summary>
    Skipped,
}

/// <param name="Id">Object id.</param>
/// <param name="Wave">The wave that invites them.</param>
/// <param name="State">How far they are.</param>
/// <param name="Mail">Where they are written to.</param>
/// <param name="FirstName">How they are greeted.</param>
/// <param name="Language">One of the campaign's languages.</param>
/// <param name="ETag">Version of the row; default before it is written.</param>
internal sealed record PersonRow(
    string Id, string Wave, PersonState State, string Mail, string FirstName, string Language, ETag ETag = default)
{
    /// <summary>The reason of a row that was erased: it keeps a place among the wave's numbers, and holds nothing of the person but their id.</summary>
    public const string Erased = "erased";

    /// <summary>Why somebody was skipped whom an edit of the wave left out: another wave may have them then.</summary>
    public const string LeftOut = "no longer in the wave's audience: waves.json was edited before their turn came";

    /// <summary>Why they failed or were skipped, or why nobody knows.</summary>
    public string? Reason { get; init; }

    /// <summary>Whether the person was erased: nothing moves or marks them any more.</summary>
    public bool IsErased => State == PersonState.Skipped && Reason == Erased;

    /// <summary>Whether they failed because their mail came back.</summary>
    public bool HasBounced { get; init; }

    /// <summary>Since when they are in their state.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>When the directory last told that their account is in use.</summary>
    public DateTimeOffset? SeenAt { get; init; }

    /// <summary>The reading of the audience that last met them.</summary>
    public int Reading { get; init; }

    /// <summary>IANA name of their time zone; null: the campaign's.</summary>
    public string? Zone { get; init; }

    /// <summary>How the usage reports name them, if not by their mail address.</summary>
    public string? PrincipalName { get; init; }

    /// <summary>Ids of the groups that are theirs by an attribute, beside those of the whole wave.</summary>
    public IReadOnlyList<string> OwnGroups { get; init; } = [];

    /// <summary>The kits they get.</summary>
    public IReadOnlyList<KitKind> Kits { get; init; } = [];

    /// <summary>When the welcome was taken; it counts the days to reminders.</summary>
    public DateTimeOffset? WelcomedAt { get; init; }

    /// <summary>When they were first known as active; null: not yet.</summary>
    public DateTimeOffset? ActiveAt { get; init; }

    /// <summary>What told so.</summary>
    public ActivitySign? ActiveBy { get; init; }

    /// <summary>Version of the charter they accepted; null: none.</summary>
    public string? CharterVersion { get; init; }

    public DateTimeOffset? CharterAt { get; init; }

    /// <summary>Why a mail after their welcome came back, so that none follows it; null: none did.</summary>
    public string? FollowUpRefused { get; init; }

    /// <summary>When they asked for no more reminders; null: they have not.</summary>
    public DateTimeOffset? RemindersStoppedAt { get; init; }

    /// <summary>Their first day, if they came by the newcomers' track.</summary>
    public DateTimeOffset? FirstDay { get; init; }

    /// <summary>When they said yes to being announced; null: they have not.</summary>
    public DateTimeOffset? AnnounceAt { get; init; }
}

/// <summary>Somebody who was welcomed and is not known as active.</summary>
internal sealed record InactivePerson(string Id, string Wave, string Mail, string? PrincipalName, DateTimeOffset WelcomedAt);

internal enum ActivitySign
{
    /// <summary>A usage report of Microsoft 365.</summary>
    Report,

    /// <summary>They accepted the charter.</summary>
    Charter,

    /// <summary>They pressed a button of a page that a mail leads to.</summary>
    Page,

    /// <summary>They used the link of a survey.</summary>
    Survey,
}

/// <param name="Person">The row as it was read.</param>
/// <param name="To">The new state.</param>
/// <param name="Reason">Why, if they failed.</param>
internal sealed record PersonMove(PersonRow Person, PersonState To, string? Reason = null)
{
    /// <summary>Whether it was the mail that was refused, rather than the directory.</summary>
    public bool Bounced { get; init; }

    /// <summary>What the directory said when it was looked at again before; null: it was not.</summary>
    public PersonSeen? Seen { get; init; }

    /// <summary>The person as a later reading of the audience met them; null: it is no such move.</summary>
    public PersonRow? As { get; init; }
}

/// <param name="At">When the directory was asked.</param>
/// <param name="Mail">Where they are written to now.</param>
internal sealed record PersonSeen(DateTimeOffset At, string Mail);

/// <summary>Something that became known of a person and leaves their state as it is. Each is counted once a person.</summary>
/// <param name="Person">The row as it was read.</param>
internal abstract record PersonMark(PersonRow Person)
{
    /// <summary>They are active.</summary>
    internal sealed record Active(PersonRow Person, DateTimeOffset At, ActivitySign By) : PersonMark(Person);

    /// <summary>They accepted the charter, which is a sign of activity too.</summary>
    internal sealed record Charter(PersonRow Person, DateTimeOffset At, string Version) : PersonMark(Person);

    /// <summary>No more reminders for them.</summary>
    internal sealed record RemindersStopped(PersonRow Person, DateTimeOffset At) : PersonMark(Person);

    /// <summary>A mail after their welcome came back: none follows.</summary>
    internal sealed record FollowUpRefused(PersonRow Person, string Reason) : PersonMark(Person);

    /// <summary>They agree to be announced.</summary>
    internal sealed record Announce(PersonRow Person, DateTimeOffset At) : PersonMark(Person);

    /// <summary>The directory was asked again: they are there, at this address.</summary>
    internal sealed record Seen(PersonRow Person, DateTimeOffset At, string Mail) : PersonMark(Person);
}
