using AdoptionAutomation.Storage;
using Azure;
using Azure.Storage.Blobs;

namespace AdoptionAutomation.Operations.Health.Checks;

/// <summary>The app's clock goes with that of the storage service.</summary>
internal sealed class ClockCheck(BlobServiceClient blobs, TimeProvider time) : IHealthCheck
{
    private static readonly TimeSpan Noticeable = TimeSpan.FromSeconds(60);

    /// <summary>Beyond it storage refuses signed requests.</summary>
    private static readonly TimeSpan Refused = TimeSpan.FromMinutes(15);

    public string Id => "clock";

    public Said Name => new("Horloge", "Clock");

    public async Task<IReadOnlyList<HealthFinding>> LookAsync(CancellationToken cancellationToken)
    {
        var before = time.GetUtcNow();
        var answered = await AnsweredAtAsync(cancellationToken);
        var middle = before + ((time.GetUtcNow() - before) / 2);
        return [answered is { } at
            ? Judge(middle - at)
            : HealthFinding.Warning(
                "Le stockage ne dit pas l’heure.", "Storage does not tell the time.", "Voyez la vérification du stockage.", "See the checks of storage.")];
    }

    /// <summary>What a difference means (pure); the service tells the time in whole seconds.</summary>
    /// <param name="ahead">How far the app's clock is ahead.</param>
    public static HealthFinding Judge(TimeSpan ahead)
    {
        var off = ahead.Duration();
        var (fr, en) = ahead > TimeSpan.Zero ? ("en avance", "ahead") : ("en retard", "behind");
        return off <= Noticeable
            ? HealthFinding.Ok("À l’heure, à la minute près.", "On time, to the minute.")
            : new(
                off > Refused ? HealthState.Broken : HealthState.Warning,
                new($"{off.TotalSeconds:0} secondes {fr} sur le stockage.", $"{off.TotalSeconds:0} seconds {en} of storage."),
                new(
                    "Au-delà de 15 minutes, les requêtes signées sont refusées, et tout part à la mauvaise heure : redémarrez l’application ; sur votre machine, synchronisez l’horloge.",
                    "Beyond 15 minutes signed requests are refused, and everything goes out at the wrong time: restart the app; on a machine of yours, synchronise its clock."));
    }

    /// <summary>A refusal tells the time as well, and a wrong clock may be its reason.</summary>
    private async Task<DateTimeOffset?> AnsweredAtAsync(CancellationToken cancellationToken)
    {
        try
        {
            return (await blobs.GetBlobContainerClient(ContainerNames.Campaign).GetPropertiesAsync(cancellationToken: cancellationToken)).GetRawResponse().Headers.Date;
        }
        catch (RequestFailedException refused) when (refused.GetRawResponse() is { } answer)
        {
            return answer.Headers.Date;
        }
    }
}
