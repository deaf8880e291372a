using AdoptionAutomation.Storage;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Microsoft.Extensions.Options;

namespace AdoptionAutomation.Operations.Backups;

/// <summary>
/// Who was erased while backups may still hold them: an empty blob per person, <c>erasures/CAMPAIGN/OBJECT-ID</c>, beside the backups and not in the
/// tables, so that a restore does not bring back whom it should not, even if the table with the tombstones was lost.
/// </summary>
/// <remarks>An object id, as in the tombstone and the ledger; kept as long as a copy may hold the person.</remarks>
internal sealed class Erasures(BlobServiceClient blobs, IOptions<BackupsOptions> options, TimeProvider time)
{
    private const string Folder = "erasures/";

    private readonly BlobContainerClient container = blobs.GetBlobContainerClient(ContainerNames.Backups);

    /// <summary>The last day on which a copy may hold somebody who is erased now; null: no copies are made.</summary>
    public DateOnly? LastDay => options.Value.KeepDays == 0 ? null : DateOnly.FromDateTime((time.GetUtcNow() + Kept).UtcDateTime);

    private TimeSpan Kept => TimeSpan.FromDays(options.Value.KeepDays) + BackupDays.KeptByStorage;

    /// <summary>To be done before the person is erased: after that, nobody would ask again.</summary>
    public Task AddAsync(string campaign, string person, CancellationToken cancellationToken) =>
        container.GetBlobClient($"{Folder}{campaign}/{Key.Of(person)}").UploadAsync(BinaryData.Empty, overwrite: true, cancellationToken);

    public IAsyncEnumerable<(string Campaign, string Person)> ListAsync(CancellationToken cancellationToken) =>
        BlobsAsync(cancellationToken).Select(blob => blob.Name.Split('/')).Where(parts => parts.Length == 3).Select(parts => (parts[1], parts[2]));

    /// <summary>Forgets those whom no copy can hold any more.</summary>
    public async Task ForgetAsync(CancellationToken cancellationToken)
    {
        var before = time.GetUtcNow() - Kept - TimeSpan.FromDays(1);
        await foreach (var blob in BlobsAsync(cancellationToken).Where(blob => blob.Properties.LastModified < before))
        {
            await container.DeleteBlobIfExistsAsync(blob.Name, cancellationToken: cancellationToken);
        }
    }

    private IAsyncEnumerable<BlobItem> BlobsAsync(CancellationToken cancellationToken) =>
        container.GetBlobsAsync(BlobTraits.None, BlobStates.None, Folder, cancellationToken);
}
