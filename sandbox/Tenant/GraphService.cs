using System.Text.Json;
using System.Text.Json.Nodes;
using AdoptionAutomation.Sandbox.Faults;
using Microsoft.AspNetCore.Http;

namespace AdoptionAutomation.Sandbox.Tenant;

/// <summary>Graph v1.0 as far as the app uses it: sign-in, quotas, then the route families. Runs under the tenant's one lock.</summary>
internal sealed class GraphService(TenantOptions options, TenantDirectory directory, TenantReports reports, TenantLog log, FaultPlan faults, TimeProvider clock)
{
    private const int MostBytes = 4 * 1024 * 1024;

    private readonly GraphQuotas quotas = new(directory.Employees.Count, options.QuotaScale);
    private readonly WorkloadQuotas workloads = new(options.QuotaScale);
    private readonly Dice dice = new(options.Seed);
    private long requests;

    /// <summary>`http://127.0.0.1:port/v1.0`, known once the server listens.</summary>
    public Uri Root { get; set; } = new("http://127.0.0.1/v1.0");

    /// <summary>Shares of the quotas in use; call it under the tenant's lock.</summary>
    public IEnumerable<(string Quota, double Used)> QuotasUsedAt(DateTimeOffset now) => quotas.UsedAt(now).Concat(workloads.UsedAt(now));

    /// <summary>The largest share of each published quota that was in use since this was asked before.</summary>
    public IReadOnlyList<(string Quota, double Share)> TakeQuotaPeaks() => [.. quotas.TakePeaks(), .. workloads.TakePeaks()];

    /// <param name="target">Path and query after `/v1.0`, still encoded.</param>
    public Reply Answer(string method, string target, IHeaderDictionary headers, ReadOnlyMemory<byte> body)
    {
        var request = Request(method, target, headers.TryGetValue("ConsistencyLevel", out var level) && Is(level.ToString(), "eventual"));
        if (Unauthorized(request, headers.Authorization.ToString()) is { } unauthorized)
        {
            return Logged(request, unauthorized);
        }

        if (body.Length > MostBytes)
        {
            return Logged(request, request.Refuse(413, "RequestEntityTooLarge", "A request to Graph holds at most 4 MB."));
        }

        try
        {
            request = request with { Body = body.IsEmpty ? null : JsonNode.Parse(body.Span) };
        }
        catch (JsonException)
        {
            return Logged(request, request.Refuse(
                400,
                "BadRequest",
                "Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format."));
        }

        return request is { Method: "POST", Path: ["$batch"] } ? Logged(request, new BatchRoutes(this, dice).Answer(request)) : Answer(request);
    }

    public Reply Answer(GraphRequest request)
    {
        var isDirectory = !WorkloadQuotas.Rule(request);
        if ((isDirectory ? quotas.Take(request) : workloads.Take(request)) is { } throttled)
        {
            var quota = throttled.Headers.GetValueOrDefault("x-ms-throttle-information") ?? throttled.Reason ?? "";
            log.Add(new QuotaExceeded(request.Now, RemoteService.Graph, request.Number, request.Method, request.PathText, quota));
            return throttled;
        }

        var reply = Logged(request, Route(request));
        if (request.IsWrite && reply.Status is >= 200 and < 300)
        {
            log.CountWrite(RemoteService.Graph);
        }

        return isDirectory ? quotas.Describe(request, reply) : reply;
    }

    /// <summary>A request of its own number, as every step of a batch has one.</summary>
    public GraphRequest Request(string method, string target, bool eventual)
    {
        var (path, query) = target.IndexOf('?', StringComparison.Ordinal) is >= 0 and var mark ? (target[..mark], target[mark..]) : (target, "");
        var segments = path.Split('/', StringSplitOptions.RemoveEmptyEntries).SelectMany(Segments).ToArray();
        return new(++requests, method, segments, GraphQuery.Parse(query), null, clock.GetUtcNow(), Root) { Eventual = eventual };
    }

    /// <summary>The fault of one step of a batch: throttled or unavailable, or null.</summary>
    public Reply? Fault(GraphRequest step) =>
        faults.AtServer(new(RemoteService.Graph, step.Method, step.PathText, () => Subjects(step)), batchStep: true) is { } fault
            ? FaultGate.Refuse(RemoteService.Graph, fault, step.Number, step.Now)
            : null;

    /// <summary>Notes a refusal. Reading what does not exist, or not yet, is none.</summary>
    private Reply Logged(GraphRequest request, Reply reply)
    {
        if (reply.Status is >= 400 and < 500 && (request.IsWrite || reply.Status != StatusCodes.Status404NotFound))
        {
            log.Add(new Refusal(
                request.Now, RemoteService.Graph, request.Number, request.Method, request.PathText, reply.Status, reply.Reason ?? "", Subjects(request)));
        }

        return reply;
    }

    private Reply Route(GraphRequest request)
    {
        if (request.Query.Unknown.FirstOrDefault() is { } option)
        {
            return NotSimulated(request, $"the query option {option}");
        }

        return GraphPermissions.Check(request, options.MissingPermissions)
            ?? GraphPermissions.CheckLicences(request, options.HidesLicences)
            ?? UsersRoutes.Answer(request, directory)
            ?? GroupsRoutes.Answer(request, directory, log, options)
            ?? MembersRoutes.Answer(request, directory, log)
            ?? TeamsRoutes.Answer(request, directory, log)
            ?? ChannelsRoutes.Answer(request, directory, log)
            ?? TabsRoutes.Answer(request, directory, log)
            ?? GroupSettingsRoutes.Answer(request, directory)
            ?? DeletedItemsRoutes.Answer(request, directory)
            ?? InvitationRoutes.Answer(request, directory, log)
            ?? ReportsRoutes.Answer(request, reports)
            ?? MailboxRoutes.Answer(request, directory, log)
            ?? SitesRoutes.Answer(request, directory, log)
            ?? NotSimulated(request, "this route");
    }

    private Reply NotSimulated(GraphRequest request, string what)
    {
        log.Add(new NotSimulated(request.Now, request.Method, request.PathText));
        return request.Refuse(501, "NotImplemented", $"The sandbox does not simulate {what}: {request.Method} {request.PathText}.");
    }

    /// <summary>`teams('id')` is another way to write `teams/id`; Location headers use it.</summary>
    private static IEnumerable<string> Segments(string segment)
    {
        var text = Uri.UnescapeDataString(segment);
        return text.EndsWith("')", StringComparison.Ordinal) && text.IndexOf("('", StringComparison.Ordinal) is > 0 and var open
            ? [text[..open], text[(open + 2)..^2]]
            : [text];
    }

    private Reply? Unauthorized(GraphRequest request, string authorization) =>
        authorization.Length == 0
            ? request.Refuse(401, "InvalidAuthenticationToken", "Access token is empty.").With("WWW-Authenticate", "Bearer")
        : !authorization.StartsWith($"Bearer {IdentityEndpoint.TokenPrefix}", StringComparison.Ordinal) || options.CredentialRefusedBy.Contains(RemoteService.Graph)
            ? request.Refuse(401, "InvalidAuthenticationToken", "CompactToken parsing failed with error code: 80049217")
                .With("WWW-Authenticate", "Bearer")
        : null;

    private static IReadOnlyList<string> Subjects(GraphRequest request) => RequestSubjects.Of(
        RemoteService.Graph, request.Method, request.PathText, JsonSerializer.SerializeToUtf8Bytes(request.Body));

    private static bool Is(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
