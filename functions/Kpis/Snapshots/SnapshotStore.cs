using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using AdoptionAutomation.Storage;
using Azure;
using Azure.Storage.Blobs;

namespace AdoptionAutomation.Kpis.Snapshots;

/// <summary>
/// Days as they were counted: a blob per day with its present version, one for each former version, and <c>latest.json</c>, the youngest day. The
/// rows of <see cref="KpisTable"/> are made from them.
/// </summary>
/// <remarks>No person is in them; kept for the campaign's life.</remarks>
internal sealed class SnapshotStore(BlobServiceClient blobs, KpisTable table)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    private readonly BlobContainerClient container = blobs.GetBlobContainerClient(ContainerNames.Kpis);

    /// <summary>One request. Null: nothing was kept of the day.</summary>
    public async Task<KeptSnapshot?> FindAsync(string campaign, DateOnly day, CancellationToken cancellationToken) =>
        await ReadAsync(BlobOf(campaign, Name(day)), cancellationToken);

    /// <summary>The youngest day, in one request. Null: none was kept yet.</summary>
    public async Task<DaySnapshot?> LatestAsync(string campaign, CancellationToken cancellationToken) =>
        (await ReadAsync(Latest(campaign), cancellationToken))?.Snapshot;

    /// <summary>
    /// Keeps a day: the former version aside, then the rows, then the day, then whether it is the youngest. Whoever dies in between is repeated by the
    /// next delivery, which finds the former day still in its place.
    /// </summary>
    /// <param name="campaign">The campaign's scope.</param>
    /// <param name="snapshot">The day, with the version that follows the former one's.</param>
    /// <param name="former">What is in its place; null: nothing.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <returns>False if another writer was first: look again.</returns>
    public async Task<bool> TryKeepAsync(string campaign, DaySnapshot snapshot, KeptSnapshot? former, CancellationToken cancellationToken)
    {
        if (former is not null)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"{Name(snapshot.Day)}.v{former.Snapshot.Version}");
            await BlobOf(campaign, name).UploadAsync(BinaryData.FromObjectAsJson(former.Snapshot, Json), overwrite: true, cancellationToken);
        }

        await table.WriteAsync(campaign, snapshot, cancellationToken);
        if (!await TryWriteAsync(BlobOf(campaign, Name(snapshot.Day)), snapshot, former?.ETag, cancellationToken))
        {
            return false;
        }

        await RememberLatestAsync(campaign, snapshot, cancellationToken);
        return true;
    }

    /// <summary>Does again what comes of a day that is kept: its rows, which another writer may have written last, and whether it is the youngest.</summary>
    public async Task RepairAsync(string campaign, DaySnapshot snapshot, CancellationToken cancellationToken)
    {
        await table.WriteAsync(campaign, snapshot, cancellationToken);
        await RememberLatestAsync(campaign, snapshot, cancellationToken);
    }

    private async Task RememberLatestAsync(string campaign, DaySnapshot snapshot, CancellationToken cancellationToken)
    {
        var blob = Latest(campaign);
        while (true)
        {
            var known = await ReadAsync(blob, cancellationToken);
            var isOlder = known is { } kept && (kept.Snapshot.Day, kept.Snapshot.Version).CompareTo((snapshot.Day, snapshot.Version)) >= 0;
            if (isOlder || await TryWriteAsync(blob, snapshot, known?.ETag, cancellationToken))
            {
                return;
            }
        }
    }

    private static async Task<KeptSnapshot?> ReadAsync(BlobClient blob, CancellationToken cancellationToken) =>
        await blob.FindContentAsync(cancellationToken) is { } read ? new(read.Content.ToObjectFromJson<DaySnapshot>(Json)!, read.Details.ETag) : null;

    private static async Task<bool> TryWriteAsync(BlobClient blob, DaySnapshot snapshot, ETag? over, CancellationToken cancellationToken) =>
        await blob.TryUploadJsonAsync(BinaryData.FromObjectAsJson(snapshot, Json), over, cancellationToken) is not null;

    private static string Name(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private BlobClient Latest(string campaign) => BlobOf(campaign, "latest");

    private BlobClient BlobOf(string campaign, string name) => container.GetBlobClient($"{campaign}/{name}.json");
}

/// <param name="Snapshot">As it was kept.</param>
/// <param name="ETag">Its version in storage.</param>
internal sealed record KeptSnapshot(DaySnapshot Snapshot, ETag ETag);
