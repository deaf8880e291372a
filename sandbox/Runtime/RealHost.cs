using System.Net;
using AdoptionAutomation.Sandbox.Runtime.Http;
using AdoptionAutomation.Sandbox.Runtime.Queues;
using AdoptionAutomation.Sandbox.Runtime.Timers;
using AdoptionAutomation.Sandbox.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace AdoptionAutomation.Sandbox.Runtime;

/// <summary>
/// The Functions host in real time: Kestrel on 127.0.0.1, a listener per queue and timer. Several may run on one storage, in one process
/// or in many.
/// </summary>
internal sealed class RealHost : IAsyncDisposable
{
    private readonly HostOptions options;
    private readonly AppInstance instance;
    private readonly TimeProvider clock;
    private readonly FunctionInvoker invoker;
    private readonly QueueListener[] queues;
    private readonly TimerListener[] timers;
    private readonly WebApplication server;
    private readonly CancellationTokenSource stopping = new();
    private readonly CancellationTokenSource functions = new();
    private readonly Lock gate = new();
    private readonly List<Task> work = [];

    private RealHost(HostOptions options, IServiceProvider app, TimeProvider clock, int port)
    {
        (this.options, this.clock) = (options, clock);
        instance = new(new(), app);
        invoker = new(options.Logging, options.Settings.FunctionTimeout);
        var watch = new QueueWatch();
        var traffic = new StorageTraffic(clock, options.Storage, watch: watch);
        queues = [.. options.Functions.With<QueueTrigger>().Select((q, i) => Listener(q.Function, q.Trigger, traffic, options.Seed + i))];
        timers = [.. options.Functions.With<TimerTrigger>().Select(t => Listener(t.Function, t.Trigger, traffic))];
        watch.Listen(Wake);
        server = Server(port);
    }

    /// <summary>Where it answers HTTP.</summary>
    public Uri Address => new(server.Urls.First());

    /// <param name="app">The app's services; the caller disposes them after the host.</param>
    /// <param name="port">0 takes a free one.</param>
    public static async Task<RealHost> StartAsync(
        HostOptions options, IServiceProvider app, TimeProvider clock, int port = 0, CancellationToken cancellationToken = default)
    {
        var host = new RealHost(options, app, clock, port);
        await host.server.StartAsync(cancellationToken);
        host.work.AddRange(host.queues.Select(q => q.RunAsync(host.stopping.Token, host.functions.Token)));
        host.work.AddRange(host.timers.Select(t => t.RunAsync(host.stopping.Token, host.functions.Token)));
        return host;
    }

    /// <summary>Drains: nothing new is taken, what runs may end.</summary>
    /// <param name="giveUp">Signals the functions' tokens, for those that would take too long.</param>
    public async Task StopAsync(CancellationToken giveUp = default)
    {
        await using var _ = giveUp.Register(functions.Cancel);
        await stopping.CancelAsync();
        await server.StopAsync(giveUp);
        await Task.WhenAll(Work());
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await server.DisposeAsync();
        stopping.Dispose();
        functions.Dispose();
    }

    private QueueListener Listener(AppFunction function, QueueTrigger trigger, StorageTraffic traffic, int seed)
    {
        var queue = options.Queue(trigger.Queue, traffic, clock);
        var processor = new QueueProcessor(function, queue, options.Settings.Queues, invoker, new LeaseRenewal(queue, clock));
        return new(queue, processor, options.Settings.Queues, instance, clock, new(seed), options.Logging.CreateLogger("Host.Queues"));
    }

    private TimerListener Listener(AppFunction function, TimerTrigger trigger, StorageTraffic traffic) => new(
        new(function, trigger, options.TimerStatuses(traffic), invoker, clock),
        new(options.Container(traffic), options.HostId, function.Name, clock),
        instance,
        clock,
        options.Logging.CreateLogger("Host.Timers"));

    private WebApplication Server(int port)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        var web = builder.Build();
        web.Run(new HttpFunctions(options.Functions, options.Settings, options.Keys, RunHttpAsync, RunByHand).Build());
        return web;
    }

    private Task<InvocationEnd> RunHttpAsync(AppFunction function, HttpContext http) =>
        invoker.InvokeAsync(function, TriggerInput.Of(http), instance, http.RequestAborted);

    private void RunByHand(AppFunction function, string input)
    {
        lock (gate)
        {
            work.RemoveAll(task => task.IsCompleted);
            work.Add(invoker.InvokeAsync(function, ByHand.Input(function, input, clock), instance, functions.Token));
        }
    }

    private Task[] Work()
    {
        lock (gate)
        {
            return [.. work];
        }
    }

    private void Wake(string queue, DateTimeOffset visibleAt)
    {
        if (visibleAt <= clock.GetUtcNow())
        {
            queues.FirstOrDefault(q => q.Name == queue)?.Wake();
        }
    }
}
