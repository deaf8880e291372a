using System.Text.Json;
using AdoptionAutomation.Calendar.Publishing;
using AdoptionAutomation.Calendar.Season;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Operations;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AdoptionAutomation.Calendar;

/// <summary>
/// GET /api/calendar/posts[?from=DAY&amp;until=DAY]: how each delivery of those days stands, by the campaign's clock; without days, from a week ago
/// to two weeks ahead.
/// </summary>
internal sealed class ShowPosts(Access access, CampaignStore campaigns, PostStates states, TimeProvider time)
{
    [Function(nameof(ShowPosts))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "calendar/posts")] HttpRequest request, CancellationToken cancellationToken) =>
        access.EnterAsync(request, [Role.It, Role.Community], async _ =>
        {
            var campaign = await campaigns.GetAsync(access.CampaignOf(request), cancellationToken);
            if (PostDays.Read(request.Query["from"], request.Query["until"], campaign.Settings, time.GetUtcNow()) is not { } days)
            {
                return Results.Problem(
                    $"from and until are days such as 2026-10-05, from not after until, {PostDays.MostDays} days at most.", statusCode: 400, title: "Which days?");
            }

            var posts = await states.ReadAsync(campaign, days.From, days.Until, cancellationToken);
            return Results.Ok(new { campaign = campaign.Settings.Id, from = days.From, until = days.Until, posts = posts.Select(Show) });
        });

    private static object Show(DeliverySight post) => new
    {
        key = post.Key,
        occurrence = post.Occurrence,
        channel = Delivery.WordOf(post.Channel),
        group = post.Group,
        at = post.At,
        state = JsonNamingPolicy.CamelCase.ConvertName(post.Standing.ToString()),
        since = post.Since,
        where = post.Where,
        why = post.Why,
        inCalendar = post.Delivery is not null,
        title = post.Delivery?.Occurrence.Post?.Title,
    };
}
