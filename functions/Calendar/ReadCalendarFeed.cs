using AdoptionAutomation.Calendar.Subscribing;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AdoptionAutomation.Calendar;

/// <summary>GET /api/calendar.ics?t=TOKEN: the calendar for community managers' own calendar programs, which know no sign-in but the link.</summary>
internal sealed class ReadCalendarFeed(CalendarFeed feed)
{
    [Function(nameof(ReadCalendarFeed))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "calendar.ics")] HttpRequest request, CancellationToken cancellationToken) =>
        feed.AnswerAsync(request, cancellationToken);
}
