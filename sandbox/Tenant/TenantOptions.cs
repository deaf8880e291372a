using AdoptionAutomation.Sandbox.Faults;
using AdoptionAutomation.Sandbox.People;

namespace AdoptionAutomation.Sandbox.Tenant;

/// <summary>What the simulated tenant is like. Every time is of the tenant's clock.</summary>
internal sealed record TenantOptions
{
    public int Seed { get; init; } = 1;

    public long Employees { get; init; } = 1_000;

    public CompanyShape Company { get; init; } = new();

    /// <summary>Factor on the published quotas; 0 switches them off.</summary>
    public double QuotaScale { get; init; } = 1;

    /// <summary>How long a new object or relationship takes to be readable, at least and at most; both zero for at once.</summary>
    public TimeSpan LeastReadLag { get; init; } = TimeSpan.FromSeconds(3);

    public TimeSpan MostReadLag { get; init; } = TimeSpan.FromSeconds(90);

    /// <summary>Share of the writes to a group that is not readable yet which answer 404.</summary>
    public double YoungWriteMisses { get; init; } = 0.25;

    /// <summary>Teams answers 404 about a new group for up to so long; how long is drawn for each.</summary>
    public TimeSpan TeamReadyAfterAtMost { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>SharePoint makes a new group's site within so long; how long is drawn for each.</summary>
    public TimeSpan SiteReadyAfterAtMost { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Exchange refuses apps the properties of groups that it keeps (microsoft-graph-docs issue 10640), unless this is true.</summary>
    public bool AppMayChangeExchangeSettings { get; init; }

    /// <summary>Application permissions that the app was not given.</summary>
    public IReadOnlyCollection<string> MissingPermissions { get; init; } = [];

    /// <summary>Whether usage reports hide who people are (displayConcealedNames).</summary>
    public bool ConcealedNames { get; init; }

    /// <summary>Whether usage reports lack part of their last day now and then, and get it later.</summary>
    public bool LateData { get; init; }

    /// <summary>Whether the app may not see the plans assigned to people.</summary>
    public bool HidesLicences { get; init; }

    /// <summary>How many more groups and guests the directory takes before it is full; null for no limit.</summary>
    public int? ObjectsLeft { get; init; }

    /// <summary>Services that take the app's credential for wrong, whatever it is.</summary>
    public IReadOnlyCollection<RemoteService> CredentialRefusedBy { get; init; } = [];

    public string SendGridApiKey { get; init; } = "SG.sandbox";

    /// <summary>What the key may do.</summary>
    public IReadOnlyCollection<string> SendGridScopes { get; init; } = ["mail.send"];

    /// <summary>Within how long events of mails go to the webhook, in one post: "approximately 30 seconds" (SendGrid's page on the event webhook). Zero: at once.</summary>
    public TimeSpan EventsWithin { get; init; }

    /// <summary>Addresses that SendGrid drops, besides a seeded share of the people.</summary>
    public IReadOnlyCollection<string> Suppressed { get; init; } = [];

    /// <summary>Addresses whose mailbox bounces, besides a seeded share and addresses of the domain that nobody has.</summary>
    public IReadOnlyCollection<string> InvalidMailboxes { get; init; } = [];

    public double SuppressedShare { get; init; } = 0.001;

    public double InvalidMailboxShare { get; init; } = 0.002;

    /// <summary>How a slow answer spends its time: virtual time moves the clock, real time waits.</summary>
    public Func<TimeSpan, CancellationToken, Task> PassTime { get; init; } = Task.Delay;
}
