using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Sandbox.Check;
using AdoptionAutomation.Sandbox.Faults;
using AdoptionAutomation.Sandbox.Runtime;
using AdoptionAutomation.Sandbox.Storage;
using AdoptionAutomation.Sandbox.Tenant;
using AdoptionAutomation.Sandbox.Time;
using Microsoft.Extensions.DependencyInjection;

namespace AdoptionAutomation.Sandbox.App;

/// <summary>Everything on one machine in virtual time: the app in its local host, its storage, and the tenant, on one clock and one agenda.</summary>
internal sealed class VirtualWorld : IAsyncDisposable
{
    private VirtualWorld(VirtualClock clock, VirtualAgenda agenda, FaultPlan faults, SimulatedTenant tenant, SandboxApp app, VirtualHost host) =>
        (Clock, Agenda, Faults, Tenant, App, Host) = (clock, agenda, faults, tenant, app, host);

    public VirtualClock Clock { get; }

    public VirtualAgenda Agenda { get; }

    public FaultPlan Faults { get; }

    public SimulatedTenant Tenant { get; }

    public SandboxApp App { get; }

    public VirtualHost Host { get; }

    /// <param name="account">Storage that nobody else uses.</param>
    /// <param name="campaign">The campaign's id.</param>
    /// <param name="folder">Its files.</param>
    /// <param name="setup">How this world is.</param>
    /// <param name="cancellationToken">Cancels starting.</param>
    public static async Task<VirtualWorld> StartAsync(
        StorageAccount account, string campaign, DirectoryInfo folder, VirtualSetup setup, CancellationToken cancellationToken)
    {
        var clock = new VirtualClock(setup.Start);
        var agenda = new VirtualAgenda(clock, setup.Tenant.Seed);
        var faults = new FaultPlan(setup.Faults, setup.Tenant.Seed, clock);
        var tenant = await SimulatedTenant.StartAsync(setup.Tenant with { PassTime = Pass }, clock, agenda, faults, cancellationToken);
        await IdentityEndpoint.UseAsync();
        var app = new SandboxApp(clock, account, FarEnds.Of(tenant), faults, new(), new())
        {
            Campaign = campaign,
            Logging = setup.Logging,
            Registrations = setup.Registrations,
            Settings = setup.Settings,
            Workflows = await WorkflowsOfAsync(folder, cancellationToken),
        };
        await app.UploadAsync(campaign, folder, cancellationToken);

        // What is counted begins with the app at work, not with its files being put in place.
        app = app with { Counts = new() };
        var options = app.HostOptions() with { Instances = setup.Instances, Seed = setup.Tenant.Seed };
        var host = await VirtualHost.StartAsync(options, app.Build, clock, agenda, app.Watch, cancellationToken);
        (tenant.WebhookAddress, tenant.WebhookSender) = (new("http://sandbox/api/mail/events"), host.SendAsync);
        return new(clock, agenda, faults, tenant, app, host);

        Task Pass(TimeSpan span, CancellationToken token)
        {
            clock.Advance(span);
            return Task.CompletedTask;
        }
    }

    /// <summary>Every declared group of a campaign that publishes in Teams has a workflow, as if its community manager had made it.</summary>
    private static async Task<IReadOnlyCollection<string>> WorkflowsOfAsync(DirectoryInfo folder, CancellationToken cancellationToken)
    {
        var reading = await CampaignReader.ReadAsync(new FolderFiles(folder), cancellationToken);
        return reading.Campaign is not { } campaign ? [] : [.. campaign.Groups.Select(group => group.Id)];
    }

    /// <summary>Lets time pass, with all that falls due in it.</summary>
    public Task PassAsync(TimeSpan span, CancellationToken cancellationToken = default) =>
        Agenda.RunUntilAsync(Clock.GetUtcNow() + span, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        await Tenant.DisposeAsync();
    }
}

/// <param name="Start">The first instant.</param>
/// <param name="Tenant">The tenant, its seed the world's.</param>
/// <param name="Faults">What goes wrong.</param>
internal sealed record VirtualSetup(DateTimeOffset Start, TenantOptions Tenant, FaultScript Faults)
{
    /// <summary>Runtimes of the app on one storage.</summary>
    public int Instances { get; init; } = 1;

    /// <summary>Registrations over the app's own: with them, tests put a bug into it.</summary>
    public Action<IServiceCollection> Registrations { get; init; } = _ => { };

    public Action<Microsoft.Extensions.Logging.ILoggingBuilder> Logging { get; init; } = _ => { };

    /// <summary>Settings of the app over the usual ones.</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; init; } = new Dictionary<string, string?>(StringComparer.Ordinal);
}
