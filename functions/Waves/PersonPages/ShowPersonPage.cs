using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AdoptionAutomation.Waves.PersonPages;

/// <summary>GET /api/me?t=TOKEN: the page that a link in a mail leads to. It changes nothing: scanners follow links.</summary>
internal sealed class ShowPersonPage(PersonLinks links, PersonPageView view)
{
    [Function(nameof(ShowPersonPage))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = PersonLinks.Route)] HttpRequest request, CancellationToken cancellationToken) =>
        view.GuardAsync(request, async () =>
            await links.FindAsync(request.Query["t"].FirstOrDefault(), cancellationToken) is { } visit
                ? await view.ShowAsync(request, PersonWords.Ask(visit))
                : await view.NowhereAsync(request));
}
