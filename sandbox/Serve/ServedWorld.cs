using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Sandbox.App;
using AdoptionAutomation.Sandbox.Check;
using AdoptionAutomation.Sandbox.People;
using AdoptionAutomation.Sandbox.Rehearsal;
using AdoptionAutomation.Sandbox.Storage;
using AdoptionAutomation.Sandbox.Tenant;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace AdoptionAutomation.Sandbox.Serve;

/// <summary>A world with a company that lives in it, its time kept by a metronome.</summary>
internal sealed class ServedWorld : IAsyncDisposable
{
    private static readonly LocalTime Morning = new(8, 0);

    private ServedWorld(VirtualWorld world, Campaign campaign, CompanyLife company, Metronome metronome, SignIn signIn, Uri address) =>
        (World, Campaign, Company, Metronome, SignIn, Door) = (world, campaign, company, metronome, signIn, new(world.Host, metronome, signIn, address));

    public VirtualWorld World { get; }

    public Campaign Campaign { get; }

    public CompanyLife Company { get; }

    public Metronome Metronome { get; }

    public SignIn SignIn { get; }

    public AppDoor Door { get; }

    /// <param name="account">Storage that nobody else uses.</param>
    /// <param name="options">How it is.</param>
    /// <param name="campaign">What is in the options' folder.</param>
    /// <param name="address">Where the pages of the app are reached.</param>
    /// <param name="real">How time passes here.</param>
    /// <param name="cancellationToken">Cancels starting.</param>
    public static async Task<ServedWorld> StartAsync(
        StorageAccount account, ServeOptions options, Campaign campaign, Uri address, TimeProvider real, CancellationToken cancellationToken)
    {
        var morning = (campaign.Settings.Start + Morning).InZoneLeniently(DateTimeZoneProviders.Tzdb[campaign.Settings.TimeZone]).ToDateTimeOffset();
        var tenant = new TenantOptions
        {
            Seed = options.Seed,
            Employees = options.Employees,
            EventsWithin = TimeSpan.FromSeconds(30),
            LateData = true,
            Company = await CompanyOf.Async(campaign, new FolderFiles(options.Campaign), cancellationToken),
        };
        var setup = new VirtualSetup(options.FromNow ? real.GetUtcNow() : morning.ToUniversalTime(), tenant, options.Faults)
        {
            Settings = new Dictionary<string, string?>(StringComparer.Ordinal)
            {
                ["Links:BaseUrl"] = address.GetLeftPart(UriPartial.Authority),
                ["Access:TrustClientPrincipal"] = "true",
            },
            Logging = options.Verbose ? Log : _ => { },
        };
        var world = await VirtualWorld.StartAsync(account, campaign.Id, options.Campaign, setup, cancellationToken);
        var company = CompanyLife.Of(world, campaign, options.Seed);
        var metronome = new Metronome(world.Clock, world.Agenda, () => world.Tenant.Log.Traces, real);
        return new(world, campaign, company, metronome, new(campaign, world.Tenant.Directory, $"serve-as-{address.Port}"), address);
    }

    public async ValueTask DisposeAsync()
    {
        Metronome.Dispose();
        await World.DisposeAsync();
    }

    private static void Log(ILoggingBuilder logging) => logging.AddFilter("System.Net.Http", LogLevel.Warning).AddFilter("Azure", LogLevel.Warning)
        .AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
}
