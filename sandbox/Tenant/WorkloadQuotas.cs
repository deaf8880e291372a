namespace AdoptionAutomation.Sandbox.Tenant;

/// <summary>
/// The published limits of Teams, reports, invitations and mailboxes for one app in one tenant, each as a sliding window of its own. Requests to them
/// cost the directory nothing.
/// </summary>
internal sealed class WorkloadQuotas(double scale)
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly Dictionary<(string Quota, string Of), SlidingWindow> windows = [];

    /// <summary>Whether these quotas rule a request, and the directory's do not.</summary>
    public static bool Rule(GraphRequest request) =>
        request.Path is ["teams", ..] or ["reports", ..] or ["admin", ..] or ["groups", _, "team"] or ["invitations"] or ["users", _, "sendMail"]
            or ["sites", ..] or ["groups", _, "sites", ..];

    /// <summary>Shares in use of those that were asked for, 1 when full.</summary>
    public IEnumerable<(string Quota, double Used)> UsedAt(DateTimeOffset now) => windows.Select(window => ($"{window.Key.Quota} {window.Key.Of}".TrimEnd(), window.Value.UsedAt(now)));

    /// <summary>The 429 of an exhausted quota, its name in the reason, or null. What is refused counts too.</summary>
    public Reply? Take(GraphRequest request)
    {
        if (scale <= 0)
        {
            return null;
        }

        // Every window is asked, whatever the others say, so that each sees each request.
        var over = Limits(request).Select(limit => (limit.Quota, Wait: Window(limit).Take(limit.Units, request.Now))).Where(w => w.Wait is not null).ToList();
        if (over.Count == 0)
        {
            return null;
        }

        var (quota, wait) = over.MaxBy(w => w.Wait);
        var reply = request.Refuse(429, request.Path is ["users", ..] ? "ApplicationThrottled" : "TooManyRequests", "Too many requests.")
            .With("Retry-After", $"{Math.Max(1, (long)Math.Ceiling(wait!.Value.TotalSeconds))}");
        return reply with { Reason = quota };
    }

    /// <summary>The largest share of each quota that was in use since this was asked before; of those that hold for each mailbox or team, of the fullest.</summary>
    public IEnumerable<(string Quota, double Share)> TakePeaks() =>
        windows.GroupBy(window => window.Key.Quota, StringComparer.Ordinal).Select(same => (same.Key, same.Max(window => window.Value.TakePeak())));

    private SlidingWindow Window(Limit limit)
    {
        var key = (limit.Quota, limit.Of.ToLowerInvariant());
        return windows.TryGetValue(key, out var known)
            ? known
            : windows[key] = new(Math.Max(1, limit.Most * scale), limit.Span);
    }

    private static Limit[] Limits(GraphRequest request) => (request.Method, request.Path) switch
    {
        (var method, ["sites", ..] or ["groups", _, "sites", ..]) => [new("SharePointUnits", 1_250, TimeSpan.FromMinutes(1), Units: method is "GET" ? 1 : 2)],
        ("PUT", ["groups", _, "team"]) => [new("PutTeam", 6, Second)],
        ("POST", ["teams", var team, "channels"]) => [new("PostChannel", 10, Second), new("PostChannelOfTeam", 4, Second, team)],
        ("GET", ["teams", _, "channels"]) => [new("GetChannels", 60, Second)],
        ("GET", ["teams", ..] or ["groups", ..]) => [new("TeamsRead", 30, Second)],
        ("DELETE", ["teams", ..]) => [new("TeamsDelete", 15, Second)],
        (_, ["teams", ..]) => [new("TeamsWrite", 30, Second)],
        (_, ["reports", var call, ..]) => [new("Report", 14, TimeSpan.FromMinutes(10), ReportsRoutes.NameIn(call))],
        (_, ["invitations"]) => [new("Invitations", 150, TimeSpan.FromSeconds(5))],
        (_, ["users", var mailbox, ..]) =>
        [
            new("MessagesOfMailbox", 30, TimeSpan.FromMinutes(1), mailbox),
            new("RecipientsOfMailbox", 10_000, TimeSpan.FromDays(1), mailbox, MailboxRoutes.Recipients(request.Body).Count),
        ],
        _ => [],
    };

    /// <param name="Quota">Its name.</param>
    /// <param name="Most">So many units.</param>
    /// <param name="Span">In any such span.</param>
    /// <param name="Of">What it holds for, the tenant if empty.</param>
    /// <param name="Units">What the request takes.</param>
    private sealed record Limit(string Quota, double Most, TimeSpan Span, string Of = "", double Units = 1);
}
