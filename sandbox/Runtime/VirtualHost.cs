using AdoptionAutomation.Sandbox.Runtime.Http;
using AdoptionAutomation.Sandbox.Runtime.Queues;
using AdoptionAutomation.Sandbox.Runtime.Timers;
using AdoptionAutomation.Sandbox.Storage;
using AdoptionAutomation.Sandbox.Time;
using Azure.Storage.Queues.Models;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace AdoptionAutomation.Sandbox.Runtime;

/// <summary>
/// The Functions host in virtual time, on the agenda: everything it does is an event there, one at a time, in an order the seed decides.
/// When an instance dies, a fresh one is built at once; the message it held comes back when its lease ends.
/// </summary>
internal sealed class VirtualHost : IAsyncDisposable
{
    private readonly FunctionInvoker invoker;
    private readonly Fleet fleet;
    private readonly VirtualClock clock;
    private readonly IAgenda agenda;
    private readonly QueueWatch watch;
    private readonly TimerStatusBlobs statuses;
    private readonly VirtualTimer[] timers;
    private readonly Dictionary<string, VirtualQueue> queues = [];
    private readonly RequestDelegate http;

    private VirtualHost(
        HostOptions options, Func<InstanceLife, IServiceProvider> newInstance, VirtualClock clock, IAgenda agenda, QueueWatch watch)
    {
        (this.clock, this.agenda, this.watch) = (clock, agenda, watch);
        fleet = new(options.Instances, options.Seed, newInstance);
        invoker = new(options.Logging, timeout: null);
        var traffic = new StorageTraffic(clock, options.Storage, watch: watch);
        statuses = options.TimerStatuses(traffic, lazy: true);
        timers = [.. options.Functions.With<TimerTrigger>().Select(t =>
            new VirtualTimer(new(t.Function, t.Trigger, statuses, invoker, clock), agenda, () => fleet.Leader, token => ReplaceAsync(fleet.Leader, token)))];
        foreach (var (function, trigger) in options.Functions.With<QueueTrigger>())
        {
            queues[trigger.Queue] = NewQueue(options, function, options.Queue(trigger.Queue, traffic, clock));
        }

        http = new HttpFunctions(options.Functions, options.Settings, options.Keys, RunHttpAsync, RunByHand).Build();
    }

    /// <summary>The services of an instance that lives at the moment.</summary>
    public IServiceProvider Services => fleet.Leader.Services;

    public int Deaths => fleet.Deaths;

    /// <summary>Messages that went to a poison queue.</summary>
    public int Poisoned { get; private set; }

    /// <summary>How often a function ran, whatever came of it.</summary>
    public long Executions => invoker.Invocations;

    /// <summary>Messages waiting, visible or not, in the queues that have a function. 0: nothing is under way.</summary>
    public int PendingMessages => queues.Values.Sum(q => q.Pending);

    public IReadOnlyDictionary<string, int> PendingByQueue => queues.ToDictionary(q => q.Key, q => q.Value.Pending);

    /// <param name="newInstance">Builds a fresh copy of the app; its requests go through handlers that know this life.</param>
    /// <param name="watch">The one the app's <see cref="StorageTraffic"/> reports to.</param>
    public static async Task<VirtualHost> StartAsync(
        HostOptions options,
        Func<InstanceLife, IServiceProvider> newInstance,
        VirtualClock clock,
        IAgenda agenda,
        QueueWatch watch,
        CancellationToken cancellationToken = default)
    {
        var host = new VirtualHost(options, newInstance, clock, agenda, watch);
        watch.Listen(host.OnPut);
        await host.StartListenersAsync(cancellationToken);
        return host;
    }

    /// <summary>Answers an HTTP request without a socket. To be called from an event of the agenda.</summary>
    /// <exception cref="HttpRequestException">The instance died before it answered.</exception>
    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        clock.Advance(TimeSpan.FromMilliseconds(1));
        return await InProcessHttp.SendAsync(http, request, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        watch.Unlisten(OnPut);
        foreach (var queue in queues.Values)
        {
            queue.Stop();
        }

        foreach (var timer in timers)
        {
            timer.Stop();
        }

        await statuses.FlushAsync(CancellationToken.None);
        await fleet.DisposeAsync();
    }

    private VirtualQueue NewQueue(HostOptions options, AppFunction function, TriggerQueue queue)
    {
        var processor = new QueueProcessor(function, queue, options.Settings.Queues, invoker);
        return new(queue, options.Settings.Queues.BatchSize, clock, agenda, fleet.Draw, ProcessAsync, options.Logging.CreateLogger("Host.Queues"));

        async Task<DateTimeOffset?> ProcessAsync(LeasedMessage message, AppInstance receiver, CancellationToken cancellationToken)
        {
            var instance = receiver.Life.IsDead ? fleet.Leader : receiver;
            var (end, visibleAgain) = await processor.ProcessAsync(message, instance, cancellationToken);
            Poisoned += end == MessageEnd.Poisoned ? 1 : 0;
            if (end == MessageEnd.Died)
            {
                await ReplaceAsync(instance, cancellationToken);
            }

            return end is MessageEnd.Done or MessageEnd.Poisoned ? null : visibleAgain;
        }
    }

    private async Task<InvocationEnd> RunHttpAsync(AppFunction function, HttpContext context)
    {
        var instance = fleet.Draw();
        var end = await invoker.InvokeAsync(function, TriggerInput.Of(context), instance, context.RequestAborted);
        if (end == InvocationEnd.Died)
        {
            await ReplaceAsync(instance, context.RequestAborted);
            throw new HttpRequestException(HttpRequestError.ResponseEnded, $"The app died while it answered {context.Request.Path}.");
        }

        return end;
    }

    private void RunByHand(AppFunction function, string input) => agenda.At(clock.GetUtcNow(), $"{function.Name} by hand", async cancellationToken =>
    {
        var instance = fleet.Draw();
        if (await invoker.InvokeAsync(function, ByHand.Input(function, input, clock), instance, cancellationToken) == InvocationEnd.Died)
        {
            await ReplaceAsync(instance, cancellationToken);
        }
    });

    private void OnPut(string queue, DateTimeOffset visibleAt)
    {
        if (queues.TryGetValue(queue, out var lane))
        {
            lane.Expect(visibleAt);
        }
    }

    private async Task StartListenersAsync(CancellationToken cancellationToken)
    {
        foreach (var queue in queues.Values)
        {
            queue.Look();
        }

        await StartTimersAsync(cancellationToken);
    }

    private async Task StartTimersAsync(CancellationToken cancellationToken)
    {
        foreach (var timer in timers)
        {
            await timer.StartAsync(cancellationToken);
        }
    }

    private async Task ReplaceAsync(AppInstance dead, CancellationToken cancellationToken)
    {
        var led = dead == fleet.Leader;
        await fleet.ReplaceAsync(dead);

        // To start takes time, however little: what was due when it died is past due.
        clock.Advance(TimeSpan.FromMilliseconds(1));
        if (fleet.IsOne)
        {
            await StartTimersAsync(cancellationToken);
            return;
        }

        foreach (var queue in queues.Values)
        {
            queue.Leave(dead);
        }

        if (led)
        {
            MoveTimers();
        }
    }

    /// <summary>Nobody renews the lock of a dead leader: the next one has it when it has run out.</summary>
    private void MoveTimers()
    {
        Array.ForEach(timers, timer => timer.Stop());
        var leader = fleet.Leader;
        agenda.At(
            clock.GetUtcNow() + ListenerLock.Period, "the timers move", cancellationToken => leader.Life.IsDead ? Task.CompletedTask : StartTimersAsync(cancellationToken));
    }
}
