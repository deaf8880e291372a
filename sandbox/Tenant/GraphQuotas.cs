using System.Globalization;

namespace AdoptionAutomation.Sandbox.Tenant;

/// <summary>
/// The published limits of identity and access for one app in one tenant: resource units by tenant size, and writes. Each step of a
/// batch counts as a request.
/// </summary>
internal sealed class GraphQuotas(long users, double scale)
{
    private readonly SlidingWindow units = new(Units(users) * scale, TimeSpan.FromSeconds(10));
    private readonly SlidingWindow writes = new(3_000 * scale, TimeSpan.FromSeconds(150));

    /// <summary>Shares in use, 1 when full.</summary>
    public IEnumerable<(string Quota, double Used)> UsedAt(DateTimeOffset now) =>
        scale <= 0 ? [] : [("ResourceUnits / 10 s", units.UsedAt(now)), ("Writes / 150 s", writes.UsedAt(now))];

    /// <summary>The 429 of an exhausted quota, or null.</summary>
    public Reply? Take(GraphRequest request)
    {
        if (scale <= 0)
        {
            return null;
        }

        var cost = Cost(request);
        var overWrites = request.IsWrite ? writes.Take(1, request.Now) : null;
        var overUnits = units.Take(cost, request.Now);
        if (overWrites is null && overUnits is null)
        {
            return null;
        }

        var wait = overWrites > (overUnits ?? TimeSpan.Zero) ? overWrites.Value : overUnits ?? overWrites!.Value;
        var reply = request.Refuse(429, "TooManyRequests", "Too many requests.")
            .With("Retry-After", $"{Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds))}")
            .With("x-ms-throttle-scope", "Tenant_Application/ReadWrite/sandbox/sandbox")
            .With("x-ms-throttle-information", overWrites is null ? "ResourceUnitLimitExceeded" : "WriteLimitExceeded");
        return Describe(request, reply);
    }

    /// <summary>The largest share of each quota that was in use since this was asked before.</summary>
    public IEnumerable<(string Quota, double Share)> TakePeaks() =>
        scale > 0 ? [("DirectoryWrites", writes.TakePeak()), ("DirectoryUnits", units.TakePeak())] : [];

    /// <summary>Adds the headers that tell how much of the quota is used.</summary>
    public Reply Describe(GraphRequest request, Reply reply)
    {
        reply.With("x-ms-resource-unit", $"{Cost(request)}");
        var used = Math.Max(units.Used, writes.Used);
        return scale > 0 && used >= 0.8
            ? reply.With("x-ms-throttle-limit-percentage", Math.Min(1.8, used).ToString("0.0#", CultureInfo.InvariantCulture))
            : reply;
    }

    /// <summary>Resource units: the documented base, one less for $select and for $top under 20, at least one.</summary>
    public static int Cost(GraphRequest request)
    {
        var cost = request switch
        {
            { IsWrite: true } => 1,
            { Path: ["users"] } => 2,
            { Path: ["groups", _, "members", ..] } => 3,
            { Path: ["groups", _, "transitiveMembers", ..] } => 5,
            _ => 1,
        };
        var saved = (request.Query.Select is null ? 0 : 1) + (request.Query.Top < 20 ? 1 : 0);
        return Math.Max(1, cost - saved);
    }

    private static int Units(long users) => users < 50 ? 3_500 : users <= 500 ? 5_000 : 8_000;
}
