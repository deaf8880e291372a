using System.Text.Json;
using System.Text.Json.Serialization;
using AdoptionAutomation.Storage;
using AdoptionAutomation.Waves.People;

namespace AdoptionAutomation.Waves;

[JsonConverter(typeof(JsonStringEnumConverter<InviteStep>))]
internal enum InviteStep
{
    /// <summary>Its date has come: open it if it may.</summary>
    Open,

    /// <summary>Read the audience and write a row a person.</summary>
    Resolve,

    /// <summary>Cut the next people into chunks, a message each.</summary>
    Cut,

    /// <summary>Add one chunk's people to the wave's groups.</summary>
    Invite,

    /// <summary>It is pausing: see whether anything is in flight still.</summary>
    Settle,

    /// <summary>Give those who failed another try, a chunk at a time.</summary>
    Retry,

    /// <summary>See whether it moves, and say why if it does not.</summary>
    Watch,

    /// <summary>Read the usage report of the service, for all waves of the campaign: the message names any that was started.</summary>
    Activity,

    /// <summary>Look for people who have arrived since, in the audiences of all completed waves: the message names any wave.</summary>
    Newcomers,

    /// <summary>Announce the newcomers who said yes, whatever their wave.</summary>
    Announce,
}

/// <param name="Campaign">The campaign's id.</param>
/// <param name="Wave">The wave's id.</param>
/// <param name="Step">What is to be done.</param>
/// <param name="After">Object ids after this one ...</param>
/// <param name="UpTo">... up to and including this one.</param>
/// <param name="Round">The wave's round that it belongs to: an earlier one's are let go.</param>
/// <param name="Turn">The turn on the lane that this chunk was given.</param>
/// <param name="Due">The due row that brings this message back until its work is done.</param>
/// <param name="V">Version of the message.</param>
internal sealed record InvitePeopleMessage(
    string Campaign,
    string Wave,
    InviteStep Step,
    string After = PeopleTable.FirstKey,
    string UpTo = "",
    int Round = 0,
    DateTimeOffset? Turn = null,
    DateTimeOffset? Due = null,
    int V = 1) : WorkMessage
{
    /// <summary>The due row that names this message; null if it has none. A step of a wave at one time is one row.</summary>
    public DueWork? ToDue() => Due is { } at
        ? new(at, Campaign, QueueNames.InvitePeople, $"{Step}.{Wave}", JsonSerializer.Serialize((InvitePeopleMessage)Untraced(), JsonSerializerOptions.Web))
        : null;
}
