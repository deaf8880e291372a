namespace AdoptionAutomation.Sandbox.Faults;

/// <summary>Where the app's requests go.</summary>
internal enum RemoteService
{
    Graph,
    SendGrid,
    Tables,
    Queues,
    Blobs,

    /// <summary>Power Automate.</summary>
    Workflows,
}

internal static class RemoteServices
{
    /// <summary>Whether it fails by itself; storage never does.</summary>
    public static bool IsFaulty(this RemoteService service) => service is RemoteService.Graph or RemoteService.SendGrid or RemoteService.Workflows;
}

internal enum FaultKind
{
    Throttled,
    Unavailable,
    AnswerLost,
    Slow,
    ConnectionRefused,
    ProcessDeath,
    Outage,
}

/// <summary>Where around a call that changes something the process dies.</summary>
internal enum DeathPoint
{
    /// <summary>Before the request leaves.</summary>
    Before,

    /// <summary>After the far side acted, before the answer is seen.</summary>
    After,

    /// <summary>With the answer seen, before the next table write.</summary>
    BeforeRecord,

    /// <summary>After the next table write was stored, before its answer is seen.</summary>
    AfterRecord,
}

/// <summary>What strikes one request. <paramref name="RetryAfter"/> is in seconds, null for none.</summary>
internal sealed record Fault(FaultKind Kind, double? RetryAfter = null, DeathPoint Point = DeathPoint.Before)
{
    /// <summary>Faults that the caller's side plays; the tenant's server plays the others.</summary>
    public bool IsAtCaller => Kind is FaultKind.ConnectionRefused or FaultKind.ProcessDeath;

    public bool IsAtTableWrite => Kind is FaultKind.ProcessDeath && Point is (DeathPoint.BeforeRecord or DeathPoint.AfterRecord);
}

/// <summary>
/// A request as faults see it. <paramref name="Subjects"/> names what it is about (<see cref="RequestSubjects"/>) and is only asked when a
/// fault strikes.
/// </summary>
internal sealed record FaultTarget(RemoteService Service, string Method, string Path, Func<IReadOnlyList<string>> Subjects)
{
    public bool ChangesSomething =>
        Service.IsFaulty() && Method is not "GET";

    public bool IsTableWrite => Service is RemoteService.Tables && Method is not "GET";
}

/// <summary>
/// A fault that struck. <paramref name="Request"/> counts the requests of that service on the side that played the fault;
/// <paramref name="Detail"/> is the death point, the Retry-After, or empty.
/// </summary>
internal sealed record InjectedFault(
    DateTimeOffset At,
    RemoteService Service,
    long Request,
    string Method,
    string Path,
    FaultKind Kind,
    string Detail,
    IReadOnlyList<string> Subjects);
