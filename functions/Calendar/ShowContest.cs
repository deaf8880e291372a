using AdoptionAutomation.Calendar.Contests;
using AdoptionAutomation.Calendar.Contests.Page;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AdoptionAutomation.Calendar;

/// <summary>GET /api/contests?t=TOKEN: the page that a contest's post leads to. It changes nothing: scanners follow links.</summary>
internal sealed class ShowContest(ContestVisits visits, ContestPageView view)
{
    [Function(nameof(ShowContest))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = ContestLinks.Route)] HttpRequest request, CancellationToken cancellationToken) =>
        view.GuardAsync(request, async () =>
            await visits.FromLinkAsync(request, request.Query["t"].FirstOrDefault(), cancellationToken) is { } visit
                ? await view.ShowAsync(request, visit, cancellationToken)
                : await view.NowhereAsync(request));
}
