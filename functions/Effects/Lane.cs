namespace AdoptionAutomation.Effects;

/// <summary>A way out to one service, with a quota of its own. Shared by all campaigns and instances of the app.</summary>
/// <param name="Name">Its key in storage.</param>
/// <param name="Pace">Time between two requests at the steady rate; zero: not paced, it only rests when throttled.</param>
internal sealed record Lane(string Name, TimeSpan Pace)
{
    /// <summary>Its name, or what it has in common with those that are one a group or one a report.</summary>
    public string Family =>
        Name.StartsWith(WorkflowPrefix, StringComparison.Ordinal) ? "workflow" : Name.StartsWith(ReportPrefix, StringComparison.Ordinal) ? "report" : Name;

    /// <summary>Whether a request of unknown outcome rests it: each of them costs a person a look, so in an outage the next had better wait.</summary>
    public bool RestsAfterUnknown { get; private init; }

    /// <summary>
    /// A turn used later than this is void and must be taken anew: turns that a stall has held up would otherwise go out together with
    /// those after it. A second for the queue's rounding, half a one for its way.
    /// </summary>
    public TimeSpan TurnLength { get; private init; } = TimeSpan.FromSeconds(1.5);

    /// <summary>
    /// Directory writes: 3,000 in 2 min 30 s per app and tenant (Graph throttling limits). Paced 2 % below: room for
    /// 60 requests in a window, while turns used up to a second early or one and a half late bring 49, a chunk's own few on top.
    /// </summary>
    public static readonly Lane GraphWrites = new("graph-writes", TimeSpan.FromSeconds(150) / 3000 / 0.98);

    /// <summary>Directory reads: far below their quota at our batch sizes, so not paced.</summary>
    public static readonly Lane GraphReads = new("graph-reads", TimeSpan.Zero);

    /// <summary>SendGrid publishes no rate for mail/send: not paced.</summary>
    public static readonly Lane Mail = new("mail", TimeSpan.Zero);

    /// <summary>
    /// PUT team: 6 a second per app and tenant, 83 % of it sustained (Teams limits). Turns used up to a second early or one and a half late
    /// bring those of 3.5 s into one: 5 at this pace.
    /// </summary>
    public static readonly Lane Teams = new("teams", TimeSpan.FromSeconds(1) / 1.4);

    /// <summary>POST channels: 10 a second per app and tenant, and 4 a second per team: a visit makes three of a team's at most.</summary>
    public static readonly Lane TeamContent = new("team-content", TimeSpan.FromSeconds(1) / 2);

    /// <summary>
    /// The nightly look at groups, one unit a group: at most two reads of it, one of Teams (30 a second by default). On a lane of its own, so
    /// that a permission that only the check needs stops nothing else.
    /// </summary>
    public static readonly Lane GroupChecks = new("group-checks", TimeSpan.FromSeconds(1) / 20);

    /// <summary>Mail from the service mailbox: 30 a minute (Exchange sending limits), with room for turns used early or late.</summary>
    public static readonly Lane Mailbox = new("mailbox", TimeSpan.FromSeconds(60) / 27) { RestsAfterUnknown = true };

    /// <summary>POST /invitations: 150 in 5 s per tenant; a visit makes 20 in one $batch.</summary>
    public static readonly Lane Invitations = new("invitations", TimeSpan.FromSeconds(5) / 100);

    /// <summary>
    /// Workflows of Teams: their rates are published nowhere. Each group has a workflow of its own, so it is taken that a few posts a day wear none
    /// of them out, and posts to many groups at the same minute need not wait for each other: not paced. One that is throttled rests by itself.
    /// </summary>
    public static readonly Lane Workflows = new("workflows", TimeSpan.Zero) { RestsAfterUnknown = true };

    /// <summary>SharePoint counts resource units, 1,250 a minute and app in the smallest tenants; a post takes some six: not paced.</summary>
    public static readonly Lane Sites = new("sites", TimeSpan.Zero);

    /// <summary>Every lane, as IT may name them.</summary>
    public static readonly IReadOnlyList<Lane> All =
        [GraphReads, GraphWrites, Mail, Teams, TeamContent, GroupChecks, Mailbox, Invitations, Workflows, Sites];

    private const string WorkflowPrefix = "workflow-";
    private const string ReportPrefix = "report-";

    /// <summary>14 in 10 minutes of each report per app and tenant (Graph throttling limits).</summary>
    private static readonly TimeSpan ReportPace = TimeSpan.FromMinutes(10) / 14 / 0.9;

    /// <summary>The rests of one group's workflow. Another address is another workflow.</summary>
    /// <param name="group">The group's id.</param>
    /// <param name="mark">Stands for its address.</param>
    public static Lane OfWorkflow(string group, string mark) => new($"{WorkflowPrefix}{group}-{mark}", TimeSpan.Zero);

    /// <summary>The requests for one usage report. A turn may be used late: the next one is far.</summary>
    /// <param name="report">As Graph calls it.</param>
    public static Lane OfReport(string report) => new($"{ReportPrefix}{report}", ReportPace) { TurnLength = ReportPace };

    /// <summary>The lane that IT names; null if there is none.</summary>
    public static Lane? Find(string name) => All.FirstOrDefault(known => known.Name == name)
        ?? (name.StartsWith(WorkflowPrefix, StringComparison.Ordinal) ? new(name, TimeSpan.Zero)
            : name.StartsWith(ReportPrefix, StringComparison.Ordinal) ? OfReport(name[ReportPrefix.Length..]) : null);
}
