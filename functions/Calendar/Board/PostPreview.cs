using AdoptionAutomation.Calendar.Channels;
using AdoptionAutomation.Calendar.Composing;
using AdoptionAutomation.Calendar.Season;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Mail;
using Microsoft.AspNetCore.Http;

namespace AdoptionAutomation.Calendar.Board;

/// <summary>
/// A post as a channel will show it. Only what stands in the file is previewed: composing results and feeds makes up or fetches what is then kept.
/// </summary>
internal sealed class PostPreview(IEnumerable<IChannel> channels)
{
    private readonly Dictionary<string, IChannel> channels = channels.ToDictionary(channel => Delivery.WordOf(channel.Channel), StringComparer.Ordinal);

    public static IResult NoSuchPost(Campaign campaign, string key) => Results.Problem(
        $"The calendar of {campaign.Settings.Id} has no occurrence '{key}' (any more). GET /api/calendar shows those that it has.", statusCode: 404, title: "No such post");

    public async Task<IResult> ShowAsync(HttpRequest request, Campaign campaign, PreviewOrder order, CancellationToken cancellationToken)
    {
        if (!channels.TryGetValue(order.Channel, out var channel))
        {
            return Results.Problem($"There is no channel '{order.Channel}'; there are: {string.Join(", ", channels.Keys)}.", statusCode: 400, title: "No such channel");
        }

        if (!campaign.Settings.Languages.Contains(order.Language, StringComparer.Ordinal))
        {
            return Results.Problem($"The campaign has no language '{order.Language}'; it has: {string.Join(", ", campaign.Settings.Languages)}.", statusCode: 400, title: "No such language");
        }

        if (new SeasonPlan(campaign.Settings, campaign.Calendar).Find(order.Occurrence) is not { } occurrence)
        {
            return NoSuchPost(campaign, order.Occurrence);
        }

        return TextOf(occurrence) is { } text
            ? PageAnswer.OfPreview(request, await channel.PreviewAsync(campaign, ComposedPost.Of(campaign, occurrence.Publication, text), order.Language, cancellationToken))
            : Results.Problem($"'{order.Occurrence}' has no text yet: it is composed when it is published, or its slot is empty.", statusCode: 404, title: "Nothing to preview");
    }

    private static PostText? TextOf(Occurrence occurrence) => (occurrence.Publication, occurrence.Kind) switch
    {
        (Contest contest, OccurrenceKind.Question) => contest.Question,
        _ => occurrence.Post,
    };
}

/// <param name="Occurrence">Its key.</param>
/// <param name="Channel">teams, conversation, news or mail.</param>
/// <param name="Language">fr or en.</param>
internal sealed record PreviewOrder(string Occurrence, string Channel, string Language);
