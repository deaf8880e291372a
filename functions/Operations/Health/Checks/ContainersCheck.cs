using AdoptionAutomation.Storage;
using Azure.Storage.Blobs;

namespace AdoptionAutomation.Operations.Health.Checks;

/// <summary>The blob containers are there and may be written.</summary>
internal sealed class ContainersCheck(BlobServiceClient service) : IHealthCheck
{
    private const string Role = "Storage Blob Data Owner";

    public string Id => "containers";

    public Said Name => new("Conteneurs du stockage", "Storage containers");

    public Task<IReadOnlyList<HealthFinding>> LookAsync(CancellationToken cancellationToken) => StorageSight.LookAsync(Role, async () =>
    {
        var there = await service.GetBlobContainersAsync(cancellationToken: cancellationToken)
            .Select(container => container.Name)
            .ToHashSetAsync(StringComparer.Ordinal, cancellationToken);

        // There is no such blob: whoever may write is told so, and whoever may only read is refused.
        await service.GetBlobContainerClient(ContainerNames.Backups).GetBlobClient(".health").DeleteIfExistsAsync(cancellationToken: cancellationToken);
        return [StorageSight.Standing(ContainerNames.All, there)];
    });
}
