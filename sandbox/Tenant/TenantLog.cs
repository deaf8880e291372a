using System.Runtime.InteropServices;
using AdoptionAutomation.Sandbox.Faults;

namespace AdoptionAutomation.Sandbox.Tenant;

/// <summary>A change in the directory. <paramref name="Request"/> is the tenant's own request number.</summary>
internal sealed record GroupCreated(DateTimeOffset At, long Request, Guid Id, string MailNickname);

internal sealed record Linked(DateTimeOffset At, long Request, Guid Group, Guid User, LinkKind Kind);

internal enum LinkKind
{
    MemberAdded,
    MemberRemoved,
    OwnerAdded,
    OwnerRemoved,
}

/// <summary>A refusal by a rule of the real service. <paramref name="Subjects"/> as in <see cref="RequestSubjects"/>.</summary>
internal sealed record Refusal(
    DateTimeOffset At, RemoteService Service, long Request, string Method, string Path, int Status, string Reason, IReadOnlyList<string> Subjects);

/// <summary>A request that the tenant does not simulate and answered with 501.</summary>
internal sealed record NotSimulated(DateTimeOffset At, string Method, string Path);

/// <summary>A 429 that the app provoked by going over a published quota.</summary>
internal sealed record QuotaExceeded(DateTimeOffset At, RemoteService Service, long Request, string Method, string Path, string Quota);

/// <summary>What became of a mail after SendGrid took it.</summary>
internal enum MailOutcome
{
    OnItsWay,
    Delivered,
    Bounced,
    Dropped,
}

/// <param name="Mails">Accepted.</param>
/// <param name="Posts">Messages, cards, and pages by each step.</param>
/// <param name="Groups">Created.</param>
/// <param name="Changes">Of members, owners and guests.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct TenantTraces(int Mails, int Posts, int Groups, int Changes)
{
    public TenantTraces Since(TenantTraces before) => new(Mails - before.Mails, Posts - before.Posts, Groups - before.Groups, Changes - before.Changes);
}

/// <summary>
/// What the tenant saw and did: the other side of the app's ledger, which the proof compares. Shares the tenant's one lock.
/// </summary>
internal sealed class TenantLog(Lock gate, FaultPlan faults)
{
    private readonly Dictionary<RemoteService, long> requests = [];
    private readonly Dictionary<RemoteService, long> writes = [];
    private readonly List<GroupCreated> groups = [];
    private readonly List<Linked> links = [];
    private readonly List<AcceptedMail> mails = [];
    private readonly List<Refusal> refusals = [];
    private readonly List<NotSimulated> notSimulated = [];
    private readonly List<QuotaExceeded> quotaExceeded = [];
    private readonly List<TeamMade> teams = [];
    private readonly List<ChannelMade> channels = [];
    private readonly List<TabMade> tabs = [];
    private readonly List<GuestInvited> invitations = [];
    private readonly List<GroupPost> posts = [];
    private readonly List<CardPost> cards = [];
    private readonly List<PageWritten> pages = [];

    private readonly Dictionary<string, int> mailsByFamily = new(StringComparer.Ordinal);
    private int published;

    public int GroupCount => CountOf(groups);

    public int MailCount => CountOf(mails);

    public int FaultCount => faults.Count;

    /// <summary>What came into groups: messages and cards that arrived, pages that were published.</summary>
    public int PublishedCount
    {
        get
        {
            lock (gate)
            {
                return published;
            }
        }
    }

    public IReadOnlyList<GroupCreated> Groups => Copy(groups);

    public IReadOnlyList<Linked> Links => Copy(links);

    public IReadOnlyList<AcceptedMail> Mails => Copy(mails);

    public IReadOnlyList<Refusal> Refusals => Copy(refusals);

    public IReadOnlyList<NotSimulated> NotSimulated => Copy(notSimulated);

    public IReadOnlyList<QuotaExceeded> QuotaExceeded => Copy(quotaExceeded);

    public IReadOnlyList<TeamMade> Teams => Copy(teams);

    public IReadOnlyList<ChannelMade> Channels => Copy(channels);

    public IReadOnlyList<TabMade> Tabs => Copy(tabs);

    public IReadOnlyList<GuestInvited> Invitations => Copy(invitations);

    /// <summary>Messages by Graph's sendMail, one entry a recipient.</summary>
    public IReadOnlyList<GroupPost> Posts => Copy(posts);

    /// <summary>Cards that workflows took, whether they appeared or not.</summary>
    public IReadOnlyList<CardPost> Cards => Copy(cards);

