using AdoptionAutomation.Operations;
using AdoptionAutomation.Operations.Failures;
using AdoptionAutomation.Sandbox.Runtime;
using AdoptionAutomation.Storage;
using AdoptionAutomation.Tests.Sandbox.Storage;
using Azure.Data.Tables;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.DependencyInjection;

namespace AdoptionAutomation.Tests.Functions.Operations.Failures;

public sealed class TimerWatchTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Fact]
    public async Task A_timer_that_fails_is_thrown_on_logged_and_leaves_word_of_why()
    {
        await using var parts = await AppParts.StartAsync(azurite.NewAccount());
        var failure = new ContentionException("the rows of claire@lumen.example");

        Assert.Same(failure, await Record.ExceptionAsync(() => RunAsync(parts, nameof(PlanHour), _ => throw failure)));

        Assert.Contains("Timer failed: PlanHour: ContentionException", parts.Log.Lines);
        var (timer, row) = Assert.Single(await parts.Get<FailuresTable>().OfTimersAsync(default));
        Assert.Equal(("PlanHour", "ContentionException"), (timer, row.Cause));
        Assert.DoesNotContain("claire", row.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(nameof(PlanHour), false)]
    [InlineData(nameof(ShowStuck), true)]
    public async Task Success_costs_no_request_and_other_functions_are_not_its_business(string function, bool fails)
    {
        await using var parts = await AppParts.StartAsync(azurite.NewAccount());

        var requests = await parts.RequestsOfAsync(() => Record.ExceptionAsync(
            () => RunAsync(parts, function, _ => fails ? throw new InvalidOperationException() : Task.CompletedTask)));

        Assert.Equal(0, requests);
        Assert.DoesNotContain(parts.Log.Lines, line => line.StartsWith("Timer failed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_timer_of_the_app_that_meets_broken_storage_is_known_by_its_name()
    {
        await using var app = await AppTest.StartAsync(azurite.NewAccount());
        await app.Get<TableServiceClient>().DeleteTableAsync(TableNames.Due);

        await app.PassAsync(TimeSpan.FromMinutes(70));

        Assert.Equal("RequestFailedException.404.TableNotFound", (await app.Get<FailuresTable>().OfTimersAsync(default))[nameof(PlanHour)].Cause);
    }

    [Fact]
    public async Task Failures_of_timers_are_forgotten_as_the_others_are()
    {
        await using var parts = await AppParts.StartAsync(azurite.NewAccount());
        await Record.ExceptionAsync(() => RunAsync(parts, nameof(PlanHour), _ => throw new InvalidOperationException()));
        parts.Clock.Advance(TimeSpan.FromDays(31));

        Assert.Equal(1, await parts.Get<FailuresTable>().ForgetAsync(default));
    }

    /// <summary>The bundled build has no worker: what Program.cs puts around functions in Azure, the sandbox takes from the services.</summary>
    [Fact]
    public void Every_middleware_of_the_app_is_used_by_the_worker_and_by_the_sandbox()
    {
        var classes = typeof(TimerWatch).Assembly.GetTypes().Where(type => type.IsClass && type.IsAssignableTo(typeof(IFunctionsWorkerMiddleware))).Select(type => type.Name).Order(StringComparer.Ordinal).ToList();
        using var app = SettingsTests.Build(SettingsTests.Sample());
        var program = File.ReadAllText(Path.Combine(SettingsTests.Root(), "..", "..", "functions", "Program.cs"));

        Assert.Equal(classes, app.GetServices<IFunctionsWorkerMiddleware>().Select(middleware => middleware.GetType().Name).Order(StringComparer.Ordinal));
        Assert.All(classes, name => Assert.Contains($"UseMiddleware<{name}>()", program, StringComparison.Ordinal));
    }

    private static Task RunAsync(AppParts parts, string name, FunctionExecutionDelegate run)
    {
        var function = FunctionCatalog.Of(typeof(AdoptionServices).Assembly, parts.App.Configuration).Find(name)!;
        var context = new LocalFunctionContext(function, "1", TriggerInput.Of(new TimerInfo()), parts.NewInstance(), default);
        return Assert.Single(parts.Get<IEnumerable<IFunctionsWorkerMiddleware>>().OfType<TimerWatch>()).Invoke(context, run);
    }
}
