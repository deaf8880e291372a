using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using AdoptionAutomation.Storage;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Microsoft.Extensions.Logging;

namespace AdoptionAutomation.Campaigns;

/// <summary>
/// The campaigns in the blob container, a folder each. What was read is kept in memory and compared by ETag (one request) every few
/// minutes. A bad file never stops the pipeline: the last good version, kept beside it, keeps running.
/// </summary>
internal sealed partial class CampaignStore(BlobServiceClient blobs, TimeProvider time, ILogger<CampaignStore> logger)
{
    private const string LastGood = ".last-good/";

    private static readonly TimeSpan Freshness = TimeSpan.FromMinutes(10);

    private readonly BlobContainerClient container = blobs.GetBlobContainerClient(ContainerNames.Campaign);
    private readonly ConcurrentDictionary<string, Entry> entries = new(StringComparer.Ordinal);

    /// <exception cref="CampaignNotFoundException">No folder of that name, or nothing valid in it, ever.</exception>
    public async Task<Campaign> GetAsync(string id, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (entries.TryGetValue(id, out var entry) && now - entry.CheckedAt < Freshness)
        {
            return entry.Campaign;
        }

        var files = await FilesAsync(id, cancellationToken);
        var version = string.Join(' ', files);
        var campaign = entry?.Version == version ? entry.Campaign : await ReadAsync(id, files.Keys, cancellationToken);
        entries[id] = new(campaign, version, now);
        return campaign;
    }

    /// <summary>Ids of the campaigns: the folders of the container.</summary>
    public async IAsyncEnumerable<string> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var item in container.GetBlobsByHierarchyAsync(delimiter: "/", cancellationToken: cancellationToken))
        {
            if (item.IsPrefix)
            {
                yield return item.Prefix.TrimEnd('/');
            }
        }
    }

    /// <summary>A file that a campaign file names, such as an audience's CSV; null if it is not there.</summary>
    public Task<Stream?> OpenAsync(string id, string name, CancellationToken cancellationToken) =>
        new BlobFiles(container, $"{id}/").OpenAsync(name, cancellationToken);

    private async Task<Campaign> ReadAsync(string id, IReadOnlyCollection<string> names, CancellationToken cancellationToken)
    {
        if (names.Count == 0)
        {
            throw new CampaignNotFoundException(id);
        }

        var reading = await CampaignReader.ReadAsync(new BlobFiles(container, $"{id}/"), cancellationToken);
        if (reading.Campaign is { } campaign)
        {
            await KeepAsync(id, names, cancellationToken);
            return campaign;
        }

        Log.Broken(logger, id, reading.Problems.Count, reading.Problems[0].ToString());
        var last = await CampaignReader.ReadAsync(new BlobFiles(container, $"{id}/{LastGood}"), cancellationToken);
        return last.Campaign ?? throw new CampaignNotFoundException(id, reading.Problems);
    }

    private async Task KeepAsync(string id, IEnumerable<string> names, CancellationToken cancellationToken)
    {
        foreach (var name in names)
        {
            await using var file = await OpenAsync(id, name, cancellationToken);
            if (file is not null)
            {
                await container.GetBlobClient($"{id}/{LastGood}{name}").UploadAsync(file, overwrite: true, cancellationToken);
            }
        }
    }

    /// <summary>The campaign's files with their ETags, in one request.</summary>
    private async Task<SortedDictionary<string, string>> FilesAsync(string id, CancellationToken cancellationToken)
    {
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var prefix = $"{id}/";
        await foreach (var blob in container.GetBlobsAsync(BlobTraits.None, BlobStates.None, prefix, cancellationToken))
        {
            var name = blob.Name[prefix.Length..];
            if (!name.StartsWith(LastGood, StringComparison.Ordinal))
            {
                files.Add(name, blob.Properties.ETag?.ToString() ?? "");
            }
        }

        return files;
    }

    private sealed record Entry(Campaign Campaign, string Version, DateTimeOffset CheckedAt);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "Campaign {Campaign} has {Count} problems in its files; the last good version keeps running. First: {First}")]
        public static partial void Broken(ILogger logger, string campaign, int count, string first);
    }
}

/// <summary>The campaign cannot run: no such folder, or no valid version of its files yet.</summary>
internal sealed class CampaignNotFoundException(string id, IReadOnlyList<Problem>? problems = null) : Exception(
    problems is null
        ? $"There is no campaign '{id}' in the container '{ContainerNames.Campaign}'."
        : $"Campaign '{id}' has no valid version of its files yet: {string.Join(Environment.NewLine, problems)}")
{
    public IReadOnlyList<Problem> Problems => problems ?? [];
}
