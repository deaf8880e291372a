using AdoptionAutomation.Sandbox.Time;

namespace AdoptionAutomation.Sandbox.Runtime.Queues;

/// <summary>Keeps a message ours while its function runs: renewed at half its lease, more often while storage fails.</summary>
internal sealed class LeaseRenewal(TriggerQueue queue, TimeProvider clock)
{
    private static readonly TimeSpan ShortestWait = TimeSpan.FromMinutes(1);

    /// <summary>Renews until disposed; from then on the message's receipt stays as it is.</summary>
    public IAsyncDisposable Start(LeasedMessage leased) => new Renewing(this, leased);

    private async Task RenewAsync(LeasedMessage leased, CancellationToken done)
    {
        var wait = TriggerQueue.Lease / 2;
        while (true)
        {
            await clock.SleepUntilAsync(clock.GetUtcNow() + wait, done);
            if (done.IsCancellationRequested)
            {
                return;
            }

            switch (await queue.RenewAsync(leased, CancellationToken.None))
            {
                case Renewal.Lost:
                    return;
                case Renewal.Renewed:
                    wait = TriggerQueue.Lease / 2;
                    break;
                default:
                    wait = wait / 2 > ShortestWait ? wait / 2 : ShortestWait;
                    break;
            }
        }
    }

    private sealed class Renewing : IAsyncDisposable
    {
        private readonly CancellationTokenSource done = new();
        private readonly Task loop;

        public Renewing(LeaseRenewal renewal, LeasedMessage leased) => loop = renewal.RenewAsync(leased, done.Token);

        public async ValueTask DisposeAsync()
        {
            await done.CancelAsync();
            await loop;
            done.Dispose();
        }
    }
}
