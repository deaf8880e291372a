using AdoptionAutomation.Operations.Poison;
using AdoptionAutomation.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace AdoptionAutomation.Operations;

/// <summary>POST /api/poison/redrive[?queue=QUEUE][&amp;cause=CAUSE]: puts poisoned messages back; whatever they did already is not done again.</summary>
internal sealed partial class RedrivePoison(Access access, Redrive redrive, ILogger<RedrivePoison> logger)
{
    [Function(nameof(RedrivePoison))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "poison/redrive")] HttpRequest request, CancellationToken cancellationToken) =>
        access.EnterAsync(request, [Role.It], async caller =>
        {
            var (queue, cause) = (Asked(request, "queue"), Asked(request, "cause"));
            if (queue is not null && !QueueNames.All.Contains(queue))
            {
                return Results.Problem($"There is no queue '{queue}'; there are: {string.Join(", ", QueueNames.All)}.", statusCode: 404, title: "No such queue");
            }

            var redriven = new List<Redriven>();
            foreach (var one in QueueNames.All.Where(name => queue is null || name == queue))
            {
                redriven.Add(await redrive.RunAsync(one, cause, Redrive.MostAtOnce - redriven.Sum(before => before.Looked), cancellationToken));
            }

            var (moved, left) = (redriven.Sum(one => one.Moved), redriven.Sum(one => one.Left));
            Log.Redriven(logger, caller.Id, moved, queue, cause, left);
            return Results.Ok(new
            {
                moved,
                left,
                queues = redriven.Select(one => new { one.Queue, one.Moved, one.Left, one.Unreadable }),
                next = left == 0 ? null
                    : redriven.Sum(one => one.Looked) >= Redrive.MostAtOnce ? $"One call looks at {Redrive.MostAtOnce} messages: call again for the others."
                    : "GET /api/poison says why the others stay; those that cannot be read are never put back.",
            });
        });

    private static string? Asked(HttpRequest request, string name) => request.Query[name] is [{ Length: > 0 } asked] ? asked : null;

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "{Caller} put {Moved} poisoned messages back (queue {Queue}, cause {Cause}); {Left} are left.")]
        public static partial void Redriven(ILogger logger, string caller, int moved, string? queue, string? cause, int left);
    }
}
