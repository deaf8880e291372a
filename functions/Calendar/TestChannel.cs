using AdoptionAutomation.Calendar.Channels;
using AdoptionAutomation.Calendar.Season;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Groups;
using AdoptionAutomation.Operations;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AdoptionAutomation.Calendar;

/// <summary>POST /api/channels/test?channel=teams&amp;group=ID: publishes a post marked as a test there, now, and says what came of it.</summary>
internal sealed class TestChannel(Access access, CampaignStore campaigns, GroupsTable groups, IEnumerable<IChannel> channels, ChannelTrial trial)
{
    [Function(nameof(TestChannel))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "channels/test")] HttpRequest request, CancellationToken cancellationToken) =>
        access.EnterAsync(request, [Role.It, Role.Community], async _ =>
        {
            // Mail goes to everybody of a group: there is no channel to set up, and nobody to be tried out on.
            var tried = channels.Where(channel => channel.Channel != PostChannel.Mail).ToDictionary(channel => Delivery.WordOf(channel.Channel), StringComparer.Ordinal);
            if (!tried.TryGetValue(request.Query["channel"].ToString(), out var channel))
            {
                return Results.Problem(
                    $"channel: one of {string.Join(", ", tried.Keys)}. (For mail there is nothing to set up: look at the preview.)", statusCode: 400, title: "No such channel");
            }

            var (campaign, id) = (await campaigns.GetFreshAsync(access.CampaignOf(request), cancellationToken), request.Query["group"].ToString());
            if (!Storage.Key.Allows(id) || await groups.FindAsync(campaign.Settings.Id, id, cancellationToken) is not { GraphId: not null } group)
            {
                return Results.Problem("group: the id of a group that stands; GET /api/groups names them.", statusCode: 404, title: "No such group");
            }

            var result = await trial.RunAsync(campaign, channel, group, cancellationToken);
            return result.Status == StatusCodes.Status202Accepted
                ? Results.Accepted(null as string, new { channel = Delivery.WordOf(channel.Channel), group = id, words = result.Words, where = result.Where })
                : Results.Problem(result.Words, statusCode: result.Status, title: "The test post did not go out for sure");
        });
}
