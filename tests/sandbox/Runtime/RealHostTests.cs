using System.Net;
using AdoptionAutomation.Sandbox.Runtime;
using AdoptionAutomation.Sandbox.Storage;
using AdoptionAutomation.Sandbox.Time;
using AdoptionAutomation.Tests.Sandbox.Storage;
using Azure.Storage.Queues;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AdoptionAutomation.Tests.Sandbox.Runtime;

public sealed class RealHostTests(AzuriteFixture fixture) : IClassFixture<AzuriteFixture>, IDisposable
{
    private readonly StorageAccount account = fixture.NewAccount();
    private readonly SharedClock clock = new(Path.Combine(Directory.CreateTempSubdirectory("clock-").FullName, "clock"));
    private readonly Diary diary = new();
    private readonly Gate gate = new();
    private readonly LogLines log = new();

    public void Dispose()
    {
        clock.Dispose();
        log.Dispose();
    }

    [Fact]
    public async Task Two_hosts_share_a_queue_and_no_message_is_run_twice()
    {
        var work = await NewQueueAsync("work");
        for (var i = 0; i < 60; i++)
        {
            await work.SendMessageAsync($"{i}");
        }

        await using var one = await StartAsync(typeof(Worker));
        await using var two = await StartAsync(typeof(Worker));
        await EventuallyAsync(() => diary.Entries.Count >= 60);
        await one.StopAsync();
        await two.StopAsync();

        Assert.Equal(Enumerable.Range(0, 60), diary.Whats.Select(w => int.Parse(w, System.Globalization.CultureInfo.InvariantCulture)).Order());
        Assert.Equal(0, (await work.GetPropertiesAsync()).Value.ApproximateMessagesCount);
    }

    [Fact]
    public async Task Stopping_waits_for_what_runs_and_takes_nothing_new()
    {
        var work = await NewQueueAsync("slow");
        await work.SendMessageAsync("running");
        await using var host = await StartAsync(typeof(SlowWorker));
        await EventuallyAsync(() => diary.Whats.Contains("running"));

        var stop = host.StopAsync();
        await work.SendMessageAsync("too late");
        Assert.False(stop.IsCompleted);
        gate.Open.SetResult();
        await stop;

        Assert.Equal(["running", "running ended False"], diary.Whats);
        Assert.Equal("too late", Assert.Single((await work.ReceiveMessagesAsync(32)).Value).MessageText);
    }

    [Fact]
    public async Task Giving_up_signals_the_functions()
    {
        await (await NewQueueAsync("slow")).SendMessageAsync("running");
        await using var host = await StartAsync(typeof(SlowWorker));
        await EventuallyAsync(() => diary.Whats.Contains("running"));

        await host.StopAsync(new CancellationToken(canceled: true));

        Assert.Equal(["running", "running ended True"], diary.Whats);
    }

    [Fact]
    public async Task A_message_that_runs_longer_than_its_lease_stays_ours()
    {
        var work = await NewQueueAsync("slow");
        await work.SendMessageAsync("running");
        await using var host = await StartAsync(typeof(SlowWorker));
        await EventuallyAsync(() => diary.Whats.Contains("running"));

        clock.Advance(TimeSpan.FromMinutes(6));
        await EventuallyAsync(() => log.Lines.Any(l => l.EndsWith("is ours for ten minutes more", StringComparison.Ordinal)));
        clock.Advance(TimeSpan.FromMinutes(6));
        Assert.Empty((await work.ReceiveMessagesAsync()).Value);
        gate.Open.SetResult();
        await EventuallyAsync(() => diary.Whats.Contains("running ended False"));
        await host.StopAsync();

        Assert.Equal(0, (await work.GetPropertiesAsync()).Value.ApproximateMessagesCount);
    }

    [Fact]
    public async Task Of_two_hosts_one_listens_to_a_timer_and_the_other_follows_when_it_stops()
    {
        await using var one = await StartAsync(typeof(Clockwork));
        await EventuallyAsync(() => diary.Entries.Count >= 1);
        await using var two = await StartAsync(typeof(Clockwork));

        clock.Advance(TimeSpan.FromDays(1));
        await EventuallyAsync(() => diary.Entries.Count >= 2);
        await one.StopAsync();
        clock.Advance(TimeSpan.FromDays(1));
        await EventuallyAsync(() => diary.Entries.Count >= 3);
        await two.StopAsync();

        Assert.Equal(["startup False", "startup False", "startup True"], diary.Whats);
    }

