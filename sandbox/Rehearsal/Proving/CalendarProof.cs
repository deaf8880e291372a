using AdoptionAutomation.Calendar.Season;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Sandbox.Faults;
using AdoptionAutomation.Sandbox.Tenant;

namespace AdoptionAutomation.Sandbox.Rehearsal.Proving;

/// <summary>Something that arrived in a group.</summary>
internal sealed record Arrival(PostChannel Channel, Guid Group, DateTimeOffset At, string Title);

internal enum PostEnd
{
    Published,
    Late,
    Skipped,
    Uncertain,
    Lost,
}

/// <param name="Post">What was due.</param>
/// <param name="End">What became of it.</param>
/// <param name="ArrivedAt">When it was there; null: it was not.</param>
internal sealed record PostFate(ExpectedPost Post, PostEnd End, DateTimeOffset? ArrivedAt);

/// <summary>Holds what arrived in the groups against what the calendar asks for: each post once, on the minute.</summary>
internal sealed class CalendarProof
{
    /// <summary>What is later than that, with nothing down, is late.</summary>
    private static readonly TimeSpan Promise = TimeSpan.FromSeconds(60);

    /// <summary>For so long after a fault a post may be late: a lane rests, a claim runs out, a message comes back.</summary>
    private static readonly TimeSpan Aftermath = TimeSpan.FromHours(3);

    /// <summary>What may come or not is that of its day, or none.</summary>
    private static readonly TimeSpan SameDay = TimeSpan.FromHours(12);

    /// <summary>An arrival after longer than that is another post's.</summary>
    private static readonly TimeSpan MostLate = TimeSpan.FromDays(6);

    private readonly Evidence evidence;
    private readonly Func<string, Group?> find;
    private readonly List<string> findings = [];
    private readonly List<DateTimeOffset> unsure = [];
    private readonly List<PostFate> fates = [];
    private readonly List<Arrival> open;

    /// <param name="evidence">What happened.</param>
    /// <param name="expected">What the calendar asks for.</param>
    /// <param name="arrivals">Everything that arrived in groups.</param>
    /// <param name="find">The tenant's group of a name.</param>
    public CalendarProof(Evidence evidence, IReadOnlyList<ExpectedPost> expected, IEnumerable<Arrival> arrivals, Func<string, Group?> find)
    {
        (this.evidence, this.find) = (evidence, find);
        open = [.. arrivals.OrderBy(arrival => arrival.At)];
        var inGroups = expected.Where(post => post.Group is not null).OrderBy(post => post.At).ToList();
        var arrived = Match(inGroups);
        Figures = inGroups.Select(post => Prove(post, arrived.GetValueOrDefault(post))).Aggregate(new PostFigures(), PostFigures.Sum);
        var again = open.Where(arrival => inGroups.Exists(post => IsOf(post, arrival))).ToList();
        findings.AddRange(again.Select(arrival => $"Doubled: '{arrival.Title}' by {arrival.Channel} in group {arrival.Group} at {arrival.At:yyyy-MM-dd HH:mm:ss}Z."));
        Figures = Figures with { Doubled = again.Count };
        open.RemoveAll(again.Contains);
    }

    public PostFigures Figures { get; }

    public IReadOnlyList<string> Findings => findings;

    /// <summary>When each of the calendar's posts arrived.</summary>
    public IReadOnlyList<DateTimeOffset> Published => [.. fates.Select(fate => fate.ArrivedAt).OfType<DateTimeOffset>()];

    /// <summary>What became of each post that was due.</summary>
    public IReadOnlyList<PostFate> Fates => fates;

    /// <summary>Those of them of which the app does not know that they arrived, and a fault is why.</summary>
    public IReadOnlyList<DateTimeOffset> Unsure => unsure;

    /// <summary>What arrived and is none of the calendar's.</summary>
    public IReadOnlyList<Arrival> Others => open;

    /// <summary>The key that the app gives it; the ids of groups that no file names are the app's own.</summary>
    public static string KeyOf(ExpectedPost post, IReadOnlyDictionary<string, string> ids) =>
        Delivery.KeyOf($"{post.Publication}.{post.Slot}", post.Channel, post.Group!.Id ?? ids.GetValueOrDefault(post.Group.Name, post.Group.Name));

