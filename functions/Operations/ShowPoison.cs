using AdoptionAutomation.Operations.Poison;
using AdoptionAutomation.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AdoptionAutomation.Operations;

/// <summary>GET /api/poison: what failed five times, by cause, of all campaigns: how much, since when, and what mends it.</summary>
internal sealed class ShowPoison(Access access, PoisonQueues queues)
{
    private const int Examples = 5;

    [Function(nameof(ShowPoison))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "poison")] HttpRequest request, CancellationToken cancellationToken) =>
        access.EnterAsync(request, [Role.It], async _ =>
        {
            var sights = await Task.WhenAll(QueueNames.All.Select(queue => queues.PeekAsync(queue, cancellationToken)));
            return Results.Ok(new
            {
                count = sights.Sum(sight => sight.Count),
                notLookedAt = sights.Where(sight => sight.Count > sight.Messages.Count)
                    .Select(sight => $"{QueueNames.PoisonOf(sight.Queue)}: about {sight.Count} messages, of which the first {sight.Messages.Count} can be looked at; "
                        + "the others show when these are gone."),
                causes = sights.SelectMany(sight => sight.Messages.GroupBy(message => message.Cause.Code, StringComparer.Ordinal).Select(alike => Shown(sight.Queue, [.. alike]))),
            });
        });

    private static object Shown(string queue, IReadOnlyList<PoisonMessage> alike) => new
    {
        queue,
        cause = alike[0].Cause.Code,
        why = alike[0].Cause.Why,
        count = alike.Count,
        first = alike.Min(message => message.Since),
        last = alike.Max(message => message.Since),
        expires = alike.Min(message => message.Expires),
        examples = alike.Select(message => message.Work)
            .Where(work => work is not null)
            .Select(work => new { work!.Campaign, work.About, work.Step })
            .Distinct()
            .Take(Examples),
        mend = alike[0].Cause.Mend,
        call = alike[0].Cause.Stays ? null : $"POST /api/poison/redrive?queue={queue}&cause={Uri.EscapeDataString(alike[0].Cause.Code)}",
    };
}
