using System.Collections.Immutable;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Sandbox.Faults;
using AdoptionAutomation.Sandbox.People;
using AdoptionAutomation.Sandbox.Rehearsal.Proving.Kpis;
using AdoptionAutomation.Sandbox.Tenant;

namespace AdoptionAutomation.Sandbox.Rehearsal.Proving;

/// <summary>
/// Compares what the files asked for with what the tenant logged. The app is asked one thing only: which effects it calls uncertain; and
/// each of those must have met an injected fault, else it is lost.
/// </summary>
internal sealed class Proof
{
    private const string Welcome = "welcome";
    private const string Guest = "guest";

    private readonly SimulatedTenant tenant;
    private readonly Expectation expectation;
    private readonly Uncertain uncertain;
    private readonly ILookup<string, AcceptedMail> welcomes;
    private readonly GroupProof groups;
    private readonly Dictionary<string, ExpectedGroup> named;

    /// <param name="evidence">What happened.</param>
    /// <param name="expectation">What was asked for.</param>
    public Proof(Evidence evidence, Expectation expectation)
    {
        (tenant, this.expectation, uncertain) = (evidence.Tenant, expectation, evidence.Uncertain);
        welcomes = tenant.Log.Mails.Where(mail => mail.Categories.Contains(Welcome)).ToLookup(mail => mail.To, StringComparer.OrdinalIgnoreCase);
        named = expectation.Groups.Where(group => group.Id is not null).ToDictionary(group => group.Id!, StringComparer.Ordinal);
        groups = new(expectation.Groups, tenant, uncertain.Posts);
        Findings.AddRange(groups.Findings);
        var (invited, welcomed) = ProvePeople();
        var guests = ProveGuests();
        var followUps = new FollowUpProof(evidence, expectation.Targets.Values, IsUncertain);
        Findings.AddRange(followUps.Findings);
        var letters = new LetterProof(evidence, expectation.Posts.Where(post => post.Group is null), [.. expectation.Targets.Values], IsUncertain);
        Findings.AddRange(letters.Findings);
        var surveys = new SurveyProof(evidence, expectation.Surveys, [.. expectation.Targets.Values], IsUncertain);
        Findings.AddRange(surveys.Findings);
        (People, Surveys) = (invited, surveys.Figures);
        var digests = evidence.Kpis?.ProveDigests(evidence);
        MailFigures[] all =
        [
            welcomed, guests, new(0, followUps.Refused, followUps.Uncertain, followUps.Lost, followUps.Doubled), letters.Figures, surveys.Mails,
            digests?.Mails ?? new(0, 0, 0, 0, 0),
        ];
        var refused = all.Sum(mails => mails.Refused);
        Mails = new(
            tenant.Log.Mails.Count - refused, refused, all.Sum(mails => mails.Uncertain), all.Sum(mails => mails.Lost), all.Sum(mails => mails.Doubled));
        NameStrays();
        var calendar = new CalendarProof(evidence, expectation.Posts, Arrivals(), groups.Find);
        Fates = calendar.Fates;
        Findings.AddRange(calendar.Findings);
        Posts = PostFigures.Sum(groups.Posts, calendar.Figures);
        var announceIn = evidence.Campaign.Rollout.Newcomers?.AnnounceIn;
        Findings.AddRange(AnnouncementProof.FindingsOf(evidence, calendar.Others, announceIn is null ? null : groups.Find(named[announceIn].Name)?.Id));
        var kpis = evidence.Kpis?.Prove(evidence, expectation, groups.Find, calendar);
        Findings.AddRange([.. digests?.Findings ?? [], .. kpis?.Findings ?? []]);
        Findings.AddRange(EditProof.FindingsOf(evidence));
        (Kpis, Digests) = (kpis?.Figures ?? new(), digests?.Figures ?? new());
    }

    public GroupFigures Groups => groups.Figures;

    public PostFigures Posts { get; }

    /// <summary>What became of each post of the calendar.</summary>
    public IReadOnlyList<PostFate> Fates { get; }

    public SurveyFigures Surveys { get; }

    public KpiFigures Kpis { get; }

    public DigestFigures Digests { get; }

    public PeopleFigures People { get; }

    public MailFigures Mails { get; }

    /// <summary>Everything that is not as it should be, a line each.</summary>
    public List<string> Findings { get; } = [];

