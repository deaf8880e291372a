using System.Globalization;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using AdoptionAutomation.Storage;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace AdoptionAutomation.Campaigns;

/// <summary>
/// A file of a campaign that is replaced by calls, and every version of it that was replaced: <c>ID/.versions/FILE/UTC-HASH</c>, named by when it
/// was written and what it holds. They stay as long as the campaign's folder.
/// </summary>
internal abstract partial class FileVersions(BlobServiceClient blobs, string file, string contentType)
{
    private const string By = "by";

    private readonly BlobContainerClient container = blobs.GetBlobContainerClient(ContainerNames.Campaign);

    /// <returns>Null: there is none.</returns>
    public Task<StoredFile?> ReadAsync(string campaign, CancellationToken cancellationToken) => ReadAsync(CurrentOf(campaign), cancellationToken);

    /// <returns>Null: no such version.</returns>
    public Task<StoredFile?> ReadAsync(string campaign, string version, CancellationToken cancellationToken) => IsVersion().IsMatch(version)
        ? ReadAsync(container.GetBlobClient(FolderOf(campaign) + version), cancellationToken)
        : Task.FromResult<StoredFile?>(null);

    /// <summary>Keeps a version that is about to be replaced, or that was seen. Safe to repeat: the same version is one blob.</summary>
    public Task KeepAsync(string campaign, StoredFile version, CancellationToken cancellationToken) =>
        container.GetBlobClient(FolderOf(campaign) + NameOf(version))
            .TryUploadAsync(new(version.Content), over: null, new() { Metadata = MetadataOf(version.By) }, cancellationToken);

    /// <summary>Writes only over the version that was read.</summary>
    /// <param name="campaign">Its id.</param>
    /// <param name="content">The new version.</param>
    /// <param name="over">ETag of the version that it replaces; null: there must be none.</param>
    /// <param name="by">Id of the caller.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The new ETag; null if somebody else wrote meanwhile.</returns>
    public Task<ETag?> TryWriteAsync(string campaign, byte[] content, ETag? over, string by, CancellationToken cancellationToken) => CurrentOf(campaign)
        .TryUploadAsync(new(content), over, new() { HttpHeaders = new() { ContentType = contentType }, Metadata = MetadataOf(by) }, cancellationToken);

    /// <summary>The newest first.</summary>
    public async Task<IReadOnlyList<KeptVersion>> ListAsync(string campaign, CancellationToken cancellationToken)
    {
        var folder = FolderOf(campaign);
        return await container.GetBlobsAsync(BlobTraits.Metadata, BlobStates.None, folder, cancellationToken)
            .Select(blob => new KeptVersion(
                blob.Name[folder.Length..], blob.Properties.ContentLength ?? 0, blob.Metadata.TryGetValue(By, out var by) ? by : null))
            .Where(version => IsVersion().IsMatch(version.Version))
            .OrderByDescending(version => version.Version, StringComparer.Ordinal)
            .ToListAsync(cancellationToken);
    }

    public static string NameOf(StoredFile version) => string.Create(
        CultureInfo.InvariantCulture, $"{version.WrittenAt.UtcDateTime:yyyyMMdd'T'HHmmss'Z'}-{Convert.ToHexStringLower(SHA256.HashData(version.Content))[..12]}");

    private string FolderOf(string campaign) => $"{campaign}/.versions/{file}/";

    private static Dictionary<string, string> MetadataOf(string? by) => by is null ? [] : new() { [By] = by };

    private static async Task<StoredFile?> ReadAsync(BlobClient blob, CancellationToken cancellationToken) =>
        await blob.FindContentAsync(cancellationToken) is { } read
            ? new(read.Content.ToArray(), read.Details.ETag, read.Details.LastModified, read.Details.Metadata.TryGetValue(By, out var by) ? by : null)
            : null;

    private BlobClient CurrentOf(string campaign) => container.GetBlobClient($"{campaign}/{file}");

    [GeneratedRegex("^[0-9]{8}T[0-9]{6}Z-[0-9a-f]{12}$")]
    private static partial Regex IsVersion();
}

/// <param name="Content">Its bytes.</param>
/// <param name="ETag">Of the blob.</param>
/// <param name="WrittenAt">When this version was written.</param>
/// <param name="By">Id of the caller who wrote it; null if it was not written by a call.</param>
internal sealed record StoredFile(byte[] Content, ETag ETag, DateTimeOffset WrittenAt, string? By);

/// <param name="Version">When it was written and what it holds: <c>20260907T060000Z-0123456789ab</c>.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="By">Id of the caller who wrote it; null if it was not written by a call.</param>
internal sealed record KeptVersion(string Version, long Bytes, string? By);
