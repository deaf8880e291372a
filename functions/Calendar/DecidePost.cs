using AdoptionAutomation.Calendar.Publishing;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Operations;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AdoptionAutomation.Calendar;

/// <summary>
/// POST /api/calendar/posts/{key}/publish: a post that came late, was refused, left out or is uncertain goes out now. POST
/// /api/calendar/posts/{key}/skip[?there=true]: it does not; there=true says that it is published already. Calling again is harmless.
/// </summary>
internal sealed class DecidePost(Access access, CampaignStore campaigns, PostDecisions decisions)
{
    [Function("PublishPostNow")]
    public Task<IResult> PublishAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "calendar/posts/{key}/publish")] HttpRequest request,
        string key,
        CancellationToken cancellationToken) =>
        EnterAsync(request, key, (campaign, caller) => decisions.PublishAsync(campaign, key, caller.Id, cancellationToken), cancellationToken);

    [Function("SkipPost")]
    public Task<IResult> SkipAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "calendar/posts/{key}/skip")] HttpRequest request,
        string key,
        CancellationToken cancellationToken)
    {
        var isThere = bool.TryParse(request.Query["there"], out var there) && there;
        return EnterAsync(request, key, (campaign, caller) => decisions.SkipAsync(campaign, key, isThere, caller.Id, cancellationToken), cancellationToken);
    }

    private Task<IResult> EnterAsync(HttpRequest request, string key, Func<Campaign, Caller, Task<PostDecision>> decide, CancellationToken cancellationToken) =>
        access.EnterAsync(request, [Role.It, Role.Community], async caller =>
        {
            var campaign = await campaigns.GetFreshAsync(access.CampaignOf(request), cancellationToken);
            return await decide(campaign, caller) switch
            {
                PostDecision.Taken => Results.Accepted(value: new { campaign = campaign.Settings.Id, key }),
                PostDecision.Unknown => Results.Problem(
                    $"The calendar has no {key}: GET /api/calendar/posts names what it has.", statusCode: 404, title: "No such post"),
                PostDecision.AlreadyPublished => Conflict($"{key} is published already."),
                PostDecision.Draft => Conflict($"{key} is a draft, or has no text: approve it in content-calendar.json first."),
                PostDecision.NotDueYet => Conflict($"{key} is planned for later: change or cancel it in content-calendar.json."),
                _ => Conflict($"{key} is being published now, or has just been decided: look again in a quarter of an hour."),
            };
        });

    private static IResult Conflict(string detail) => Results.Problem(detail, statusCode: 409, title: "Not possible now");
}
