using Azure;

namespace AdoptionAutomation.Waves;

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
}

/// <param name="Id">Object id.</param>
/// <param name="Wave">The wave that invites them.</param>
/// <param name="State">How far they are.</param>
/// <param name="Mail">Where they are written to.</param>
/// <param name="FirstName">How they are greeted.</param>
/// <param name="Language">One of the campaign's languages.</param>
/// <param name="ETag">Version of the row; default before it is written.</param>
internal sealed record PersonRow(
    string Id, string Wave, PersonState State, string Mail, string FirstName, string Language, ETag ETag = default);

/// <param name="Person">The row as it was read.</param>
/// <param name="To">The new state.</param>
/// <param name="Reason">Why, if they failed.</param>
internal sealed record PersonMove(PersonRow Person, PersonState To, string? Reason = null);
