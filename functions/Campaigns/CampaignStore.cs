using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using AdoptionAutomation.Campaigns.Reading;
using AdoptionAutomation.Mail;
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

    /// <param name="scope">The campaign's id, or a scope of it, which the campaign then goes by.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <exception cref="CampaignNotFoundException">No folder of that name, or nothing valid in it, ever.</exception>
    public Task<Campaign> GetAsync(string scope, CancellationToken cancellationToken) => GetAsync(scope, Freshness, cancellationToken);

    /// <inheritdoc cref="GetAsync(string, CancellationToken)"/>
    /// <param name="scope">The campaign's id, or a scope of it, which the campaign then goes by.</param>
    /// <param name="age">How old the copy in memory may be.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    public async Task<Campaign> GetAsync(string scope, TimeSpan age, CancellationToken cancellationToken)
    {
        var id = MailRedirect.CampaignOf(scope);
        var isFresh = entries.TryGetValue(id, out var entry) && time.GetUtcNow() - entry.CheckedAt < age;
        return isFresh ? entry!.Sight.In(scope) : await GetFreshAsync(scope, cancellationToken);
    }

    /// <summary>As the files are now: what IT is shown, approves and has carried out never rests on a copy in memory.</summary>
    /// <param name="scope">The campaign's id, or a scope of it, which the campaign then goes by.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <exception cref="CampaignNotFoundException">No folder of that name, or nothing valid in it, ever.</exception>
    public async Task<Campaign> GetFreshAsync(string scope, CancellationToken cancellationToken) =>
        (await LookAsync(scope, cancellationToken)).In(scope);

    /// <summary>As the files are now, and what is wrong with them if it is an earlier version that runs.</summary>
    /// <exception cref="CampaignNotFoundException">No folder of that name, or nothing valid in it, ever.</exception>
    public async Task<CampaignSight> LookAsync(string scope, CancellationToken cancellationToken)
    {
        var id = MailRedirect.CampaignOf(scope);
        if (!CampaignFile.IsId(id))
        {
            throw new CampaignNotFoundException(id);
        }

        var now = time.GetUtcNow();
        entries.TryGetValue(id, out var entry);
        var files = await FilesAsync(id, cancellationToken);
        var version = VersionOf(files);
        entry = entry?.Version == version ? entry with { CheckedAt = now } : new(await ReadAsync(id, files.Keys, cancellationToken), version, now);
        entries[id] = entry;
        return entry.Sight;
    }

    /// <summary>As the campaign would be with one file written otherwise; nothing is kept.</summary>
    /// <exception cref="CampaignNotFoundException">No folder of that name.</exception>
    public async Task<CampaignReading> TryAsync(string id, string name, byte[] content, CancellationToken cancellationToken)
    {
        if (!CampaignFile.IsId(id) || (await FilesAsync(id, cancellationToken)).Count == 0)
        {
            throw new CampaignNotFoundException(id);
        }

        return await ReadAsync(id, new EditedFiles(new BlobFiles(container, $"{id}/"), name, content), cancellationToken);
    }

    /// <summary>Whether a name in a campaign's folder is the app's own: its last good version, its earlier versions, its marks.</summary>
    public static bool IsKept(string name) => name.StartsWith('.');

    /// <summary>A file of a campaign as it was kept with the version that runs, or with the last that named it.</summary>
    /// <param name="scope">The campaign's id, or a scope of it.</param>
    /// <param name="name">Within the campaign's folder.</param>
    public BlobClient KeptFile(string scope, string name) => container.GetBlobClient($"{MailRedirect.CampaignOf(scope)}/{LastGood}{name}");

    /// <summary>
    /// Ids of the campaigns: the folders of the container whose names can be ids. One request, which compares what is in memory too: whoever goes
    /// on with one of them finds it fresh.
    /// </summary>
    public async IAsyncEnumerable<string> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var folders = new SortedDictionary<string, SortedDictionary<string, string>>(StringComparer.Ordinal);
        await foreach (var blob in container.GetBlobsAsync(BlobTraits.None, BlobStates.None, null, cancellationToken))
        {
            if (blob.Name.Split('/', 2) is [var id, var name] && CampaignFile.IsId(id))
            {
                folders.TryAdd(id, new(StringComparer.Ordinal));
                Note(folders[id], name, blob);
            }
        }

        foreach (var (id, files) in folders)
        {
            if (entries.TryGetValue(id, out var entry))
            {
                entries.TryUpdate(id, entry with { CheckedAt = entry.Version == VersionOf(files) ? now : default }, entry);
            }

            yield return id;
        }
    }

    /// <summary>Every campaign as its files are now; one that cannot run is passed over, which the log says.</summary>
    /// <param name="scopeOf">The scope in which each is wanted.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    public async IAsyncEnumerable<Campaign> RunningAsync(Func<string, string> scopeOf, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var id in ListAsync(cancellationToken))
        {
            if (await FindAsync(scopeOf(id), cancellationToken) is { } campaign)
            {
                yield return campaign;
            }
        }
    }

    /// <returns>Null if it cannot run.</returns>
    private async Task<Campaign?> FindAsync(string scope, CancellationToken cancellationToken)
    {
        try
        {
            return await GetAsync(scope, cancellationToken);
        }
        catch (CampaignNotFoundException unreadable)
        {
            Log.PassedOver(logger, scope, unreadable.Message);
            return null;
        }
    }

    private async Task<CampaignSight> ReadAsync(string id, IReadOnlyCollection<string> names, CancellationToken cancellationToken)
    {
        if (names.Count == 0)
        {
            throw new CampaignNotFoundException(id);
        }

        var (files, kept) = (new BlobFiles(container, $"{id}/"), new BlobFiles(container, $"{id}/{LastGood}"));
        var reading = await ReadAsync(id, files, cancellationToken);
        if (reading.Campaign is { } campaign)
        {
            await KeepAsync(id, names, files, cancellationToken);

            // What the version that runs names is opened beside its copy, whatever happens to the folder meanwhile.
            return new(campaign with { Files = kept }, []);
        }

        Log.Broken(logger, id, reading.Problems.Count, reading.Problems[0].Place);
        var last = await ReadAsync(id, kept, cancellationToken);
        return last.Campaign is { } running ? new(running, reading.Problems) : throw new CampaignNotFoundException(id, reading.Problems);
    }

    private static async Task<CampaignReading> ReadAsync(string id, ICampaignFiles files, CancellationToken cancellationToken)
    {
        var reading = await CampaignReader.ReadAsync(files, cancellationToken);
        return reading.Campaign is { } campaign && campaign.Id != id ? new(null, [OtherFolder(campaign, id)]) : reading;
    }

    /// <summary>A copied folder would overwrite the original's rows.</summary>
    private static Problem OtherFolder(Campaign campaign, string folder)
    {
        var code = ProblemCodes.OtherFolder;
        return new(CampaignFileKind.All[0].Name, 1, 1, "id", code.In(""), code.Text(campaign.FirstLanguage, [folder, campaign.Id]));
    }

    private async Task KeepAsync(string id, IEnumerable<string> names, BlobFiles files, CancellationToken cancellationToken)
    {
        foreach (var name in names)
        {
            await using var file = await files.OpenAsync(name, cancellationToken);
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
            Note(files, blob.Name[prefix.Length..], blob);
        }

        return files;
    }

    private sealed record Entry(CampaignSight Sight, string Version, DateTimeOffset CheckedAt);

    private static void Note(SortedDictionary<string, string> files, string name, BlobItem blob)
    {
        if (!IsKept(name))
        {
            files.Add(name, blob.Properties.ETag?.ToString() ?? "");
        }
    }

    private static string VersionOf(SortedDictionary<string, string> files) => string.Join(' ', files);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "{Campaign}: passed over, for it cannot run. {Why}")]
        public static partial void PassedOver(ILogger logger, string campaign, string why);

        [LoggerMessage(Level = LogLevel.Error, Message = "Campaign {Campaign} has {Count} problems in its files; the last good version keeps running. First: {First}; sandbox -- check says more.")]
        public static partial void Broken(ILogger logger, string campaign, int count, string first);
    }
}

/// <summary>A campaign as it runs.</summary>
/// <param name="Campaign">The last good version.</param>
/// <param name="Problems">Why it is not the present one; none if it is.</param>
internal sealed record CampaignSight(Campaign Campaign, IReadOnlyList<Problem> Problems)
{
    private readonly Campaign dress = Campaign with { Id = Campaign.Id + MailRedirect.Suffix };

    public Campaign In(string scope) => MailRedirect.IsDress(scope) ? dress : Campaign;
}

/// <summary>
/// The campaign cannot run: no such folder, or no valid version of its files yet. The message, which goes into logs, names places and codes; the
/// problems themselves may quote a file.
/// </summary>
internal sealed class CampaignNotFoundException(string id, IReadOnlyList<Problem>? problems = null) : Exception(
    problems is null
        ? $"There is no campaign '{id}' in the container '{ContainerNames.Campaign}'."
        : $"Campaign '{id}' has no valid version of its files yet: {string.Join(", ", problems.Select(problem => problem.Place))}")
{
    public IReadOnlyList<Problem> Problems => problems ?? [];
}