    /// <summary>What arrived in groups, but for the posts that wait in them.</summary>
    private IEnumerable<Arrival> Arrivals() => tenant.Log.Posts
        .Where(post => post.Delivered && post.Group is not null && !expectation.Groups.Any(group => group.IsWelcome(post.Subject)))
        .Select(post => new Arrival(PostChannel.Conversation, post.Group!.Value, post.At, post.Subject))
        .Concat(from card in tenant.Log.Cards
                where card.Delivered && named.ContainsKey(card.Group) && groups.Find(named[card.Group].Name) is not null
                select new Arrival(PostChannel.Teams, groups.Find(named[card.Group].Name)!.Id, card.At, card.Title))
        .Concat(tenant.Log.Pages.Where(page => page.IsPublished).Select(page => new Arrival(PostChannel.News, page.Group, page.At, page.Title)));

    private (PeopleFigures People, MailFigures Mails) ProvePeople()
    {
        var (invited, refused, unsure, lost, doubled) = (0, 0, 0, 0, 0);
        var (mailsRefused, mailsUnsure, mailsLost, mailsDoubled) = (0, 0, 0, 0);
        foreach (var target in expectation.Targets.Values)
        {
            var mails = welcomes[target.Person.Mail].ToList();
            var inGroups = tenant.Log.LeftAt(target.Person.Id) is not null || GroupsOf(target).All(group => groups.Find(group)?.Members.Contains(target.Person.Id) is true);
            var mailRefused = mails.Exists(mail => mail.Outcome is MailOutcome.Bounced or MailOutcome.Dropped);
            var mailUnsure = mails.Count == 0 && IsUncertain(target);
            var notAsked = !inGroups && IsRefused(target);
            mailsRefused += mailRefused ? 1 : 0;
            mailsUnsure += mailUnsure ? 1 : 0;
            mailsLost += mails.Count == 0 && !mailUnsure && !notAsked ? 1 : 0;
            mailsDoubled += Math.Max(0, mails.Count - 1);
            doubled += mails.Count > 1 ? 1 : 0;
            if (mailRefused || notAsked)
            {
                refused++;
            }
            else if (inGroups && mails.Count > 0)
            {
                invited++;
            }
            else if (inGroups && mailUnsure)
            {
                unsure++;
            }
            else
            {
                lost++;
                Findings.Add($"Lost: person {target.Person.Id} of wave {target.Wave.Id}: {(inGroups ? "no welcome" : "not in every group")}.");
            }

            if (mails.Count > 1)
            {
                Findings.Add($"Doubled: person {target.Person.Id} of wave {target.Wave.Id} was welcomed {mails.Count} times.");
            }
        }

        return (new(expectation.Targets.Count, invited, refused, unsure, lost, doubled, 0), new(0, mailsRefused, mailsUnsure, mailsLost, mailsDoubled));
    }

    /// <summary>A guest is one person of the directory and gets one mail, however many groups name them.</summary>
    private MailFigures ProveGuests()
    {
        var (refused, unsure, lost, doubled) = (0, 0, 0, 0);
        foreach (var (number, address) in expectation.Guests.Index())
        {
            var mails = tenant.Log.MailsTo(address, Guest);
            var isUnsure = mails.Count == 0 && uncertain.Guests.Contains(address) && IsExcused(address);
            refused += mails.Any(mail => mail.Outcome is MailOutcome.Bounced or MailOutcome.Dropped) ? 1 : 0;
            unsure += isUnsure ? 1 : 0;
            lost += mails.Count == 0 && !isUnsure ? 1 : 0;
            doubled += Math.Max(0, mails.Count - 1);
            var users = tenant.Log.Invitations.Where(sent => sent.Mail.Equals(address, StringComparison.OrdinalIgnoreCase)).Select(sent => sent.User).Distinct().Count();
            Add(mails.Count == 0 && !isUnsure, $"Lost: guest {number} got no mail.");
            Add(mails.Count > 1, $"Doubled: guest {number} got {mails.Count} mails.");
            Add(users > 1, $"Doubled: guest {number} is {users} people in the directory.");
        }

        return new(0, refused, unsure, lost, doubled);
    }

    private void Add(bool isWrong, string finding)
    {
        if (isWrong)
        {
            Findings.Add(finding);
        }
    }

    /// <summary>Mails nobody asked for, and requests the tenant does not know.</summary>
    private void NameStrays()
    {
        var asked = expectation.Targets.Values.Select(target => target.Person.Mail).ToHashSet(StringComparer.OrdinalIgnoreCase);
        Findings.AddRange(welcomes.Where(mails => !asked.Contains(mails.Key)).Select(mails =>
            $"Nobody asked for the welcome of person {tenant.Directory.User(mails.Key)?.Id.ToString() ?? "outside the directory"}."));
        Findings.AddRange(tenant.Log.NotSimulated.Select(request => $"The sandbox does not simulate {request.Method} {request.Path}."));
        Findings.AddRange(StrayMembers());
    }

