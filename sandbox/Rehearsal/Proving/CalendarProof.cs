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

    private readonly Evidence evidence;
    private readonly Func<string, Group?> find;
    private readonly List<string> findings = [];
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
        Figures = inGroups.Select(Prove).Aggregate(new PostFigures(), PostFigures.Sum);
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

    /// <summary>What arrived and is none of the calendar's.</summary>
    public IReadOnlyList<Arrival> Others => open;

    /// <summary>The key that the app gives it; the ids of groups that no file names are the app's own.</summary>
    public static string KeyOf(ExpectedPost post, IReadOnlyDictionary<string, string> ids) =>
        Delivery.KeyOf($"{post.Publication}.{post.Slot}", post.Channel, post.Group!.Id ?? ids.GetValueOrDefault(post.Group.Name, post.Group.Name));

    private PostFigures Prove(ExpectedPost post)
    {
        var latest = post.IsCertain ? DateTimeOffset.MaxValue : post.At + SameDay;
        if (open.Find(arrival => IsOf(post, arrival) && arrival.At >= post.At - TimeSpan.FromSeconds(1) && arrival.At < latest) is { } arrived)
        {
            open.Remove(arrived);
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

        if (evidence.Uncertain.Deliveries.Contains(KeyOf(post, evidence.Uncertain.GroupIds)) && IsExcused(post))
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
        fault.Kind == FaultKind.Outage && fault.At >= post.At - Aftermath && fault.At <= post.At + TimeSpan.FromHours(post.IfLate.AfterHours) + Aftermath);

    private bool IsExcused(ExpectedPost post)
    {
        var subject = post.Channel == PostChannel.Conversation && find(post.Group!.Name)?.Mail is { } address ? RequestSubjects.Post(address) : null;
        return evidence.Tenant.Log.Faults.Any(fault => fault.Kind is not (FaultKind.Throttled or FaultKind.ConnectionRefused)
            && fault.At >= post.At - Promise
            && (subject is null || fault.Subjects.Contains(subject, StringComparer.Ordinal) || fault.Kind == FaultKind.ProcessDeath));
    }
}
