using System.Globalization;
using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using AdoptionAutomation.Storage;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;

namespace AdoptionAutomation.Operations.Backups;

/// <summary>
/// The nightly copies of the tables: <c>yyyy-MM-dd/TABLE.jsonl.gz</c>, a row a line, and <c>manifest.json</c>, written last: a day without it is no
/// backup.
/// </summary>
/// <remarks>
/// Holds what the tables hold, people's names and addresses among it, for <see cref="BackupsOptions.KeepDays"/>; the storage account keeps what was
/// deleted for <see cref="KeptByStorage"/> more.
/// </remarks>
internal sealed class BackupDays(BlobServiceClient blobs)
{
    /// <summary>Soft delete and old versions of blobs, as infra/ sets it.</summary>
    public static readonly TimeSpan KeptByStorage = TimeSpan.FromDays(30);

    private const string DayFormat = "yyyy-MM-dd";
    private const string Manifest = "manifest.json";
    private const string Restoring = "restoring.json";

    private readonly BlobContainerClient container = blobs.GetBlobContainerClient(ContainerNames.Backups);

    /// <summary>What a day has so far is no backup any more.</summary>
    public Task BeginAsync(DateOnly day, CancellationToken cancellationToken) => ManifestOf(day).DeleteIfExistsAsync(cancellationToken: cancellationToken);

    /// <summary>Writes a table's file, a page after the other: each is a block of the blob, which stands when all are there.</summary>
    public async Task WriteAsync(DateOnly day, string table, IAsyncEnumerable<ReadOnlyMemory<byte>> pages, CancellationToken cancellationToken)
    {
        var (blob, blocks) = (BlobOf(day, table), new List<string>());
        await foreach (var page in pages.WithCancellation(cancellationToken))
        {
            using var zipped = new MemoryStream();
            await using (var gzip = new GZipStream(zipped, CompressionLevel.Optimal, leaveOpen: true))
            {
                await gzip.WriteAsync(page, cancellationToken);
            }

            // Files of gzip one after the other are a file of gzip.
            zipped.Position = 0;
            blocks.Add(Convert.ToBase64String(Encoding.ASCII.GetBytes(blocks.Count.ToString("00000000", CultureInfo.InvariantCulture))));
            await blob.StageBlockAsync(blocks[^1], zipped, cancellationToken: cancellationToken);
        }

        await blob.CommitBlockListAsync(blocks, cancellationToken: cancellationToken);
    }

    public Task CompleteAsync(DateOnly day, BackupManifest manifest, CancellationToken cancellationToken) =>
        ManifestOf(day).UploadAsync(BinaryData.FromObjectAsJson(manifest, JsonSerializerOptions.Web), overwrite: true, cancellationToken);

    /// <returns>Null: that day is no backup.</returns>
    public async Task<BackupManifest?> FindAsync(DateOnly day, CancellationToken cancellationToken) =>
        (await ManifestOf(day).FindContentAsync(cancellationToken))?.Content.ToObjectFromJson<BackupManifest>(JsonSerializerOptions.Web);

    /// <summary>The days that are backups, the last first.</summary>
    public async Task<IReadOnlyList<DateOnly>> ListAsync(CancellationToken cancellationToken) => await BlobsAsync(cancellationToken)
        .Where(one => one.Name == Manifest)
        .Select(one => one.Day)
        .OrderDescending()
        .ToListAsync(cancellationToken);

    /// <summary>The rows of a table, streamed, in the order of their keys.</summary>
    public async IAsyncEnumerable<TableEntity> ReadAsync(DateOnly day, string table, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var blob = await BlobOf(day, table).OpenReadAsync(cancellationToken: cancellationToken);
        await using var unzipped = new GZipStream(blob, CompressionMode.Decompress);
        using var lines = new StreamReader(unzipped);
        while (await lines.ReadLineAsync(cancellationToken) is { } line)
        {
            yield return RowLine.Read(line);
        }
    }

    /// <returns>How many days went.</returns>
    public async Task<int> ForgetAsync(DateOnly upTo, CancellationToken cancellationToken)
    {
        var old = await BlobsAsync(cancellationToken).Where(one => one.Day <= upTo).ToListAsync(cancellationToken);

        // The manifest first: a day that lost some of its tables must not pass for a backup.
        foreach (var (day, name) in old.OrderByDescending(one => one.Name == Manifest))
        {
            await container.GetBlobClient($"{NameOf(day)}/{name}").DeleteIfExistsAsync(cancellationToken: cancellationToken);
        }

        return old.DistinctBy(one => one.Day).Count();
    }

    /// <summary>Leaves word of what is being restored, for whoever goes on after an interruption.</summary>
    public Task BeginRestoreAsync(DateOnly day, IReadOnlyList<string> tables, CancellationToken cancellationToken) => container.GetBlobClient(Restoring)
        .UploadAsync(BinaryData.FromObjectAsJson(new BegunRestore(day, tables), JsonSerializerOptions.Web), overwrite: true, cancellationToken);

    /// <summary>The tables that a restore of that day was at and did not end.</summary>
    public async Task<IReadOnlyList<string>> BegunAsync(DateOnly day, CancellationToken cancellationToken) =>
        (await container.GetBlobClient(Restoring).FindContentAsync(cancellationToken))?.Content.ToObjectFromJson<BegunRestore>(JsonSerializerOptions.Web)
            is { } begun && begun.Day == day ? begun.Tables : [];

    public Task EndRestoreAsync(CancellationToken cancellationToken) => container.DeleteBlobIfExistsAsync(Restoring, cancellationToken: cancellationToken);

    public static string NameOf(DateOnly day) => day.ToString(DayFormat, CultureInfo.InvariantCulture);

    private IAsyncEnumerable<(DateOnly Day, string Name)> BlobsAsync(CancellationToken cancellationToken) => container
        .GetBlobsAsync(BlobTraits.None, BlobStates.None, null, cancellationToken)
        .Select(blob => blob.Name.Split('/', 2))
        .Where(parts => parts.Length == 2 && DateOnly.TryParseExact(parts[0], DayFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
        .Select(parts => (DateOnly.ParseExact(parts[0], DayFormat, CultureInfo.InvariantCulture), parts[1]));

    private BlobClient ManifestOf(DateOnly day) => container.GetBlobClient($"{NameOf(day)}/{Manifest}");

    private BlockBlobClient BlobOf(DateOnly day, string table) => container.GetBlockBlobClient($"{NameOf(day)}/{table}.jsonl.gz");
}

/// <param name="Day">Of the backup.</param>
/// <param name="Tables">Those that are put back.</param>
internal sealed record BegunRestore(DateOnly Day, IReadOnlyList<string> Tables);

/// <param name="Version">Of the way in which rows are written.</param>
/// <param name="TakenAt">When the copy began: what happened after may not be in it.</param>
/// <param name="Tables">Rows by table.</param>
internal sealed record BackupManifest(int Version, DateTimeOffset TakenAt, IReadOnlyDictionary<string, long> Tables)
{
    public const int Known = 1;
}
