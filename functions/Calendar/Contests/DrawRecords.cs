using AdoptionAutomation.Storage;
using Azure.Storage.Blobs;

namespace AdoptionAutomation.Calendar.Contests;

/// <summary>The records of draws: a blob each, written once. They hold no person, and stay for the campaign's life.</summary>
internal sealed class DrawRecords(BlobServiceClient blobs)
{
    private readonly BlobContainerClient container = blobs.GetBlobContainerClient(ContainerNames.Draws);

    public async Task<DrawRecord?> FindAsync(string campaign, string contest, CancellationToken cancellationToken) =>
        await BlobOf(campaign, contest).FindContentAsync(cancellationToken) is { } read ? DrawRecord.Parse(read.Content) : null;

    /// <returns>The record that stands: whichever came first.</returns>
    public async Task<DrawRecord> KeepAsync(DrawRecord record, CancellationToken cancellationToken) =>
        await BlobOf(record.Campaign, record.Contest).TryUploadJsonAsync(BinaryData.FromString(record.ToJson()), over: null, cancellationToken) is not null
            ? record
            : (await FindAsync(record.Campaign, record.Contest, cancellationToken))!;

    private BlobClient BlobOf(string campaign, string contest) => container.GetBlobClient($"{campaign}/{contest}.json");
}