    /// <summary>
    /// A title that comes again is that of the post that was due last; what is over then may be one from before, late.
    /// </summary>
    private Dictionary<ExpectedPost, Arrival> Match(List<ExpectedPost> posts)
    {
        var found = new Dictionary<ExpectedPost, Arrival>(ReferenceEqualityComparer.Instance);
        foreach (var same in posts.GroupBy(post => (post.Channel, find(post.Group!.Name)?.Id, post.Title, post.Slot == "result")).Select(same => same.ToList()))
        {
            foreach (var (post, next) in same.Zip(same.Skip(1).Select(later => (DateTimeOffset?)later.At).Append(null)))
            {
                Take(post, next);
            }

            same.FindAll(post => !found.ContainsKey(post)).ForEach(post => Take(post, post.At + MostLate));
        }

        return found;

        void Take(ExpectedPost post, DateTimeOffset? next)
        {
            if (open.Find(arrival => IsOf(post, arrival) && arrival.At >= Earliest(post.At) && arrival.At < Latest(post) && !(arrival.At >= Earliest(next))) is { } arrived)
            {
                open.Remove(arrived);
                found.Add(post, arrived);
            }
        }
    }

    private static DateTimeOffset? Earliest(DateTimeOffset? due) => due - TimeSpan.FromSeconds(1);

    private static DateTimeOffset Latest(ExpectedPost post) => post.IsCertain ? DateTimeOffset.MaxValue : post.At + SameDay;

    private PostFigures Prove(ExpectedPost post, Arrival? arrived)
    {
        var isUnsure = evidence.Uncertain.Deliveries.Contains(KeyOf(post, evidence.Uncertain.GroupIds)) && IsExcused(post);
        if (arrived is not null)
        {
            unsure.AddRange(isUnsure ? [arrived.At] : []);
            var late = arrived.At - post.At > Promise && !WasDown(post.At, arrived.At);
            if (late)
            {
                findings.Add($"Late: {post} came at {arrived.At:yyyy-MM-dd HH:mm:ss}Z.");
            }

            fates.Add(new(post, late ? PostEnd.Late : PostEnd.Published, arrived.At));
            return new(Due: 1, Published: 1, Late: late ? 1 : 0);
        }

        if (!post.IsCertain)
        {
            return new();
        }

        if (isUnsure)
        {
            fates.Add(new(post, PostEnd.Uncertain, null));
            return new(Due: 1, Uncertain: 1);
        }

        if (post.IfLate.Then != LateAction.Publish && WasOut(post))
        {
            fates.Add(new(post, PostEnd.Skipped, null));
            return new(Due: 1, Skipped: 1);
        }

        fates.Add(new(post, PostEnd.Lost, null));
        findings.Add($"Lost: {post}.");
        return new(Due: 1, Lost: 1);
    }

    /// <summary>A result quotes the question that it is of, as French is printed.</summary>
    private bool IsOf(ExpectedPost post, Arrival arrival) =>
        arrival.Channel == post.Channel && find(post.Group!.Name)?.Id == arrival.Group
        && (post.Slot == "result" ? arrival.Title != post.Title && arrival.Title.Replace('\u00a0', ' ').Contains(post.Title, StringComparison.Ordinal) : arrival.Title == post.Title);

    private bool WasDown(DateTimeOffset due, DateTimeOffset arrived) =>
        evidence.Tenant.Log.Faults.Any(fault => fault.At >= due - Aftermath && fault.At <= arrived);

    private bool WasOut(ExpectedPost post) => evidence.Tenant.Log.Faults.Any(fault =>
        fault.Kind == FaultKind.Outage && fault.Service != RemoteService.SendGrid && fault.At >= post.At - Aftermath && fault.At <= post.At + TimeSpan.FromHours(post.IfLate.AfterHours) + Aftermath);

    /// <summary>Whether a fault struck a request about it, or a process died that may have held it, while it was to be published.</summary>
    private bool IsExcused(ExpectedPost post)
    {
        var latest = post.IfLate.Then == LateAction.Publish ? DateTimeOffset.MaxValue : post.At + TimeSpan.FromHours(post.IfLate.AfterHours) + Aftermath;
        var subject = SubjectOf(post);
        return evidence.Tenant.Log.Faults.Any(fault => fault.Kind is not (FaultKind.Throttled or FaultKind.ConnectionRefused)
            && fault.At >= post.At - Promise
            && fault.At <= latest
            && (fault.Kind == FaultKind.ProcessDeath || fault.Subjects.Any(one => one.StartsWith(subject, StringComparison.Ordinal))));
    }

    private string SubjectOf(ExpectedPost post) => post.Channel switch
    {
        PostChannel.Conversation when find(post.Group!.Name)?.Mail is { } address => RequestSubjects.Post(address),
        PostChannel.Teams => RequestSubjects.Card(post.Group!.Id ?? evidence.Uncertain.GroupIds.GetValueOrDefault(post.Group.Name, ""), ""),
        _ => "no request",
    };
}
