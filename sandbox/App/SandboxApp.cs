using AdoptionAutomation.Calendar.Feeds;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Graph;
using AdoptionAutomation.Mail;
using AdoptionAutomation.Sandbox.Faults;
using AdoptionAutomation.Sandbox.Runtime;
using AdoptionAutomation.Sandbox.Storage;
using AdoptionAutomation.Sandbox.Tenant;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AdoptionAutomation.Sandbox.App;

/// <summary>
/// Builds the app as it is deployed, from its own registrations; only the far ends differ: its clock, and the handlers under its HTTP
/// clients, which count, stamp and break requests.
/// </summary>
/// <param name="Clock">The app's time.</param>
/// <param name="Account">Its storage.</param>
/// <param name="FarEnds">Graph and SendGrid.</param>
/// <param name="Faults">What strikes its requests.</param>
/// <param name="Counts">Counts its storage requests.</param>
/// <param name="Watch">Hears of what it puts on queues.</param>
internal sealed record SandboxApp(
    TimeProvider Clock, StorageAccount Account, FarEnds FarEnds, FaultPlan Faults, RequestCounts Counts, QueueWatch Watch)
{
    /// <summary>The key that IT's scripts use in the sandbox. It guards nothing.</summary>
    public const string FunctionKey = "sandbox-function-key-0123456789abcdef";

    /// <summary>Signs the links of the sandbox's mails. It guards nothing either.</summary>
    public const string SigningKey = "sandbox-signing-key-0123456789abcdef";

    /// <summary>Encrypts the answers of the sandbox's surveys; as little a secret.</summary>
    public const string EncryptionKey = "sandbox-encryption-key-of-32-characters";

    /// <summary>The app's default campaign.</summary>
    public string Campaign { get; init; } = "sandbox";

    public Action<ILoggingBuilder> Logging { get; init; } = _ => { };

    /// <summary>Registrations over its own: with them, tests put a bug into it.</summary>
    public Action<IServiceCollection> Registrations { get; init; } = _ => { };

    /// <summary>Ids of the groups whose workflows the app knows.</summary>
    public IReadOnlyCollection<string> Workflows { get; init; } = [];

    /// <summary>Settings over the usual ones.</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; init; } = new Dictionary<string, string?>(StringComparer.Ordinal);

    public IConfiguration Configuration => new ConfigurationBuilder()
        .AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase)
        {
            ["AzureWebJobsStorage"] = Account.ConnectionString,
            ["Campaigns:Default"] = Campaign,
            ["Graph:BaseUrl"] = FarEnds.Graph.ToString(),
            ["Graph:ManagedIdentityClientId"] = FarEnds.ClientId,
            ["Mail:SendGridHost"] = FarEnds.SendGrid.ToString().TrimEnd('/'),
            ["Mail:SendGridApiKey"] = "SG.sandbox",
            ["Mail:FromAddress"] = "campagne@sandbox.example",
            ["Mail:FromName"] = "Campagne",
            ["Mail:EventWebhookPublicKey"] = FarEnds.EventWebhookPublicKey,
            ["Posts:MailboxId"] = TenantDirectory.MailboxId.ToString(),
            ["Links:BaseUrl"] = "https://adoption.sandbox.example",
            ["Links:SigningKey"] = SigningKey,
            ["Surveys:EncryptionKey"] = EncryptionKey,
            ["Access:FunctionKey"] = FunctionKey,
            ["Feeds:AllowLoopback"] = "true",

            // A rehearsal of half a year would copy its tables 180 times.
            ["Backups:KeepDays"] = "0",
        })
        .AddInMemoryCollection(Workflows.Select(group =>
            KeyValuePair.Create($"Posts:Workflows:{group}", (string?)WorkflowRoutes.AddressOf(FarEnds.SendGrid, group).AbsoluteUri)))
        .AddInMemoryCollection(Settings)
        .Build();

    /// <summary>One instance of the app, with connections that die with it.</summary>
    public ServiceProvider Build(InstanceLife life)
    {
        var services = new ServiceCollection();
        services.AddLogging(Logging);
        services.AddAdoptionAutomation(Configuration);
        services.AddSingleton(Clock);
        var faults = new InstanceFaults(Faults, life);
        services.AddSingleton(faults);

        // Storage requests know their service by their port.
        services.AddHttpClient(AdoptionServices.StorageHttpClientName)
            .ConfigurePrimaryHttpMessageHandler(() => new StorageFaults(Account, faults, new(Clock, Account, Counts, Watch, life)));
        services.AddHttpClient(GraphConnection.HttpClientName).AddHttpMessageHandler(() => new FaultyHandler(faults, RemoteService.Graph));
        services.AddHttpClient(MailLane.HttpClientName).AddHttpMessageHandler(() => new FaultyHandler(faults, RemoteService.SendGrid));
        services.AddHttpClient(AdoptionAutomation.Calendar.Channels.Cards.Workflows.HttpClientName).AddHttpMessageHandler(() => new FaultyHandler(faults, RemoteService.Workflows));
        services.AddHttpClient(FeedFetcher.HttpClientName).AddHttpMessageHandler(() => new ToNewsSites(FarEnds.SendGrid));
        Registrations(services);
        return services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
    }

    /// <summary>What a local host needs to run this app: its functions, its host.json, its storage.</summary>
    public HostOptions HostOptions() => new(
        FunctionCatalog.Of(typeof(AdoptionServices).Assembly, Configuration),
        HostSettings.Load(Path.Combine(AppContext.BaseDirectory, "host.json")),
        Account,
        new(FunctionKey, FunctionKey))
    {
        Logging = LoggerFactory.Create(Logging),
    };

    /// <summary>Puts a campaign's files where the deployed app has them.</summary>
    public async Task UploadAsync(string campaign, DirectoryInfo folder, CancellationToken cancellationToken)
    {
        await using var services = Build(new());
        await services.GetRequiredService<AdoptionAutomation.Storage.StorageLayout>().CreateAsync(cancellationToken);
        var container = services.GetRequiredService<Azure.Storage.Blobs.BlobServiceClient>()
            .GetBlobContainerClient(AdoptionAutomation.Storage.ContainerNames.Campaign);
        foreach (var file in folder.EnumerateFiles("*", SearchOption.AllDirectories).Where(file => file.Directory!.Name != "schemas"))
        {
            var name = Path.GetRelativePath(folder.FullName, file.FullName).Replace(Path.DirectorySeparatorChar, '/');
            await using var stream = file.OpenRead();
            await container.GetBlobClient($"{campaign}/{name}").UploadAsync(stream, overwrite: true, cancellationToken);
        }
    }
}