    /// <summary>Pages of groups' sites, an entry when one is created and one when it is published.</summary>
    public IReadOnlyList<PageWritten> Pages => Copy(pages);

    public IReadOnlyList<InjectedFault> Faults => faults.Injected;

    /// <summary>What a script did besides.</summary>
    public IReadOnlyList<Happening> Happenings => faults.Happenings;

    /// <summary>When somebody left by a script; null: not.</summary>
    public DateTimeOffset? LeftAt(Guid person) =>
        Happenings.FirstOrDefault(one => one.Kind == HappeningKind.SomebodyLeft && one.Subject == person.ToString())?.At;

    /// <summary>How much there is so far of what people see.</summary>
    public TenantTraces Traces
    {
        get
        {
            lock (gate)
            {
                return new(mails.Count, posts.Count + cards.Count + pages.Count, groups.Count, links.Count + invitations.Count);
            }
        }
    }

    /// <summary>Requests that reached the service; a batch counts once.</summary>
    public long Requests(RemoteService service)
    {
        lock (gate)
        {
            return requests.GetValueOrDefault(service);
        }
    }

    /// <summary>Changes that the service accepted (2xx); the steps of a batch count one by one, the batch itself does not.</summary>
    public long Writes(RemoteService service)
    {
        lock (gate)
        {
            return writes.GetValueOrDefault(service);
        }
    }

    /// <summary>429s, by quota and injected alike.</summary>
    public int Throttled(RemoteService service) =>
        QuotaExceeded.Count(q => q.Service == service) + Faults.Count(f => f.Service == service && f.Kind is FaultKind.Throttled);

    /// <summary>Mails accepted for an address, oldest first; <paramref name="category"/> null for all.</summary>
    public IReadOnlyList<AcceptedMail> MailsTo(string address, string? category = null) =>
    [
        .. Mails.Where(m => string.Equals(m.To, address, StringComparison.OrdinalIgnoreCase)
            && (category is null || m.Categories.Contains(category, StringComparer.Ordinal))),
    ];

    /// <summary>Faults whose request was about the subject (<see cref="RequestSubjects"/>).</summary>
    public IReadOnlyList<InjectedFault> FaultsTouching(string subject) => [.. Faults.Where(f => f.Subjects.Contains(subject, StringComparer.Ordinal))];

    public IReadOnlyList<Refusal> RefusalsOf(string subject) => [.. Refusals.Where(r => r.Subjects.Contains(subject, StringComparer.Ordinal))];

    /// <summary>How many mails were accepted of a family of kinds, such as <c>survey</c>: what comes before the first dash of their first category.</summary>
    public int MailsOf(string family)
    {
        lock (gate)
        {
            return mailsByFamily.GetValueOrDefault(family);
        }
    }

    public long Count(RemoteService service)
    {
        lock (gate)
        {
            return requests[service] = requests.GetValueOrDefault(service) + 1;
        }
    }

    public void CountWrite(RemoteService service)
    {
        lock (gate)
        {
            writes[service] = writes.GetValueOrDefault(service) + 1;
        }
    }

    public void Add(GroupCreated entry) => Append(groups, entry);

    public void Add(Linked entry) => Append(links, entry);

    public void Add(AcceptedMail entry)
    {
        lock (gate)
        {
            mails.Add(entry);
            var family = entry.Categories is [var kind, ..] ? kind.Split('-')[0] : "";
            mailsByFamily[family] = mailsByFamily.GetValueOrDefault(family) + 1;
        }
    }

    public void Add(Refusal entry) => Append(refusals, entry);

    public void Add(NotSimulated entry) => Append(notSimulated, entry);

    public void Add(QuotaExceeded entry) => Append(quotaExceeded, entry);

    public void Add(TeamMade entry) => Append(teams, entry);

    public void Add(ChannelMade entry) => Append(channels, entry);

    public void Add(TabMade entry) => Append(tabs, entry);

    public void Add(GuestInvited entry) => Append(invitations, entry);

    public void Add(GroupPost entry) => Append(posts, entry, entry is { Delivered: true, Group: not null });

    public void Add(CardPost entry) => Append(cards, entry, entry.Delivered);

    public void Add(PageWritten entry) => Append(pages, entry, entry.IsPublished);

    private void Append<T>(List<T> list, T entry, bool isPublished = false)
    {
        lock (gate)
        {
            list.Add(entry);
            published += isPublished ? 1 : 0;
        }
    }

    private int CountOf<T>(List<T> list)
    {
        lock (gate)
        {
            return list.Count;
        }
    }

    private T[] Copy<T>(List<T> list)
    {
        lock (gate)
        {
            return [.. list];
        }
    }
}
