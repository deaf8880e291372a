using AdoptionAutomation.Operations.Health;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AdoptionAutomation.Operations;

/// <summary>
/// GET /api/health[?lang=fr]: whether everything that the app stands on works, what does not, and what to do; as JSON or as a page. 200 if nothing
/// is broken, 503 if something is.
/// </summary>
internal sealed class ShowHealth(Access access, HealthView view)
{
    [Function(nameof(ShowHealth))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "health")] HttpRequest request, CancellationToken cancellationToken) =>
        access.EnterAsync(request, [Role.It], _ => view.ShowAsync(request, cancellationToken));
}
