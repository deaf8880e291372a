using AdoptionAutomation.Sandbox.Runtime;
using AdoptionAutomation.Sandbox.Storage;
using AdoptionAutomation.Sandbox.Time;
using Azure.Storage.Queues;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace AdoptionAutomation.Tests.Sandbox.Runtime;

/// <summary>A virtual host over a few test functions, on a storage account of its own.</summary>
internal sealed class VirtualWorld : IAsyncDisposable
{
    public static readonly DateTimeOffset Start = new(2027, 1, 4, 8, 0, 0, TimeSpan.Zero);

    private readonly Dictionary<string, string?> settings = [];
    private readonly List<InstanceLife> lives = [];
    private readonly int seed;
    private VirtualHost? host;

    public VirtualWorld(StorageAccount account, int seed = 1)
    {
        (Account, this.seed) = (account, seed);
        Agenda = new(Clock, seed);
        Traffic = new(Clock, account, Counts, Watch);
    }

    public StorageAccount Account { get; }

    public VirtualClock Clock { get; } = new(Start);

    public VirtualAgenda Agenda { get; }

    public QueueWatch Watch { get; } = new();

    public RequestCounts Counts { get; } = new();

    /// <summary>The app's own requests.</summary>
    public StorageTraffic Traffic { get; }

    public Diary Diary { get; } = new();

    public VirtualHost Host => host!;

    /// <summary>Runtimes on the one storage.</summary>
    public int Instances { get; init; } = 1;

    /// <summary>Which of the instances that ever lived this is, from 0.</summary>
    public int NumberOf(InstanceLife life) => lives.IndexOf(life);

    public async Task<VirtualWorld> StartAsync(Type functions, string hostJson = """{"version":"2.0","extensions":{"queues":{"visibilityTimeout":"00:01:00"}}}""")
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        var options = new HostOptions(
            FunctionCatalog.Of([functions], configuration), HostSettings.Parse(hostJson), Account, new("master", "function"), Seed: seed)
        { Instances = Instances };
        host = await VirtualHost.StartAsync(options, NewInstance, Clock, Agenda, Watch);
        return this;
    }

    public QueueClient Queue(string name, bool isBase64 = true) => new(Account.ConnectionString, name, new()
    {
        Transport = Traffic.CreateTransport(),
        MessageEncoding = isBase64 ? QueueMessageEncoding.Base64 : QueueMessageEncoding.None,
    });

    public async Task<QueueClient> NewQueueAsync(string name)
    {
        var queue = Queue(name);
        await queue.CreateAsync();
        return queue;
    }

    public Task RunForAsync(TimeSpan span) => Agenda.RunUntilAsync(Clock.GetUtcNow() + span, CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        if (host is not null)
        {
            await host.DisposeAsync();
        }
    }

    private ServiceProvider NewInstance(InstanceLife life)
    {
        lives.Add(life);
        return new ServiceCollection()
            .AddLogging()
            .AddSingleton<TimeProvider>(Clock)
            .AddSingleton(life)
            .AddSingleton(Diary)
            .AddSingleton(this)
            .BuildServiceProvider();
    }
}

/// <summary>What the test functions did, and when.</summary>
internal sealed class Diary
{
    private readonly List<(DateTimeOffset At, string What)> entries = [];

    public IReadOnlyList<(DateTimeOffset At, string What)> Entries
    {
        get
        {
            lock (entries)
            {
                return [.. entries];
            }
        }
    }

    public IEnumerable<string> Whats => Entries.Select(e => e.What);

    public int Write(TimeProvider clock, string what)
    {
        lock (entries)
        {
            entries.Add((clock.GetUtcNow(), what));
            return entries.Count(e => e.What == what);
        }
    }
}
