using AdoptionAutomation.Effects;
using Azure.Identity;
using Microsoft.Graph.Models.ODataErrors;
using Microsoft.Kiota.Abstractions;

namespace AdoptionAutomation.Graph;

/// <summary>A Graph request that did not succeed: what was asked, what came back, and what may be done about it.</summary>
/// <remarks>It does not hold what the SDK threw: the host logs exceptions with their causes, and Graph's own words may name people.</remarks>
internal sealed class GraphFailure(
    string request,
    OutcomeKind outcome,
    int? status,
    string reason,
    TimeSpan? retryAfter,
    string? code = null,
    string? detail = null)
    : Exception($"Graph: {request}: {reason}")
{
    private const string TenantFull = "Directory_QuotaExceeded";
    private const string ExchangeDenies = "ErrorAccessDenied";

    /// <summary>How the directory, Teams, their tabs and the usage reports say that the app lacks a permission; any other 403 is about the object asked for.</summary>
    private static readonly string[] MissingRight = ["Insufficient privileges", "Missing role permissions", "Missing scope permissions", "Invalid permission"];

    /// <summary>Row of the outcome table.</summary>
    public OutcomeKind Outcome => outcome;

    /// <summary>HTTP status; null if none came.</summary>
    public int? Status => status;

    /// <summary>Graph's error code; null if none came.</summary>
    public string? Code => code;

    /// <summary>Graph's own words, to tell apart what the code does not; may hold addresses of people: into no log, row or answer.</summary>
    public string? Detail => detail;

    /// <summary>Status and code, or what the connection did; no personal data.</summary>
    public string Reason => reason;

    /// <summary>As the server asked, fractions included.</summary>
    public TimeSpan? RetryAfter => retryAfter;

    public bool IsTransient => outcome is OutcomeKind.NotDone or OutcomeKind.Unknown;

    /// <summary>Whether the whole lane had better rest: throttled, unavailable or not reached.</summary>
    public bool AsksForRest => outcome == OutcomeKind.NotDone || status == 503;

    /// <param name="request">What was asked, without personal data.</param>
    /// <param name="permission">The application permission it needs.</param>
    /// <param name="status">HTTP status.</param>
    /// <param name="code">Graph's error code.</param>
    /// <param name="retryAfter">The header, if it came.</param>
    /// <param name="detail">Graph's own words, if it said any.</param>
    public static GraphFailure FromStatus(
        string request, string permission, int status, string? code, TimeSpan? retryAfter, string? detail = null)
    {
        var (outcome, reason) = status switch
        {
            401 => (OutcomeKind.NotAllowed, $"401 {code}: the app's identity is not accepted by Graph; is it assigned and in this tenant?"),
            403 when code == TenantFull => (
                OutcomeKind.NotAllowed,
                $"403 {code}: the tenant is full, its directory takes no more objects; "
                + "empty the bin (what was deleted counts for 30 days) or ask Microsoft for a higher quota."),
            403 when LacksRight(code, detail) => (
                OutcomeKind.NotAllowed, $"403 {code}: the app's identity lacks the application permission {permission}; grant it, with admin consent."),
            403 => (OutcomeKind.Refused, $"403 {code}: a rule of the tenant, or a licence that is missing, forbids it here"),
            429 => (OutcomeKind.NotDone, $"429 {code}"),
            503 when retryAfter is not null => (OutcomeKind.NotDone, $"503 {code}"),
            408 or >= 500 => (OutcomeKind.Unknown, $"{status} {code}"),
            _ => (OutcomeKind.Refused, $"{status} {code}"),
        };
        return new(request, outcome, status, reason.TrimEnd(), retryAfter, code, detail);
    }

    /// <summary>Whether a 403 says, or leaves no other guess than, that the app lacks a permission.</summary>
    public static bool LacksRight(string? code, string? detail) =>
        string.IsNullOrWhiteSpace(detail)
        || code == ExchangeDenies
        || MissingRight.Any(words => detail.Contains(words, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether this came from Graph or the way there; a cancellation we asked for did not.</summary>
    public static bool IsOne(Exception exception, CancellationToken cancellationToken) =>
        exception is ApiException or HttpRequestException or AuthenticationFailedException
        || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested);

    /// <param name="request">What was asked, without personal data.</param>
    /// <param name="permission">The application permission it needs.</param>
    /// <param name="exception">As <see cref="IsOne"/> recognises it.</param>
    public static GraphFailure From(string request, string permission, Exception exception) => exception switch
    {
        ApiException api => FromStatus(request, permission, api.ResponseStatusCode, ErrorOf(api)?.Code, RetryAfterOf(api.ResponseHeaders), ErrorOf(api)?.Message),
        HttpRequestException http => FromConnection(request, http),
        AuthenticationFailedException =>
            new(request, OutcomeKind.NotAllowed, null, "no token: the managed identity could not sign in; is one assigned to the app?", null),
        _ => new(request, OutcomeKind.Unknown, null, "no answer in time", null),
    };

    private static TimeSpan? RetryAfterOf(IDictionary<string, IEnumerable<string>>? headers) =>
        Effects.RetryAfter.Parse(headers?.FirstOrDefault(pair => pair.Key.Equals("Retry-After", StringComparison.OrdinalIgnoreCase)).Value?.FirstOrDefault());

    private static MainError? ErrorOf(ApiException api) => (api as ODataError)?.Error;

    private static GraphFailure FromConnection(string request, HttpRequestException http) => http.HttpRequestError switch
    {
        HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError =>
            new(request, OutcomeKind.NotDone, null, $"Graph cannot be reached ({http.HttpRequestError})", null),
        _ when http.StatusCode is { } status => FromStatus(request, "", (int)status, null, null),
        _ => new(request, OutcomeKind.Unknown, null, $"the connection was lost ({http.HttpRequestError})", null),
    };
}
