using AdoptionAutomation.Operations;
using AdoptionAutomation.Waves.Calls;
using AdoptionAutomation.Waves.Life;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AdoptionAutomation.Waves;

/// <summary>POST /api/waves/{id}/resume[?why=REASON]: a paused wave goes on with those who were not invited yet.</summary>
internal sealed class ResumeWave(Access access, WaveCalls calls, WaveRounds rounds)
{
    [Function(nameof(ResumeWave))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "waves/{id}/resume")] HttpRequest request, string id, CancellationToken cancellationToken) =>
        access.EnterAsync(request, [Role.It], caller => calls.ActAsync(
            request,
            id,
            async call =>
            {
                var round = await rounds.BeginAsync(call.Campaign.Id, id, WaveAction.Resume, caller.AsMover(), call.Why, cancellationToken);
                var body = new { campaign = call.Campaign.Id, wave = id, state = WaveView.NameOf(round.Wave.Wave.State) };
                return round.Wave.Refusal is { } refusal ? WaveCalls.Refused(id, refusal)
                    : round.Wave.Moved ? Results.Accepted($"/api/waves/{id}", body)
                    : Results.Ok(body);
            },
            cancellationToken));
}