    [Fact]
    public async Task Http_functions_answer_on_a_socket_and_a_function_runs_by_hand()
    {
        await NewQueueAsync("work");
        await using var host = await StartAsync(typeof(Worker));
        using var http = new HttpClient { BaseAddress = host.Address };

        Assert.Equal("hello Ada", await http.GetStringAsync("api/hello/Ada"));
        Assert.Equal(HttpStatusCode.Unauthorized, (await http.PostAsync("admin/functions/work", new StringContent("""{"input":"by hand"}"""))).StatusCode);
        Assert.Equal(
            HttpStatusCode.Accepted,
            (await http.PostAsync("admin/functions/work?code=master", new StringContent("""{"input":"by hand"}"""))).StatusCode);
        await EventuallyAsync(() => diary.Whats.Contains("by hand"));
    }

    [Fact]
    public async Task A_function_that_exceeds_the_function_timeout_has_failed()
    {
        await (await NewQueueAsync("slow")).SendMessageAsync("running");
        await using var host = await StartAsync(typeof(SlowWorker), """{"version":"2.0","functionTimeout":"00:00:01"}""");

        // Five deliveries, each cut off, and the poison queue.
        await EventuallyAsync(() => log.Lines.Any(l => l.StartsWith("Message has reached MaxDequeueCount", StringComparison.Ordinal)));
        Assert.Equal(5, diary.Whats.Count(w => w == "running"));
        await EventuallyAsync(() => diary.Whats.Count(w => w == "running ended True") == 5);
    }

    private async Task<RealHost> StartAsync(Type functions, string hostJson = """{"version":"2.0","extensions":{"queues":{"batchSize":4,"newBatchThreshold":2,"maxPollingInterval":"00:00:00.2"}}}""")
    {
        var services = new ServiceCollection().AddLogging().AddSingleton<TimeProvider>(clock).AddSingleton(diary).AddSingleton(gate).BuildServiceProvider();
        var options = new HostOptions(
            FunctionCatalog.Of([functions], new ConfigurationBuilder().Build()), HostSettings.Parse(hostJson), account, new("master", "function"))
        {
            Logging = LoggerFactory.Create(logging => logging.SetMinimumLevel(LogLevel.Debug).AddProvider(log)),
        };
        return await RealHost.StartAsync(options, services, clock);
    }

    private async Task<QueueClient> NewQueueAsync(string name)
    {
        var queue = new QueueClient(account.ConnectionString, name, new()
        {
            Transport = new StorageTraffic(clock, account).CreateTransport(),
            MessageEncoding = QueueMessageEncoding.Base64,
        });
        await queue.CreateAsync();
        return queue;
    }

    private async Task EventuallyAsync(Func<bool> isSo)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(40));
        while (!isSo())
        {
            Assert.False(patience.IsCancellationRequested, $"{string.Join('\n', log.Lines)}\n{string.Join('\n', diary.Entries)}");
            await Task.Delay(20);
        }
    }

    private sealed class Gate
    {
        public TaskCompletionSource Open { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    private sealed class Worker(Diary diary, TimeProvider clock)
    {
        [Function("Work")]
        public async Task WorkAsync([QueueTrigger("work")] string message)
        {
            await Task.Delay(5);
            diary.Write(clock, message);
        }

        [Function("Hello")]
        public static IResult Hello([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "hello/{name}")] HttpRequest request, string name)
        {
            ArgumentNullException.ThrowIfNull(request);
            return Results.Text($"hello {name}");
        }
    }

    private sealed class SlowWorker(Diary diary, TimeProvider clock, Gate gate)
    {
        [Function("Slow")]
        public async Task WorkAsync([QueueTrigger("slow")] string message, CancellationToken cancellationToken)
        {
            diary.Write(clock, message);
            await gate.Open.Task.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            diary.Write(clock, $"{message} ended {cancellationToken.IsCancellationRequested}");
        }
    }

    private sealed class Clockwork(Diary diary, TimeProvider clock)
    {
        [Function("Clockwork")]
        public void Run([TimerTrigger("0 0 3 * * *", RunOnStartup = true)] TimerInfo timer) => diary.Write(clock, $"startup {timer.IsPastDue}");
    }
}
