using AdoptionAutomation.Operations;
using AdoptionAutomation.Waves.Calls;
using AdoptionAutomation.Waves.Life;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AdoptionAutomation.Waves;

/// <summary>POST /api/waves/{id}/retry-failed[?why=REASON]: once the cause is mended, those who failed are tried again; what was done is not repeated.</summary>
internal sealed class RetryFailed(Access access, WaveCalls calls, WaveRounds rounds)
{
    [Function(nameof(RetryFailed))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "waves/{id}/retry-failed")] HttpRequest request,
        string id,
        CancellationToken cancellationToken) =>
        access.EnterAsync(request, [Role.It], caller => calls.ActAsync(
            request,
            id,
            async call =>
            {
                var round = await rounds.BeginAsync(call.Campaign.Id, id, WaveAction.RetryFailed, caller.AsMover(), call.Why, cancellationToken);
                var body = new { campaign = call.Campaign.Id, wave = id, state = WaveView.NameOf(round.Wave.Wave.State), failed = round.Failed };
                return round.Wave.Refusal is { } refusal ? WaveCalls.Refused(id, refusal)
                    : round.Wave.Moved ? Results.Accepted($"/api/waves/{id}", body)
                    : Results.Ok(body);
            },
            cancellationToken));
}
