using AdoptionAutomation.Operations;
using AdoptionAutomation.Waves.Calls;
using AdoptionAutomation.Waves.Life;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AdoptionAutomation.Waves;

/// <summary>POST /api/waves/{id}/pause[?why=REASON]: from the answer on no chunk of the wave starts; it is paused when none is in flight.</summary>
internal sealed class PauseWave(Access access, WaveCalls calls, WavePausing pausing)
{
    [Function(nameof(PauseWave))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "waves/{id}/pause")] HttpRequest request, string id, CancellationToken cancellationToken) =>
        access.EnterAsync(request, [Role.It], caller => calls.ActAsync(
            request,
            id,
            async call => WaveCalls.AnswerOf(
                call,
                await pausing.StopAsync(call.Campaign.Id, id, WaveAction.Pause, caller.AsMover(), call.Why, withAll: false, cancellationToken)),
            cancellationToken));
}
