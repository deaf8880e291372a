using AdoptionAutomation.Calendar.Subscribing;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Mail;
using Microsoft.AspNetCore.Http;
using NodaTime;

namespace AdoptionAutomation.Calendar.Board;

/// <summary>The calendar and its posts as JSON, or as pages for those whose browser asks for them.</summary>
internal sealed class CalendarView(BoardReader reader, FeedLinks feeds, Pages pages, TimeProvider time)
{
    public async Task<IResult> ShowAsync(HttpRequest request, Campaign campaign, CancellationToken cancellationToken)
    {
        var today = TodayOf(campaign);
        if (CalendarQuery.Read(request, today, campaign.FirstLanguage, out var problem) is not { } query)
        {
            return Results.Problem(problem, statusCode: 400, title: "Not a view of the calendar");
        }

        var board = await reader.ReadAsync(campaign, LocalDate.FromDateOnly(query.From), query.Days, query.Language, cancellationToken);
        if (!PageAnswer.Accepts(request, "text/html"))
        {
            NoStore(request);
            return Results.Ok(board with { Days = [.. board.Days.Select(day => day with { Posts = [.. day.Posts.Where(query.Shows)] })] });
        }

        var html = await pages.RenderAsync<CalendarPage>(
            (nameof(CalendarPage.Board), board),
            (nameof(CalendarPage.Query), query),
            (nameof(CalendarPage.Groups), GroupsIn(board)),
            (nameof(CalendarPage.Publications), PublicationsIn(board)),
            (nameof(CalendarPage.FeedUrl), feeds.For(campaign.Settings.Id)),
            (nameof(CalendarPage.Today), today));
        return PageAnswer.Of(request, html, CalendarStyle.Css, hasForm: true);
    }

    public async Task<IResult> ShowAsync(HttpRequest request, Campaign campaign, string key, CancellationToken cancellationToken)
    {
        if (CalendarQuery.Read(request, TodayOf(campaign), campaign.FirstLanguage, out var problem) is not { } query)
        {
            return Results.Problem(problem, statusCode: 400, title: "Not a view of the calendar");
        }

        if (await reader.FindAsync(campaign, key, query.Language, cancellationToken) is not { } post)
        {
            return PostPreview.NoSuchPost(campaign, key);
        }

        if (!PageAnswer.Accepts(request, "text/html"))
        {
            NoStore(request);
            return Results.Ok(post);
        }

        var isPrepared = post.State != PostStanding.Empty.Word() && post.Kind is "post" or "question";
        var html = await pages.RenderAsync<PostPage>(
            (nameof(PostPage.Post), post),
            (nameof(PostPage.Query), query),
            (nameof(PostPage.Languages), isPrepared ? campaign.Settings.Languages : []),
            (nameof(PostPage.Zone), campaign.Settings.TimeZone));
        return PageAnswer.Of(request, html, CalendarStyle.Css, frames: true);
    }

    private DateOnly TodayOf(Campaign campaign) =>
        Instant.FromDateTimeOffset(time.GetUtcNow()).InZone(DateTimeZoneProviders.Tzdb[campaign.Settings.TimeZone]).Date.ToDateOnly();

    private static void NoStore(HttpRequest request)
    {
        var headers = request.HttpContext.Response.Headers;
        (headers.Vary, headers.CacheControl) = ("Accept", "no-store");
    }

    private static IReadOnlyList<(string Id, string Name)> GroupsIn(CalendarBoard board) =>
        [.. board.Posts.SelectMany(post => post.Groups).DistinctBy(group => group.Key, StringComparer.Ordinal).OrderBy(group => group.Value, StringComparer.CurrentCulture).Select(group => (group.Key, group.Value))];

    private static IReadOnlyList<(string Id, string Name)> PublicationsIn(CalendarBoard board) =>
        [.. board.Posts.DistinctBy(post => post.Publication, StringComparer.Ordinal).OrderBy(post => post.Publication, StringComparer.Ordinal).Select(post => (post.Publication, $"{post.Publication} · {post.About}"))];
}
