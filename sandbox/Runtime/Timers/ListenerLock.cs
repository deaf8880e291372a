using AdoptionAutomation.Sandbox.Time;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Specialized;

namespace AdoptionAutomation.Sandbox.Runtime.Timers;

/// <summary>A blob lease that lets one instance of many listen to a timer.</summary>
internal sealed class ListenerLock(BlobContainerClient container, string hostId, string function, TimeProvider clock)
{
    /// <summary>For so long after the death of its holder nobody has it.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan RenewEvery = Period / 2;
    private static readonly TimeSpan TryAgainAfter = Period;

    private readonly BlobClient blob = container.GetBlobClient($"locks/{hostId}/Host.Functions.{function}.Listener");

    /// <summary>Waits until the lock is ours; null when <paramref name="stopping"/> came first.</summary>
    public async Task<HeldLock?> AcquireAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            var lease = blob.GetBlobLeaseClient();
            if (await TryAcquireAsync(lease))
            {
                return new(lease, clock);
            }

            await clock.SleepUntilAsync(clock.GetUtcNow() + TryAgainAfter, stopping);
        }

        return null;
    }

    private async Task<bool> TryAcquireAsync(BlobLeaseClient lease)
    {
        try
        {
            await lease.AcquireAsync(Period);
            return true;
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            await CreateAsync();
            return await TryAcquireAsync(lease);
        }
        catch (RequestFailedException e) when (e.Status == 409)
        {
            return false;
        }
    }

    private async Task CreateAsync()
    {
        await container.CreateIfNotExistsAsync();
        try
        {
            await blob.UploadAsync(BinaryData.Empty, overwrite: false);
        }
        catch (RequestFailedException e) when (e.Status is 409 or 412)
        {
            // Another instance made it, and may hold it already.
        }
    }

    internal sealed class HeldLock : IAsyncDisposable
    {
        private readonly BlobLeaseClient lease;
        private readonly CancellationTokenSource lost = new();
        private readonly CancellationTokenSource done = new();
        private readonly Task renewing;

        public HeldLock(BlobLeaseClient lease, TimeProvider clock)
        {
            this.lease = lease;
            renewing = RenewAsync(clock);
        }

        /// <summary>Signalled when the lock is not ours any more.</summary>
        public CancellationToken Lost => lost.Token;

        public async ValueTask DisposeAsync()
        {
            await done.CancelAsync();
            await renewing;
            if (!lost.IsCancellationRequested)
            {
                await ReleaseAsync();
            }

            done.Dispose();
            lost.Dispose();
        }

        private async Task ReleaseAsync()
        {
            try
            {
                await lease.ReleaseAsync();
            }
            catch (RequestFailedException)
            {
                // It runs out by itself.
            }
        }

        private async Task RenewAsync(TimeProvider clock)
        {
            while (!done.IsCancellationRequested)
            {
                await clock.SleepUntilAsync(clock.GetUtcNow() + RenewEvery, done.Token);
                if (!done.IsCancellationRequested && !await TryRenewAsync())
                {
                    await lost.CancelAsync();
                    return;
                }
            }
        }

        private async Task<bool> TryRenewAsync()
        {
            try
            {
                await lease.RenewAsync();
                return true;
            }
            catch (RequestFailedException)
            {
                return false;
            }
        }
    }
}
