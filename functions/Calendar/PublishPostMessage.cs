using System.Text.Json;
using AdoptionAutomation.Calendar.Season;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Storage;

namespace AdoptionAutomation.Calendar;

/// <param name="Campaign">The campaign's scope.</param>
/// <param name="Occurrence">Key of the occurrence.</param>
/// <param name="Channel">By which way.</param>
/// <param name="Group">To which group.</param>
/// <param name="Due">When it is due: the time of its due row. An occurrence that has another time by now has another message.</param>
/// <param name="Turn">The turn on the channel's lane that it waits for.</param>
/// <param name="Decided">A person said that it is to be published, however late.</param>
/// <param name="V">Version of the message.</param>
internal sealed record PublishPostMessage(
    string Campaign, string Occurrence, PostChannel Channel, string Group, DateTimeOffset Due, DateTimeOffset? Turn = null, bool Decided = false, int V = 1)
    : WorkMessage
{
    public string Key => Delivery.KeyOf(Occurrence, Channel, Group);

    public static PublishPostMessage Of(string scope, Delivery delivery) =>
        new(scope, delivery.Occurrence.Key, delivery.Channel, delivery.Group, delivery.At);

    public DueWork ToDue() => new(
        Due, Campaign, QueueNames.PublishPost, Key, JsonSerializer.Serialize((PublishPostMessage)Untraced() with { Turn = null }, JsonSerializerOptions.Web));
}
