using Azure;
using Azure.Storage.Blobs;
using Microsoft.Extensions.Logging;

namespace AdoptionAutomation.Sandbox.Runtime.Timers;

/// <summary>Timer statuses where the host keeps them: a blob each in <c>azure-webjobs-hosts</c>.</summary>
internal sealed partial class TimerStatusBlobs(BlobContainerClient container, string hostId, ILogger log)
{
    private readonly Dictionary<AppFunction, TimerStatus> kept = [];

    /// <summary>
    /// Keeps what is written until <see cref="FlushAsync"/>: for virtual time, where one host alone reads the statuses, and a timer of half a
    /// year writes thousands of times. Whoever dies is an instance of the app, not the host.
    /// </summary>
    public bool IsLazy { get; init; }

    public async Task<TimerStatus?> ReadAsync(AppFunction function, CancellationToken cancellationToken)
    {
        if (kept.TryGetValue(function, out var status))
        {
            return status;
        }

        try
        {
            var blob = await Blob(function).DownloadContentAsync(cancellationToken);
            return blob.Value.Content.ToObjectFromJson<TimerStatus>();
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return null;
        }
    }

    /// <summary>Best effort, as in the host: a status that is not written only means one run too many later.</summary>
    public async Task WriteAsync(AppFunction function, TimerStatus status, CancellationToken cancellationToken)
    {
        if (IsLazy)
        {
            kept[function] = status;
            return;
        }

        await TryUploadAsync(function, status, cancellationToken);
    }

    /// <summary>Writes what was kept.</summary>
    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        foreach (var (function, status) in kept)
        {
            await TryUploadAsync(function, status, cancellationToken);
        }

        kept.Clear();
    }

    private async Task TryUploadAsync(AppFunction function, TimerStatus status, CancellationToken cancellationToken)
    {
        try
        {
            await UploadAsync(function, status, cancellationToken);
        }
        catch (RequestFailedException e)
        {
            Log.NotWritten(log, function.Name, e);
        }
    }

    private async Task UploadAsync(AppFunction function, TimerStatus status, CancellationToken cancellationToken)
    {
        var content = BinaryData.FromObjectAsJson(status);
        try
        {
            await Blob(function).UploadAsync(content, overwrite: true, cancellationToken);
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            await container.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
            await Blob(function).UploadAsync(content, overwrite: true, cancellationToken);
        }
    }

    private BlobClient Blob(AppFunction function) => container.GetBlobClient($"timers/{hostId}/Host.Functions.{function.Name}/status");

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "The status of the timer {Function} could not be written")]
        public static partial void NotWritten(ILogger logger, string function, Exception e);
    }
}
