using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Operations.Poison;
using AdoptionAutomation.Storage;
using Azure;

namespace AdoptionAutomation.Operations.Health.Checks;

/// <summary>The queues are there, may be written, and are worked off.</summary>
internal sealed class QueuesCheck(PoisonQueues queues, DueTable due, PausesTable pauses, CampaignStore campaigns, TimeProvider time) : IHealthCheck
{
    private const string Role = "Storage Queue Data Contributor";

    /// <summary>A message is taken within a minute; an instance that has to start takes some more.</summary>
    private static readonly TimeSpan Slow = TimeSpan.FromMinutes(15);

    private static readonly TimeSpan Standing = TimeSpan.FromHours(1);

    public string Id => "queues";

    public Said Name => new("Files d’attente", "Queues");

    public Task<IReadOnlyList<HealthFinding>> LookAsync(CancellationToken cancellationToken) => StorageSight.LookAsync(Role, async () =>
    {
        var there = await queues.NamesAsync(cancellationToken);
        var standing = QueueNames.All.Where(there.Contains).ToList();
        if (standing.Count > 0)
        {
            await TryAsync(standing[0], cancellationToken);
        }

        var isPaused = await IsPausedAsync(cancellationToken);
        var lines = await Task.WhenAll(standing.Select(queue => ReadAsync(queue, cancellationToken)));
        return [StorageSight.Standing(QueueNames.All, there), .. lines.Select(line => Of(line, isPaused))];
    });

    /// <summary>What a queue's figures say (pure).</summary>
    /// <param name="line">The figures.</param>
    /// <param name="isPaused">Whether a campaign is paused: then work may wait.</param>
    public static HealthFinding Of(QueueLine line, bool isPaused)
    {
        var minutes = (int)(line.Waiting?.TotalMinutes ?? 0);
        var (fr, en) = ($"{line.Queue} : {line.Messages} messages", $"{line.Queue}: {line.Messages} messages");
        if (line.Waiting > Slow)
        {
            return new(
                line.Waiting > Standing && !isPaused ? HealthState.Broken : HealthState.Warning,
                new($"{fr}, le plus ancien attend depuis {minutes} minutes.", $"{en}, the oldest has been waiting for {minutes} minutes."),
                isPaused
                    ? new("Une campagne est en pause : c’est peut-être pourquoi. GET /api/stuck en dit plus.", "A campaign is paused: that may be why. GET /api/stuck says more.")
                    : new(
                        "Voyez si l’application tourne (portail, Function App) et si ses fonctions de file sont actives ; GET /api/stuck en dit plus.",
                        "See whether the app runs (portal, Function App) and its queue functions are enabled; GET /api/stuck says more."));
        }

        return line.Poisoned == 0
            ? HealthFinding.Ok($"{fr}, aucun échoué.", $"{en}, none failed.")
            : HealthFinding.Warning(
                $"{fr}, et {line.Poisoned} qui ont échoué cinq fois.",
                $"{en}, and {line.Poisoned} that failed five times.",
                "GET /api/poison dit pourquoi et quoi réparer ; POST /api/poison/redrive les remet.",
                "GET /api/poison says why and what to mend; POST /api/poison/redrive puts them back.");
    }

    private async Task<QueueLine> ReadAsync(string queue, CancellationToken cancellationToken)
    {
        var (client, poison) = (queues.Open(queue), queues.PeekAsync(queue, cancellationToken));
        var messages = (await client.GetPropertiesAsync(cancellationToken)).Value.ApproximateMessagesCount;
        var first = (await client.PeekMessagesAsync(1, cancellationToken)).Value.FirstOrDefault();
        var waiting = first?.InsertedOn is { } put ? time.GetUtcNow() - put : (TimeSpan?)null;
        if (waiting > Slow && PoisonQueues.Decoded(first!.Body) is { } body
            && (WorkMessage.SeenFromOf(body) ?? await due.TimeOfAsync(queue, body, cancellationToken)) is { } at)
        {
            // It was put long before its time.
            waiting = time.GetUtcNow() - at;
        }

        return new(queue, messages, waiting, (await poison).Count);
    }

    /// <summary>There is no such message: whoever may take one away is told so, and whoever may only look is refused.</summary>
    private async Task TryAsync(string queue, CancellationToken cancellationToken)
    {
        try
        {
            await queues.Open(queue).DeleteMessageAsync(Guid.Empty.ToString(), "AAAAAAAAAAAAAAAA", cancellationToken);
        }
        catch (RequestFailedException none) when (none.Status is 400 or 404)
        {
            // It may.
        }
    }

    private async Task<bool> IsPausedAsync(CancellationToken cancellationToken)
    {
        await foreach (var campaign in campaigns.ListAsync(cancellationToken))
        {
            if (await pauses.FindAsync(campaign, cancellationToken) is not null)
            {
                return true;
            }
        }

        return false;
    }
}

/// <param name="Queue">Its name.</param>
/// <param name="Messages">About how many wait, those held back included.</param>
/// <param name="Waiting">How long the first that may be taken has been waiting; null: there is none.</param>
/// <param name="Poisoned">About how many failed five times.</param>
internal sealed record QueueLine(string Queue, int Messages, TimeSpan? Waiting, int Poisoned);
