using AdoptionAutomation.Sandbox.Runtime;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace AdoptionAutomation.Tests.Sandbox.Runtime;

public sealed class FunctionInvokerTests
{
    [Fact]
    public async Task The_middlewares_of_the_app_go_around_its_functions_in_their_order_and_may_stop_them()
    {
        var seen = new List<string>();
        var services = new ServiceCollection()
            .AddSingleton(seen)
            .AddSingleton<IFunctionsWorkerMiddleware>(new Around("first", seen))
            .AddSingleton<IFunctionsWorkerMiddleware>(new Around("second", seen))
            .BuildServiceProvider();
        var function = FunctionCatalog.Of([typeof(Probe)], new ConfigurationBuilder().Build()).Find("Probe")!;
        var invoker = new FunctionInvoker(NullLoggerFactory.Instance, timeout: null);

        var end = await invoker.InvokeAsync(function, TriggerInput.Of(new TimerInfo()), new(new(), services), default);
        var stopped = await invoker.InvokeAsync(function, TriggerInput.Of(new TimerInfo { IsPastDue = true }), new(new(), services), new(canceled: true));

        Assert.Equal((InvocationEnd.Succeeded, InvocationEnd.Failed), (end, stopped));
        Assert.Equal(["first timerTrigger", "second timerTrigger", "Probe", "second done", "first done", "first timerTrigger", "first failed"], seen);
    }

    private sealed class Probe(List<string> seen)
    {
        [Function(nameof(Probe))]
        public void Run([TimerTrigger("0 0 * * * *")] TimerInfo timer) => seen.Add(nameof(Probe));
    }

    private sealed class Around(string name, List<string> seen) : IFunctionsWorkerMiddleware
    {
        public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
        {
            seen.Add($"{name} {context.FunctionDefinition.InputBindings.Values.Single().Type}");
            try
            {
                context.CancellationToken.ThrowIfCancellationRequested();
                await next(context);
                seen.Add($"{name} done");
            }
            catch (OperationCanceledException)
            {
                seen.Add($"{name} failed");
                throw;
            }
        }
    }
}
