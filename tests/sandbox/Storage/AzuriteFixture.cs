using AdoptionAutomation.Sandbox.Storage;

namespace AdoptionAutomation.Tests.Sandbox.Storage;

/// <summary>
/// An Azurite that classes share (<c>IClassFixture&lt;AzuriteFixture&gt;</c>). Take <see cref="NewAccount"/> in each test:
/// its data and its clock are then nobody else's. Classes that run at the same time are spread over two, for each answers one at a time.
/// </summary>
public sealed class AzuriteFixture : IAsyncLifetime
{
    /// <summary>
    /// Azurite slows down with all that it ever held, whosever it is: a class that begins after so many accounts were given out gets a fresh
    /// one, and those that began before keep theirs.
    /// </summary>
    private const int Fresh = 60;

    private static readonly SemaphoreSlim Gate = new(1);
    private static readonly Shared?[] Current = new Shared?[2];

    private Shared? mine;

    internal Azurite Azurite => mine!.Azurite;

    internal StorageAccount NewAccount() => mine!.NewAccount();

    public async Task InitializeAsync()
    {
        await Gate.WaitAsync();
        try
        {
            var place = Current[0] is not { Classes: > 0 } first || first.Classes <= Current[1]?.Classes ? 0 : 1;
            if (Current[place] is not { IsFresh: true })
            {
                var before = Current[place];
                Current[place] = new(await Azurite.StartAsync());
                await (before is { Classes: 0 } ? before.Azurite.DisposeAsync() : ValueTask.CompletedTask);
            }

            mine = Current[place]!;
            mine.Classes++;
        }
        finally
        {
            Gate.Release();
        }
    }

    /// <summary>Those that are shared at the end end with the process.</summary>
    public async Task DisposeAsync()
    {
        await Gate.WaitAsync();
        try
        {
            if (--mine!.Classes == 0 && !Current.Contains(mine))
            {
                await mine.Azurite.DisposeAsync();
            }
        }
        finally
        {
            Gate.Release();
        }
    }

    private sealed class Shared(Azurite azurite)
    {
        private int accounts;

        public Azurite Azurite => azurite;

        public bool IsFresh => accounts < Fresh;

        public int Classes { get; set; }

        public StorageAccount NewAccount()
        {
            Interlocked.Increment(ref accounts);
            return azurite.NewAccount();
        }
    }
}
