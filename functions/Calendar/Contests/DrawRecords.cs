using AdoptionAutomation.Storage;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace AdoptionAutomation.Calendar.Contests;

/// <summary>The records of draws: a blob each, written once. They hold no person, and stay for the campaign's life.</summary>
internal sealed class DrawRecords(BlobServiceClient blobs)
{
    private readonly BlobContainerClient container = blobs.GetBlobContainerClient(ContainerNames.Draws);

    public async Task<DrawRecord?> FindAsync(string campaign, string contest, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await BlobOf(campaign, contest).DownloadContentAsync(cancellationToken);
            return DrawRecord.Parse(answer.Value.Content);
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return null;
        }
    }

    /// <returns>The record that stands: whichever came first.</returns>
    public async Task<DrawRecord> KeepAsync(DrawRecord record, CancellationToken cancellationToken)
    {
        try
        {
            var options = new BlobUploadOptions
            {
                Conditions = new() { IfNoneMatch = ETag.All },
                HttpHeaders = new() { ContentType = "application/json" },
            };
            await BlobOf(record.Campaign, record.Contest).UploadAsync(BinaryData.FromString(record.ToJson()), options, cancellationToken);
            return record;
        }
        catch (RequestFailedException exists) when (exists.Status is 409 or 412)
        {
            return (await FindAsync(record.Campaign, record.Contest, cancellationToken))!;
        }
    }

    private BlobClient BlobOf(string campaign, string contest) => container.GetBlobClient($"{campaign}/{contest}.json");
}
