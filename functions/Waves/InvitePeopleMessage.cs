using System.Text.Json;
using System.Text.Json.Serialization;
using AdoptionAutomation.Storage;

namespace AdoptionAutomation.Waves;

[JsonConverter(typeof(JsonStringEnumConverter<InviteStep>))]
internal enum InviteStep
{
    /// <summary>Read the audience and write a row a person.</summary>
    Resolve,

    /// <summary>Cut the wave's people into chunks, a message each.</summary>
    Cut,

    /// <summary>Add one chunk's people to the wave's groups.</summary>
    Invite,
}

/// <param name="Campaign">The campaign's id.</param>
/// <param name="Wave">The wave's id.</param>
/// <param name="Step">What is to be done.</param>
/// <param name="After">Object ids after this one ...</param>
/// <param name="UpTo">... up to and including this one.</param>
/// <param name="Chunk">How many chunks were cut before.</param>
/// <param name="Turn">The turn on the lane that this chunk was given.</param>
/// <param name="Due">The due row that brings this message back until the audience has its rows.</param>
/// <param name="V">Version of the message.</param>
internal sealed record InvitePeopleMessage(
    string Campaign,
    string Wave,
    InviteStep Step,
    string After = PeopleTable.FirstKey,
    string UpTo = "",
    int Chunk = 0,
    DateTimeOffset? Turn = null,
    DateTimeOffset? Due = null,
    int V = 1)
{
    /// <summary>The due row that names this message; null if it has none.</summary>
    public DueWork? ToDue() => Due is { } at
        ? new(at, Campaign, QueueNames.InvitePeople, $"start.{Wave}", JsonSerializer.Serialize(this, JsonSerializerOptions.Web))
        : null;
}
