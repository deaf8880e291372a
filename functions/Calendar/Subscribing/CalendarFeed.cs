using System.Text;
using AdoptionAutomation.Calendar.Board;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Mail;
using Azure;
using Microsoft.AspNetCore.Http;
using NodaTime;

namespace AdoptionAutomation.Calendar.Subscribing;

/// <summary>The feed of a signed link: from a month ago to half a year ahead, in the campaign's first language.</summary>
internal sealed class CalendarFeed(FeedLinks links, CampaignStore campaigns, BoardReader reader, TimeProvider time)
{
    private const int DaysBack = 31;
    private const int DaysAhead = 184;

    public async Task<IResult> AnswerAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var headers = request.HttpContext.Response.Headers;
        (headers.CacheControl, headers.XContentTypeOptions) = ("private, max-age=900", "nosniff");
        headers["Referrer-Policy"] = "no-referrer";
        try
        {
            return links.Read(request.Query["t"]) is { } id
                ? Results.Text(await WriteAsync(id, cancellationToken), "text/calendar", Encoding.UTF8)
                : Nowhere();
        }
        catch (CampaignNotFoundException)
        {
            return Nowhere();
        }
        catch (RequestFailedException)
        {
            return Results.Problem("The calendar cannot be read right now; try again in some minutes.", statusCode: 503, title: "Not available");
        }
    }

    private async Task<string> WriteAsync(string id, CancellationToken cancellationToken)
    {
        var campaign = await campaigns.GetAsync(id, cancellationToken);
        var zone = DateTimeZoneProviders.Tzdb[campaign.Settings.TimeZone];
        var now = time.GetUtcNow();
        var from = Instant.FromDateTimeOffset(now).InZone(zone).Date.PlusDays(-DaysBack);
        var board = await reader.ReadAsync(campaign, from, DaysBack + DaysAhead, campaign.FirstLanguage, cancellationToken);
        var words = new CalendarWords(campaign.FirstLanguage);
        return IcsText.Of(board.Name, board.Posts.Select(post => EventOf(campaign, post, words)), now);
    }

    private IcsEvent EventOf(Campaign campaign, BoardPost post, CalendarWords words)
    {
        var zone = DateTimeZoneProviders.Tzdb[campaign.Settings.TimeZone];
        var local = LocalDate.FromDateOnly(post.Date) + NodaTime.Text.LocalTimePattern.CreateWithInvariantCulture("HH:mm").Parse(post.Time).Value;
        string?[] lines =
        [
            $"{words.State(post.State)} · {post.About}",
            $"{words.Groups(post)} · {string.Join(", ", post.Channels.Select(words.Channel))}",
            words.ToDo(post.State),
        ];
        return new(
            $"{post.Occurrence}@{campaign.Settings.Id}.adoption-automation",
            post.Deliveries.Count > 0 ? post.Deliveries.Min(delivery => delivery.At) : zone.AtLeniently(local).ToDateTimeOffset(),
            $"{CalendarWords.Sign(post.State)} {post.Title}",
            string.Join('\n', lines.OfType<string>()),
            StatusOf(post.State),
            links.PageOf(campaign.Settings.Id, post.Occurrence));
    }

    private static IcsStatus StatusOf(string state) => state switch
    {
        "skipped" => IcsStatus.Cancelled,
        "draft" or "empty" or "asked" => IcsStatus.Tentative,
        _ => IcsStatus.Confirmed,
    };

    /// <summary>One answer to whatever is wrong with a link, so that it tells nothing.</summary>
    private static IResult Nowhere() => Results.Problem(
        "This link is incomplete, or not good any more: take it anew from the calendar's page, GET /api/calendar.", statusCode: 404, title: "This link leads nowhere");
}
