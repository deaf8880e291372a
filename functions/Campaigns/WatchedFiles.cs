using System.Security.Cryptography;
using System.Text;
using AdoptionAutomation.Storage;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace AdoptionAutomation.Campaigns;

/// <summary>
/// Which campaigns' files have changed since the watch was done with them. What it was done with stands in the metadata of a mark in the
/// campaign's folder, which the listing brings along: an hour without a change costs one request (one for each 5,000 files and kept versions).
/// </summary>
internal sealed class WatchedFiles(BlobServiceClient blobs)
{
    private const string Mark = ".watched";
    private const string Version = "version";

    private readonly BlobContainerClient container = blobs.GetBlobContainerClient(ContainerNames.Campaign);

    public async Task<IReadOnlyList<ChangedFiles>> ListChangedAsync(CancellationToken cancellationToken)
    {
        var present = new SortedDictionary<string, StringBuilder>(StringComparer.Ordinal);
        var watched = new HashSet<ChangedFiles>();
        await foreach (var blob in container.GetBlobsAsync(BlobTraits.Metadata, cancellationToken: cancellationToken))
        {
            if (blob.Name.Split('/', 2) is not [var id, var name] || !CampaignFile.IsId(id))
            {
                continue;
            }

            if (name == Mark && blob.Metadata.TryGetValue(Version, out var version))
            {
                watched.Add(new(id, version));
            }
            else if (!CampaignStore.IsKept(name))
            {
                present.TryAdd(id, new());
                present[id].Append(name).Append(' ').Append(blob.Properties.ETag).Append('\n');
            }
        }

        return [.. present.Select(files => new ChangedFiles(files.Key, HashOf(files.Value.ToString()))).Where(files => !watched.Contains(files))];
    }

    public Task MarkAsync(ChangedFiles files, CancellationToken cancellationToken) => container.GetBlobClient($"{files.Campaign}/{Mark}").UploadAsync(
        BinaryData.Empty, new BlobUploadOptions { Metadata = new Dictionary<string, string> { [Version] = files.Version } }, cancellationToken);

    private static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..32];
}

/// <param name="Campaign">Its id.</param>
/// <param name="Version">Stands for its files as they are.</param>
internal sealed record ChangedFiles(string Campaign, string Version);
