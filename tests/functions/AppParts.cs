using AdoptionAutomation.Sandbox.App;
using AdoptionAutomation.Sandbox.Faults;
using AdoptionAutomation.Sandbox.Runtime;
using AdoptionAutomation.Sandbox.Storage;
using AdoptionAutomation.Sandbox.Tenant;
using AdoptionAutomation.Sandbox.Time;
using AdoptionAutomation.Storage;
using AdoptionAutomation.Tests.Sandbox.Runtime;
using AdoptionAutomation.Tests.Sandbox.Tenant;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AdoptionAutomation.Tests.Functions;

/// <summary>
/// The app's services with their real registrations, on real storage and the simulated tenant, without a host: for what the stages stand on.
/// </summary>
internal sealed class AppParts : IAsyncDisposable
{
    private readonly List<ServiceProvider> instances = [];

    private AppParts(SandboxApp app, VirtualClock clock, SimulatedTenant tenant) => (App, Clock, Tenant) = (app, clock, tenant);

    public SandboxApp App { get; }

    public VirtualClock Clock { get; }

    public LogLines Log { get; } = new();

    public SimulatedTenant Tenant { get; }

    public FaultPlan Faults => App.Faults;

    public RequestCounts Counts => App.Counts;

    /// <param name="account">Storage that nobody else uses.</param>
    /// <param name="tenant">By default nothing lags and nobody is suppressed.</param>
    /// <param name="settings">Over the usual ones.</param>
    public static async Task<AppParts> StartAsync(
        StorageAccount account, TenantOptions? tenant = null, params (string Name, string? Value)[] settings)
    {
        var clock = new VirtualClock(TenantHost.Start);
        var faults = new FaultPlan(FaultScript.None, 1, clock);
        var simulated = await SimulatedTenant.StartAsync(tenant ?? TenantHost.Calm, clock, new VirtualAgenda(clock, 1), faults, default);
        await IdentityEndpoint.UseAsync();
        var app = new SandboxApp(clock, account, FarEnds.Of(simulated), faults, new(), new()) { Workflows = ["everybody", "few"] };
        await using (var services = app.Build(new()))
        {
            await services.GetRequiredService<StorageLayout>().CreateAsync(default);
        }

        var parts = new AppParts(app with { Counts = new(), Settings = settings.ToDictionary(s => s.Name, s => s.Value) }, clock, simulated);
        parts.NewInstance();
        return parts;
    }

    /// <summary>A service of the youngest instance.</summary>
    public T Get<T>()
        where T : notnull => instances[^1].GetRequiredService<T>();

    /// <summary>Another instance of the app on the same storage.</summary>
    public ServiceProvider NewInstance()
    {
        instances.Add((App with { Logging = logging => logging.SetMinimumLevel(LogLevel.Debug).AddProvider(Log) }).Build(new InstanceLife()));
        return instances[^1];
    }

    /// <summary>Storage requests of the app while something runs.</summary>
    public async Task<long> RequestsOfAsync(Func<Task> action)
    {
        var before = Counts.Total;
        await action();
        return Counts.Total - before;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var instance in instances)
        {
            await instance.DisposeAsync();
        }

        await Tenant.DisposeAsync();
    }
}
