using System.Text;
using AdoptionAutomation.Calendar.Contests;
using AdoptionAutomation.Calendar.Contests.Page;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AdoptionAutomation.Calendar;

/// <summary>GET /api/contests/{id}/draw?t=TOKEN: the record of a draw, for <c>sandbox -- replay-draw FILE</c>. It names nobody.</summary>
internal sealed class ShowDraw(ContestLinks links, ContestVisits visits, DrawRecords records, ContestPageView view)
{
    [Function(nameof(ShowDraw))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = ContestLinks.Route + "/{id}/draw")] HttpRequest request, string id, CancellationToken cancellationToken) =>
        view.GuardAsync(request, async () =>
        {
            if (links.Read(request.Query["t"].FirstOrDefault()) is not { } link || link.Contest != id
                || await visits.ContestOfAsync(link, cancellationToken) is not var (campaign, contest))
            {
                return await view.NowhereAsync(request);
            }

            if (await records.FindAsync(campaign.Id, contest.Id, cancellationToken) is not { } record)
            {
                return Results.Problem("The draw is held when the contest has closed: look again then.", statusCode: 404, title: "Not drawn yet");
            }

            var headers = request.HttpContext.Response.Headers;
            (headers.CacheControl, headers.XContentTypeOptions, headers.ContentDisposition) =
                ("no-store", "nosniff", $"attachment; filename=\"draw-{contest.Id}.json\"");
            return Results.Content(record.ToJson(), "application/json; charset=utf-8", Encoding.UTF8);
        });
}
