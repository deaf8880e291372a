using System.Globalization;
using System.Reflection;
using System.Text.Json;
using AdoptionAutomation.Operations.Failures;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Microsoft.Azure.Functions.Worker;

namespace AdoptionAutomation.Operations.Health.Checks;

/// <summary>Every timer of the app ran when it was to run, and its last run did not fail: by the host's statuses and our own failures.</summary>
internal sealed class TimersCheck(BlobServiceClient blobs, FailuresTable failures, TimeProvider time) : IHealthCheck
{
    /// <summary>The host's container; there, <c>timers/HOST/NAME/status</c>, of which NAME ends with the function's.</summary>
    public const string HostContainer = "azure-webjobs-hosts";

    private const string Statuses = "timers/";

    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(15);

    public static readonly IReadOnlyList<string> Timers =
    [
        .. typeof(TimersCheck).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods())
            .Where(method => Array.Exists(method.GetParameters(), parameter => parameter.IsDefined(typeof(TimerTriggerAttribute))))
            .Select(method => method.GetCustomAttribute<FunctionAttribute>()!.Name)
            .Order(StringComparer.Ordinal),
    ];

    public string Id => "timers";

    public Said Name => new("Minuteries", "Timers");

    public async Task<IReadOnlyList<HealthFinding>> LookAsync(CancellationToken cancellationToken)
    {
        var (runs, failed) = (await StatusesAsync(cancellationToken), await failures.OfTimersAsync(cancellationToken));
        var findings = Timers.Select(timer => Judge(timer, runs.GetValueOrDefault(timer), failed.GetValueOrDefault(timer), time.GetUtcNow())).OfType<HealthFinding>().ToList();
        if (Timers.Where(timer => !runs.ContainsKey(timer)).ToList() is { Count: > 0 } unknown)
        {
            findings.Add(HealthFinding.Warning(
                $"L’hôte ne sait rien de {string.Join(", ", unknown)}.",
                $"The host knows nothing of {string.Join(", ", unknown)}.",
                "Juste après un déploiement, c’est normal. Sinon, voyez si ces fonctions sont actives (portail, Function App).",
                "Just after a deployment that is right. Else see whether these functions are enabled (portal, Function App)."));
        }

        return findings.Count > 0 ? findings
            : [HealthFinding.Ok($"Les {Timers.Count} minuteries ont tourné à leur heure.", $"All {Timers.Count} timers ran when they were to run.")];
    }

    /// <summary>What is wrong with a timer (pure); null: nothing.</summary>
    /// <param name="timer">The function's name.</param>
    /// <param name="run">What the host knows of it; null: nothing.</param>
    /// <param name="failure">How it failed last; null: it did not.</param>
    /// <param name="now">The present.</param>
    public static HealthFinding? Judge(string timer, TimerRunStatus? run, FailureRow? failure, DateTimeOffset now) => (run, failure) switch
    {
        ({ } status, _) when status.Next + Grace < now => HealthFinding.Broken(
            $"{timer} devait tourner à {Moment(status.Next)} et ne l’a pas fait.",
            $"{timer} was to run at {Moment(status.Next)} and did not.",
            "Voyez si l’application tourne et si la fonction est active (portail, Function App).",
            "See whether the app runs and the function is enabled (portal, Function App)."),
        (_, { } reason) when run is null || reason.LastAt >= run.Last => HealthFinding.Warning(
            $"{timer} a échoué à {Moment(reason.LastAt)} : {reason.Cause} ({reason.Message})",
            $"{timer} failed at {Moment(reason.LastAt)}: {reason.Cause} ({reason.Message})",
            "Réparez ce que dit la cause ; la minuterie réessaie à sa prochaine heure, ou tout de suite à la main (portail).",
            "Mend what the cause says; the timer tries again at its next time, or at once by hand (portal)."),
        _ => null,
    };

    private async Task<IReadOnlyDictionary<string, TimerRunStatus>> StatusesAsync(CancellationToken cancellationToken)
    {
        var container = blobs.GetBlobContainerClient(HostContainer);
        try
        {
            // Other apps, and former ids of this one, may have statuses there: the one that was written last counts.
            var statuses = await container.GetBlobsAsync(BlobTraits.None, BlobStates.None, Statuses, cancellationToken)
                .Select(blob => (Blob: blob, Timer: TimerOf(blob.Name)))
                .Where(pair => pair.Timer is not null)
                .ToListAsync(cancellationToken);
            var last = statuses.GroupBy(pair => pair.Timer!, StringComparer.Ordinal).Select(alike => alike.MaxBy(pair => pair.Blob.Properties.LastModified));
            var read = await Task.WhenAll(last.Select(async pair => (pair.Timer, Status: await ReadAsync(container.GetBlobClient(pair.Blob.Name), cancellationToken))));
            return read.Where(pair => pair.Status is not null).ToDictionary(pair => pair.Timer!, pair => pair.Status!, StringComparer.Ordinal);
        }
        catch (RequestFailedException missing) when (missing.ErrorCode == BlobErrorCode.ContainerNotFound)
        {
            return new Dictionary<string, TimerRunStatus>(StringComparer.Ordinal);
        }
    }

    private static string? TimerOf(string blob) =>
        blob.Split('/') is [.., var name, "status"] ? Timers.FirstOrDefault(timer => name == timer || name.EndsWith($".{timer}", StringComparison.Ordinal)) : null;

    private static async Task<TimerRunStatus?> ReadAsync(BlobClient blob, CancellationToken cancellationToken)
    {
        using var status = JsonDocument.Parse((await blob.DownloadContentAsync(cancellationToken)).Value.Content);
        return At("Next") is { } next ? new(At("Last") ?? default, next) : null;

        DateTimeOffset? At(string name) => status.RootElement.TryGetProperty(name, out var value)
            && DateTimeOffset.TryParse(value.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : null;
    }

    private static string Moment(DateTimeOffset at) => $"{at.UtcDateTime:yyyy-MM-dd HH:mm} UTC";
}

/// <param name="Last">When it ran last; default: never.</param>
/// <param name="Next">When it is to run next.</param>
internal sealed record TimerRunStatus(DateTimeOffset Last, DateTimeOffset Next);
