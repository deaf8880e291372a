using System.Diagnostics;
using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AdoptionAutomation.Sandbox.Runtime;

internal enum InvocationEnd
{
    Succeeded,
    Failed,

    /// <summary>The instance died in it: nobody is left to settle what it worked on.</summary>
    Died,
}

/// <summary>Runs one function once: a scope, the app's middlewares, an object of its class, its parameters, its result.</summary>
/// <param name="timeout">host.json's functionTimeout; null for none, as in virtual time, where nothing takes long.</param>
internal sealed partial class FunctionInvoker(ILoggerFactory logging, TimeSpan? timeout)
{
    /// <summary>Of the spans that the host and its worker begin in Azure: one an invocation.</summary>
    public const string Spans = "AdoptionAutomation.Host";

    private static readonly ActivitySource Source = new(Spans);

    private readonly ILogger log = logging.CreateLogger("Host.Function");
    private long invocations;

    public long Invocations => Interlocked.Read(ref invocations);

    public async Task<InvocationEnd> InvokeAsync(
        AppFunction function, TriggerInput input, AppInstance instance, CancellationToken cancellationToken)
    {
        var id = $"{Interlocked.Increment(ref invocations)}";
        try
        {
            await RunInTimeAsync(function, input, instance, id, cancellationToken);
            return instance.Life.IsDead ? Died(function, id) : InvocationEnd.Succeeded;
        }
        catch (Exception e) when (e is ProcessDeathException || instance.Life.IsDead)
        {
            return Died(function, id);
        }
        catch (Exception e)
        {
            Log.Failed(log, function.Name, id, e);
            return InvocationEnd.Failed;
        }
    }

    private async Task RunInTimeAsync(
        AppFunction function, TriggerInput input, AppInstance instance, string id, CancellationToken cancellationToken)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var run = RunAsync(function, input, instance, id, end.Token);
        try
        {
            await (timeout is { } limit ? run.WaitAsync(limit, CancellationToken.None) : run);
        }
        catch (TimeoutException e) when (!run.IsCompleted)
        {
            await end.CancelAsync();
            throw new TimeoutException($"{function.Name} ran longer than host.json's functionTimeout, {timeout}.", e);
        }
    }

    private static async Task RunAsync(
        AppFunction function, TriggerInput input, AppInstance instance, string id, CancellationToken cancellationToken)
    {
        using var activity = Source.StartActivity(function.Name, input.Http is null ? ActivityKind.Internal : ActivityKind.Server);
        await using var scope = instance.Services.CreateAsyncScope();
        if (input.Http is { } http)
        {
            http.RequestServices = scope.ServiceProvider;
        }

        var context = new LocalFunctionContext(function, id, input, scope.ServiceProvider, cancellationToken);
        object? returned = null;
        FunctionExecutionDelegate run = async _ => returned = await CallAsync(function, input, context);
        foreach (var middleware in scope.ServiceProvider.GetServices<IFunctionsWorkerMiddleware>().Reverse())
        {
            var next = run;
            run = around => middleware.Invoke(around, next);
        }

        await run(context);

        // The host's own proxy stands outermost: it writes the answer when every middleware of the app has returned.
        if (returned is IResult result)
        {
            await result.ExecuteAsync(input.Http!);
        }
    }

    private static async Task<object?> CallAsync(AppFunction function, TriggerInput input, LocalFunctionContext context)
    {
        var target = function.Method.IsStatic ? null : ActivatorUtilities.CreateInstance(context.InstanceServices, function.Class);
        try
        {
            return await ResultAsync(function.Method.Invoke(
                target, BindingFlags.DoNotWrapExceptions, binder: null, ParameterBinding.Bind(function, input, context), culture: null));
        }
        finally
        {
            await DisposeAsync(target);
        }
    }

    private static async Task<object?> ResultAsync(object? returned)
    {
        switch (returned)
        {
            case ValueTask task:
                await task;
                return null;
            case Task task:
                await task;
                return task.GetType().GetProperty(nameof(Task<object>.Result))?.GetValue(task);
            default:
                return returned;
        }
    }

    private static async ValueTask DisposeAsync(object? target)
    {
        if (target is IAsyncDisposable asyncDisposable)
        {
            await asyncDisposable.DisposeAsync();
        }
        else
        {
            (target as IDisposable)?.Dispose();
        }
    }

    private InvocationEnd Died(AppFunction function, string id)
    {
        Log.Died(log, function.Name, id);
        return InvocationEnd.Died;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "Executed {Function} (failed, id {Id})")]
        public static partial void Failed(ILogger logger, string function, string id, Exception e);

        [LoggerMessage(LogLevel.Debug, "The instance died in {Function} (id {Id})")]
        public static partial void Died(ILogger logger, string function, string id);
    }
}