    private IEnumerable<string> StrayMembers() =>
        from asked in expectation.Groups
        let found = groups.Find(asked.Name)
        where found is not null
        let people = asked.Owners.Concat(asked.Members).Concat(asked.Guests).Select(tenant.Directory.User).OfType<Employee>().Select(person => person.Id).ToHashSet()
        from person in found.Members.Stored
        where person != TenantDirectory.MailboxId && !people.Contains(person) && !IsTarget(person, asked) && !IsByRule(person, asked)
        select $"Nobody asked for person {person} in group '{asked.Name}'.";

    private bool IsTarget(Guid person, ExpectedGroup group) =>
        expectation.Targets.TryGetValue(person, out var target) && GroupsOf(target).Contains(group.Name);

    private bool IsByRule(Guid person, ExpectedGroup group) => tenant.Directory.Employees.Find(person) is { } employee && group.IsMember(employee);

    /// <summary>Names of the groups that somebody is to join.</summary>
    private IEnumerable<string> GroupsOf(Target target) => target.Wave.Groups.Select(group => named[group].Name).Concat(target.OwnGroups);

    private bool IsRefused(Target target) => GroupsOf(target)
        .Select(groups.Find)
        .OfType<Group>()
        .Any(group => tenant.Log.RefusalsOf(RequestSubjects.Member(group.Id, target.Person.Id)).Any(refusal => refusal.Status == 404));

    private bool IsUncertain(Target target) => IsUncertain(target, Welcome);

    private bool IsUncertain(Target target, string kind) => IsUncertain(target.Person, kind);

    private bool IsUncertain(Employee person, string kind) => uncertain.Mails.Contains((kind, person.Id.ToString())) && IsExcused(person.Mail);

    /// <summary>Whether a fault struck that leaves the outcome of this address's mail open.</summary>
    private bool IsExcused(string address) =>
        tenant.Log.FaultsTouching(RequestSubjects.Mail(address)).Any(fault => fault.Kind is not (FaultKind.Throttled or FaultKind.ConnectionRefused));
}

/// <summary>What happened in a rehearsal.</summary>
/// <param name="Tenant">With its log.</param>
/// <param name="Campaign">Its files.</param>
/// <param name="People">What they did.</param>
/// <param name="Uncertain">What the app calls uncertain.</param>
/// <param name="End">When the rehearsal ended: what falls due later is not asked for.</param>
internal sealed record Evidence(SimulatedTenant Tenant, Campaign Campaign, PeopleBehaviour People, Uncertain Uncertain, DateTimeOffset End)
{
    public EvidenceOfSurveys Surveys { get; init; } = EvidenceOfSurveys.None;

    /// <summary>Null: figures and digests are not looked at.</summary>
    public KpiEvidence? Kpis { get; init; }
}

/// <summary>What became of surveys.</summary>
/// <param name="Directory">Whom the campaign's waves mean, invited or not.</param>
/// <param name="Answers">What people sent, by round and person.</param>
/// <param name="Kept">The answers that the app kept, by round; of each, its texts.</param>
/// <param name="Rounds">Rounds of which something is there still.</param>
internal sealed record EvidenceOfSurveys(
    IReadOnlyList<Employee> Directory,
    IReadOnlyDictionary<(string Round, Guid Person), SurveySubmission> Answers,
    IReadOnlyDictionary<string, IReadOnlyList<IReadOnlyList<string>>> Kept,
    IReadOnlySet<string> Rounds)
{
    public static EvidenceOfSurveys None { get; } = new(
        [],
        ImmutableDictionary<(string, Guid), SurveySubmission>.Empty,
        ImmutableDictionary<string, IReadOnlyList<IReadOnlyList<string>>>.Empty,
        ImmutableHashSet<string>.Empty);
}

/// <summary>What the app calls uncertain.</summary>
/// <param name="Mails">Kinds of mails, with the object id of whose is.</param>
/// <param name="Guests">Mail addresses of the guests whose mail is.</param>
/// <param name="Posts">Addresses of the groups in which a welcome post is.</param>
internal sealed record Uncertain(IReadOnlySet<(string Kind, string Person)> Mails, IReadOnlySet<string> Guests, IReadOnlySet<string> Posts)
{
    /// <summary>The app's ids of the groups that no file names, by name: keys of its ledger have them.</summary>
    public IReadOnlyDictionary<string, string> GroupIds { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Keys of the calendar's deliveries that are.</summary>
    public IReadOnlySet<string> Deliveries { get; init; } = ImmutableHashSet<string>.Empty;

    public static readonly Uncertain Nothing = new(ImmutableHashSet<(string, string)>.Empty, ImmutableHashSet<string>.Empty, ImmutableHashSet<string>.Empty);
}
