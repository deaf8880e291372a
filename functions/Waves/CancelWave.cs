using AdoptionAutomation.Operations;
using AdoptionAutomation.Waves.Calls;
using AdoptionAutomation.Waves.Life;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AdoptionAutomation.Waves;

/// <summary>POST /api/waves/{id}/cancel[?why=REASON]: as a pause, but for good.</summary>
internal sealed class CancelWave(Access access, WaveCalls calls, WavePausing pausing)
{
    [Function(nameof(CancelWave))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "waves/{id}/cancel")] HttpRequest request, string id, CancellationToken cancellationToken) =>
        access.EnterAsync(request, [Role.It], caller => calls.ActAsync(
            request,
            id,
            async call => WaveCalls.AnswerOf(
                call,
                await pausing.StopAsync(call.Campaign.Id, id, WaveAction.Cancel, caller.AsMover(), call.Why, withAll: false, cancellationToken)),
            cancellationToken));
}
