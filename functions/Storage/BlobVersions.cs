using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace AdoptionAutomation.Storage;

/// <summary>Small blobs that are written over the version that was read, or not at all.</summary>
internal static class BlobVersions
{
    /// <returns>Null: there is none.</returns>
    public static async Task<BlobDownloadResult?> FindContentAsync(this BlobClient blob, CancellationToken cancellationToken)
    {
        try
        {
            return (await blob.DownloadContentAsync(cancellationToken)).Value;
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return null;
        }
    }

    /// <param name="blob">The blob.</param>
    /// <param name="content">What it is to hold.</param>
    /// <param name="over">ETag of the version that it replaces; null: there must be none.</param>
    /// <param name="options">Headers and metadata; the conditions are set here.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The new ETag; null if somebody else wrote meanwhile.</returns>
    public static async Task<ETag?> TryUploadAsync(this BlobClient blob, BinaryData content, ETag? over, BlobUploadOptions options, CancellationToken cancellationToken)
    {
        options.Conditions = Over(over);
        try
        {
            return (await blob.UploadAsync(content, options, cancellationToken)).Value.ETag;
        }
        catch (RequestFailedException other) when (other.Status is 409 or 412)
        {
            return null;
        }
    }

    /// <summary>The same as JSON.</summary>
    public static Task<ETag?> TryUploadJsonAsync(this BlobClient blob, BinaryData json, ETag? over, CancellationToken cancellationToken) =>
        blob.TryUploadAsync(json, over, new() { HttpHeaders = new() { ContentType = "application/json" } }, cancellationToken);

    /// <returns>False if somebody else wrote meanwhile.</returns>
    public static async Task<bool> TryDeleteAsync(this BlobClient blob, ETag? over, CancellationToken cancellationToken)
    {
        try
        {
            await blob.DeleteIfExistsAsync(conditions: Over(over), cancellationToken: cancellationToken);
            return true;
        }
        catch (RequestFailedException other) when (other.Status is 409 or 412)
        {
            return false;
        }
    }

    private static BlobRequestConditions Over(ETag? version) => version is { } etag ? new() { IfMatch = etag } : new() { IfNoneMatch = ETag.All };
}
